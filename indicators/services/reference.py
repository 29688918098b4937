"""Load a year's targets from its data file into one ward."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.counts import Counts
from camphucnam.kernel.errors import DomainError
from indicators.models import Indicator, Target
from indicators.rules.target_file import Raw, available_years, read_targets
from programs.models import Plan
from programs.services.syncing import Sync


def years() -> list[int]:
    """Years for which targets can be loaded."""
    return available_years()


@transaction.atomic
def load(ward: Ward, year: int, commit: bool = False, *, by: User | None = None) -> Counts:
    """Bring the ward's targets of ``year`` in line with the data file; without ``commit`` everything is rolled back.

    They belong to the plan that came from the file of the year; without one they stand alone until it is loaded. A year without a
    file is left alone, a second load changes nothing. Targets that vanished from the file are retired, never deleted: what was
    entered for them stays. An indicator is retired when no target of any year stands on it. DomainError in a year whose plan the
    ward made itself.
    """
    raw = read_targets(year)
    if not raw:
        return Counts()
    plan = _plan_of(ward, year)
    sync = Sync(timezone.localdate())
    of_other_years = Target.objects.in_ward(ward.pk).current().exclude(year=year).values("indicator")
    indicators = sync.rows(
        Indicator.objects.in_ward(ward.pk).filter(Q(code__in=[_code(item) for item in raw]) | ~Q(pk__in=of_other_years)),
        ("code",),
        {_code(item): _indicator(ward, item) for item in raw}.values(),
    )
    fixed = {"ward_id": ward.pk, "year": year, "plan_id": plan.pk if plan else None}
    rows = [{**fixed, **_target(order, item, indicators[(_code(item),)])} for order, item in enumerate(raw, 1)]
    of_file = Target.objects.in_ward(ward.pk).filter(Q(plan=plan) | Q(plan__isnull=True), year=year)
    sync.rows(of_file.order_by(F("plan").asc(nulls_first=True)), ("code",), rows)
    if not commit:
        transaction.set_rollback(True)
    elif sync.counts.changed:
        counts = sync.counts
        record(
            Action.REFERENCE_LOADED, by=by, ward_id=ward.pk, target_label=f"Chỉ tiêu năm {year}",
            moi=counts.created, sua=counts.updated, thoi_ap_dung=counts.retired,
        )  # fmt: skip
    return sync.counts


def _plan_of(ward: Ward, year: int) -> Plan | None:
    of_year = Plan.objects.in_ward(ward.pk).filter(year=year)
    plan = of_year.exclude(source_file="").first()
    if plan is None and of_year.exists():
        raise DomainError(f"Phường đã tự lập kế hoạch năm {year} nên không nạp đè chỉ tiêu từ tệp. Bỏ --plan hoặc chọn năm khác.")
    return plan


def _code(raw: Raw) -> str:
    return "/".join(filter(None, [raw["numerator"], raw["denominator"]]))


def _indicator(ward: Ward, raw: Raw) -> dict[str, Any]:
    fields = ("dimension", "unit", "numerator", "denominator")
    return {"ward_id": ward.pk, "code": _code(raw), **{name: raw[name] for name in fields}}


def _target(order: int, raw: Raw, indicator: Indicator) -> dict[str, Any]:
    same = ("code", "short_name", "name", "population", "population_text", "assigned_type", "assigned_by")
    return {
        "indicator_id": indicator.pk,
        "order": order,
        **{name: raw[name] for name in same},
        "comparison": raw["operator"],
        "value": Decimal(str(raw["value"])) if "value" in raw else None,
        "reading": raw.get("reading", ""),
        "reading_measures": {name: raw["reading_measures"][name] for name in raw.get("readings", [])},
        "assigned_document": raw.get("assigned_document", ""),
        "source_agency_code": raw["source_agency"],
        "subproject_code": raw.get("subproject", ""),
        "policy_code": raw.get("policy", ""),
        "source_document": raw["source"]["document"],
        "source_line": raw["source"].get("line"),
    }
