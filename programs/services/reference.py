"""Load a year's plan from its data file into one ward."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.counts import Counts
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import fold
from programs.models import (
    Agency,
    AgencyAlias,
    Assignment,
    BeneficiaryRule,
    Finding,
    LegalBasis,
    Plan,
    PlanSection,
    Policy,
    Programme,
    Project,
    Recipient,
    ReportingDuty,
    SubProject,
    SubProjectSection,
    SupportContent,
)
from programs.rules.plan_file import Raw, read_plan
from programs.rules.words import AssignmentKind, PlanState
from programs.services.syncing import Sync


@transaction.atomic
def load(ward: Ward, year: int, commit: bool = False, *, by: User | None = None) -> Counts:
    """Bring the ward's plan of ``year`` in line with the data file; without ``commit`` everything is rolled back.

    A second load changes nothing. Rows that vanished from the file are retired. The number of the document, the state
    of the plan, the progress and the due days of assignments belong to the office and are never overwritten.
    """
    raw = read_plan(year)
    sync = Sync(timezone.localdate())
    plan = _load_plan(sync, ward, raw)
    agencies = _load_agencies(sync, ward, raw)
    _load_papers(sync, plan, raw)
    subprojects, contents = _load_projects(sync, plan, agencies, raw)
    policies = _load_policies(sync, plan, agencies, raw)
    _load_rules(sync, plan, raw, subprojects, contents, policies)
    _load_assignments(sync, plan, agencies, subprojects, raw)
    if not commit:
        transaction.set_rollback(True)
    elif sync.counts.changed:
        counts = sync.counts
        record(
            Action.REFERENCE_LOADED, by=by, ward_id=ward.pk, target=plan,
            moi=counts.created, sua=counts.updated, thoi_ap_dung=counts.retired,
        )  # fmt: skip
    return sync.counts


def _load_plan(sync: Sync, ward: Ward, raw: Raw) -> Plan:
    document = raw["document"]
    source_file = f"{raw['year']}.toml"
    values: dict[str, Any] = {
        "ward_id": ward.pk,
        "year": raw["year"],
        "source_file": source_file,
        "document_type": document["type"],
        **{
            name: document[name] for name in ("symbol", "place", "signed_on", "title", "intro", "closing", "issuing_lines", "signing_lines")
        },
    }
    of_year = Plan.objects.filter(ward=ward, year=raw["year"])
    existing = of_year.filter(source_file=source_file)
    if not existing.exists():
        if of_year.exists():
            raise DomainError(f"Phường đã tự lập kế hoạch năm {raw['year']} nên không nạp đè từ tệp. Bỏ --plan hoặc chọn năm khác.")
        values |= {"number": document["number"], "state": PlanState.ISSUED}
    plan: Plan = sync.rows(existing, ("source_file",), [values])[(source_file,)]
    return plan


def _load_agencies(sync: Sync, ward: Ward, raw: Raw) -> dict[str, Agency]:
    codes = [agency["code"] for agency in raw["agencies"]]
    of_file = Agency.objects.filter(ward=ward).filter(Q(line__isnull=False) | Q(code__in=codes))
    edited = dict(of_file.filter(is_edited=True).values_list("code", "retired_on"))
    wanted = [_agency(ward, agency, order, edited) for order, agency in enumerate(raw["agencies"], 1)]
    agencies = {key[0]: row for key, row in sync.rows(of_file, ("code",), wanted).items()}
    aliases = [
        {"agency_id": agencies[agency["code"]].pk, "name": alias["name"], "folded_name": fold(alias["name"]), "line": alias["line"]}
        for agency in raw["agencies"]
        for alias in agency.get("aliases", [])
    ]
    # Names that the office added have no line and stay.
    named = Q(line__isnull=False) | Q(folded_name__in=[alias["folded_name"] for alias in aliases])
    sync.rows(AgencyAlias.objects.filter(agency__ward=ward).filter(named), ("agency_id", "folded_name"), aliases)
    return agencies


def _agency(ward: Ward, agency: Raw, order: int, edited: Mapping[str, date | None]) -> dict[str, Any]:
    """What the file determines of an agency; name, kind and whether it stands only while the office has not changed them."""
    is_edited = agency["code"] in edited
    names = ("code", "label", "heading", "line") if is_edited else ("code", "label", "heading", "line", "kind", "name")
    values = {"ward_id": ward.pk, "order": order, **{name: agency[name] for name in names}}
    return values | {"retired_on": edited[agency["code"]]} if is_edited else values | {"is_requested": agency.get("requested", False)}


def _load_papers(sync: Sync, plan: Plan, raw: Raw) -> None:
    sections = [{"plan_id": plan.pk, "paragraphs": [], **{name: item[name] for name in item}} for item in raw["sections"]]
    sync.rows(PlanSection.objects.filter(plan=plan), ("code",), sections)
    bases = [{"plan_id": plan.pk, "order": order, **item} for order, item in enumerate(raw["legal_bases"], 1)]
    sync.rows(LegalBasis.objects.filter(plan=plan), ("code",), bases)
    sync.rows(Recipient.objects.filter(plan=plan), ("order",), [{"plan_id": plan.pk, **item} for item in raw["recipients"]])
    duties = []
    for order, item in enumerate(raw["duties"], 1):
        duty = {"before_day": None, "before_month": None, **item, "plan_id": plan.pk, "order": order}
        duty["from_agency_code"], duty["via_agency_code"] = duty.pop("from_agency", ""), duty.pop("via_agency", "")
        duties.append(duty)
    sync.rows(ReportingDuty.objects.filter(plan=plan), ("code",), duties)
    findings = [{"plan_id": plan.pk, "order": order, **item} for order, item in enumerate(raw["findings"], 1)]
    sync.rows(Finding.objects.filter(plan=plan), ("code",), findings)


def _load_projects(
    sync: Sync, plan: Plan, agencies: dict[str, Agency], raw: Raw
) -> tuple[dict[str, SubProject], dict[tuple[str, int], SupportContent]]:
    item = raw["programme"]
    programme = sync.rows(Programme.objects.filter(plan=plan), ("code",), [{"plan_id": plan.pk, **item}])[(item["code"],)]
    wanted = [{"programme_id": programme.pk, "order": order, **project} for order, project in enumerate(raw["projects"], 1)]
    projects = sync.rows(Project.objects.filter(programme__plan=plan), ("code",), wanted)
    rows = [
        {
            "project_id": projects[(subproject["project"],)].pk,
            "order": order,
            "lead_id": agencies[subproject["lead"]].pk,
            "is_whole_project": subproject.get("whole_project", False),
            **{name: subproject[name] for name in ("code", "national_code", "label", "printed", "name", "lead_text", "partners", "line")},
        }
        for order, subproject in enumerate(raw["subprojects"], 1)
    ]
    found = sync.rows(SubProject.objects.filter(project__programme__plan=plan), ("code",), rows)
    subprojects = {key[0]: row for key, row in found.items()}
    return subprojects, _load_parts(sync, plan, subprojects, raw)


def _load_parts(sync: Sync, plan: Plan, subprojects: dict[str, SubProject], raw: Raw) -> dict[tuple[str, int], SupportContent]:
    sections, contents = [], []
    for item in raw["subprojects"]:
        parent = subprojects[item["code"]].pk
        for order, section in enumerate(item["sections"], 1):
            values = {"paragraphs": [], **section, "subproject_id": parent, "order": order, "is_inline": section.get("inline", False)}
            values.pop("inline", None)
            sections.append(values)
        contents += [{"subproject_id": parent, **{k: v for k, v in content.items() if k != "rule"}} for content in item["contents"]]
    here = {"subproject__project__programme__plan": plan}
    sync.rows(SubProjectSection.objects.filter(**here), ("subproject_id", "kind"), sections)
    found = sync.rows(SupportContent.objects.filter(**here), ("subproject_id", "order"), contents)
    codes = {row.pk: code for code, row in subprojects.items()}
    return {(codes[parent], order): row for (parent, order), row in found.items()}


def _load_policies(sync: Sync, plan: Plan, agencies: dict[str, Agency], raw: Raw) -> dict[str, Policy]:
    wanted = [
        {"plan_id": plan.pk, "order": order, **{name: item[name] for name in ("code", "label", "name", "paragraphs", "line")}}
        for order, item in enumerate(raw["policies"], 1)
    ]
    policies = {key[0]: row for key, row in sync.rows(Policy.objects.filter(plan=plan), ("code",), wanted).items()}
    for item in raw["policies"]:
        owners = {agencies[code].pk for code in item["owners"]}
        policy = policies[item["code"]]
        if set(policy.owners.values_list("pk", flat=True)) != owners:
            policy.owners.set(owners)
    return policies


def _load_rules(
    sync: Sync,
    plan: Plan,
    raw: Raw,
    subprojects: dict[str, SubProject],
    contents: dict[tuple[str, int], SupportContent],
    policies: dict[str, Policy],
) -> None:
    orders = count(1)
    wanted: list[dict[str, Any]] = []
    for item in raw["subprojects"]:
        subject = {"subproject_id": subprojects[item["code"]].pk, "content_id": None, "policy_id": None}
        wanted += [_rule(plan, rule, next(orders), subject) for rule in item.get("rules", [])]
        for content in item["contents"]:
            if "rule" in content:
                own = {"subproject_id": None, "content_id": contents[item["code"], content["order"]].pk, "policy_id": None}
                wanted.append(_rule(plan, content["rule"], next(orders), own))
    for item in raw["policies"]:
        subject = {"subproject_id": None, "content_id": None, "policy_id": policies[item["code"]].pk}
        wanted += [_rule(plan, rule, next(orders), subject) for rule in item.get("rules", [])]
    sync.rows(BeneficiaryRule.objects.filter(plan=plan), ("code",), wanted)


def _rule(plan: Plan, rule: Raw, order: int, subject: dict[str, int | None]) -> dict[str, Any]:
    return {
        "plan_id": plan.pk,
        "order": order,
        "is_derived": rule["derived"],
        "lower_months": rule.get("lower_months"),
        "lower_inclusive": rule.get("lower_inclusive", True),
        "upper_months": rule.get("upper_months"),
        "upper_inclusive": rule.get("upper_inclusive", True),
        **{name: rule[name] for name in ("code", "kind", "unit", "classes", "traits", "text", "clause", "line")},
        **subject,
    }


def _load_assignments(sync: Sync, plan: Plan, agencies: dict[str, Agency], subprojects: dict[str, SubProject], raw: Raw) -> None:
    wanted: list[dict[str, Any]] = []
    existing = Assignment.objects.filter(plan=plan)
    known = set(existing.values_list("code", flat=True))
    for item in raw["agencies"]:
        agency = agencies[item["code"]]
        led = [row for row in subprojects.values() if row.lead_id == agency.pk]
        wanted += [_lead(plan, agency, row, order) for order, row in enumerate(led, 1)]
        for order, task in enumerate(item.get("tasks", []), len(led) + 1):
            kind = task.get("kind", AssignmentKind.TASK.value)
            own = {"plan_id": plan.pk, "agency_id": agency.pk, "subproject_id": None, "kind": kind, "order": order}
            own |= {name: task[name] for name in ("code", "paragraph", "text", "line")}
            if task["code"] not in known:
                own |= {name: task[name] for name in ("rhythm", "due_on", "due_source") if name in task}
            wanted.append(own)
    sync.rows(existing, ("code",), wanted)


def _lead(plan: Plan, agency: Agency, subproject: SubProject, order: int) -> dict[str, Any]:
    project = "" if subproject.is_whole_project else f" ({subproject.project.printed.rstrip('.:')})"
    return {
        "plan_id": plan.pk,
        "agency_id": agency.pk,
        "subproject_id": subproject.pk,
        "code": f"{agency.code}.{subproject.code}",
        "order": order,
        "kind": AssignmentKind.LEAD.value,
        "paragraph": 0,
        "text": f"Chủ trì {subproject.full_name}{project}",
        "line": subproject.line,
    }
