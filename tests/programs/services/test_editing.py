"""Copying, editing, issuing and replacing plans."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition, NotAllowed
from programs import plan_guards
from programs.models import (
    Agency,
    Assignment,
    BeneficiaryRule,
    Plan,
    PlanPaper,
    Policy,
    ProgressNote,
    Project,
    Recipient,
    SubProject,
    SupportContent,
)
from programs.rules.programme_tree import tree_by_code
from programs.rules.words import AssignmentKind, AssignmentState, PlanState
from programs.selectors.drafts import differences_between, groups_of, obstacles
from programs.selectors.eligibility import plan_for_day
from programs.selectors.lines import KINDS, stamp_of
from programs.selectors.papers import paper_of
from programs.selectors.plans import plan_document, standing_plan
from programs.services.copying import plan_amend, plan_copy
from programs.services.issuing import plan_issue
from programs.services.lines import head_change, line_add, line_change, line_retire
from programs.services.progress import progress_note_add
from tests.programs.factories import task

pytestmark = pytest.mark.django_db
NEW = tree_by_code("MTQG-2026-2035")


@pytest.fixture
def draft(plan: Plan, officer: User) -> Plan:
    return plan_copy(plan, 2026, by=officer)


def change(draft: Plan, slug: str, row: Any, by: User, **values: Any) -> Any:
    return line_change(draft, KINDS[slug], row.pk, values, stamp=stamp_of(row), by=by)


def test_a_copy_says_the_same_with_the_new_year(draft: Plan, plan: Plan) -> None:
    old, new = plan_document(plan), plan_document(draft)
    same = ("subprojects", "policies", "legal_bases", "recipients")
    assert all(new[name] == old[name] for name in same)
    assert [item["code"] for item in new["agencies"]] == [item["code"] for item in old["agencies"]]
    assert (draft.state, draft.number, draft.signed_on, draft.based_on) == (PlanState.DRAFT, "", None, plan)
    text = " ".join(passage.full for passage in paper_of(draft).passages)
    assert "giảm 04 hộ nghèo trong năm 2026" in text
    assert "Theo Quyết định số 81/QĐ-LĐTĐ ngày 16/02/2023" in text
    assert paper_of(draft).mark == "DỰ THẢO"
    assert BeneficiaryRule.objects.filter(plan=draft).count() == BeneficiaryRule.objects.filter(plan=plan).count()
    assert not draft.findings.exists()


def test_the_source_is_left_as_it_was(plan: Plan, officer: User) -> None:
    before = plan_document(plan)
    plan_copy(plan, 2026, by=officer)
    assert plan_document(Plan.objects.get(pk=plan.pk)) == before


def test_the_tree_of_another_programme_brings_its_codes(plan: Plan, officer: User) -> None:
    assert NEW is not None
    draft = plan_copy(plan, 2026, by=officer, tree=NEW)
    answer = plan_document(draft)
    assert {item["national_code"] for item in answer["subprojects"]} == {None}
    assert [item["code"] for item in answer["subprojects"]] == [item["code"] for item in plan_document(plan)["subprojects"]]
    assert draft.programmes.get().code == "MTQG-2026-2035"
    old = tree_by_code("GNBV-2021-2025")
    assert old is not None
    assert [old.national_code_of(item["code"]) for item in plan_document(plan)["subprojects"]] == [
        item["national_code"] for item in plan_document(plan)["subprojects"]
    ]


@pytest.mark.parametrize("year", [2023, 1999, 3000])
def test_years_that_cannot_be_copied_to(plan: Plan, officer: User, year: int) -> None:
    with pytest.raises(DomainError):
        plan_copy(plan, year, by=officer)


def test_one_draft_a_year(draft: Plan, plan: Plan, officer: User) -> None:
    with pytest.raises(DomainError, match="đã có dự thảo"):
        plan_copy(plan, 2026, by=officer)


def test_only_who_edits_the_plan(draft: Plan, plan: Plan, committee: User) -> None:
    row = draft.recipients.first()
    assert row is not None
    with pytest.raises(NotAllowed):
        plan_copy(plan, 2027, by=committee)
    with pytest.raises(NotAllowed):
        change(draft, "noi-nhan", row, committee, text="x")
    with pytest.raises(NotAllowed):
        plan_issue(draft, "1", date(2026, 2, 1), version=draft.version, by=committee)
    with pytest.raises(NotAllowed):
        plan_amend(plan, "x", by=committee)


def test_every_kind_of_line_is_edited_and_logged(draft: Plan, officer: User) -> None:
    for slug, kind in KINDS.items():
        row = kind.rows(draft).first()
        changed = change(draft, slug, row, officer, **_values(slug))
        assert all(getattr(changed, name) == value for name, value in _values(slug).items() if name != "paragraphs"), slug
    assert AuditEvent.objects.filter(action=Action.PLAN_CHANGED, details__viec="Sửa").count() == len(KINDS)


def _values(slug: str) -> dict[str, Any]:
    if slug in {"du-an", "tieu-du-an", "chinh-sach"}:
        return {"name": "Tên mới"}
    if slug in {"muc", "phan"}:
        return {"heading": "Đề mục mới", "paragraphs": ["Một đoạn."]}
    return {"subject": "trích yếu mới"} if slug == "can-cu" else {"text": "Câu mới."}


def test_a_stale_line_is_not_overwritten(draft: Plan, officer: User) -> None:
    row = draft.recipients.order_by("order").first()
    assert row is not None
    stamp = stamp_of(row)
    change(draft, "noi-nhan", row, officer, text="UBND phường")
    with pytest.raises(EditConflict):
        line_change(draft, KINDS["noi-nhan"], row.pk, {"text": "khác"}, stamp=stamp, by=officer)
    with pytest.raises(EditConflict):
        line_retire(draft, KINDS["noi-nhan"], row.pk, stamp=stamp, by=officer)


def test_a_stale_head_is_not_overwritten(draft: Plan, officer: User) -> None:
    version = draft.version
    head_change(draft, {"title": "Tên mới"}, version=version, by=officer)
    with pytest.raises(EditConflict):
        head_change(draft, {"title": "Tên khác"}, version=version, by=officer)


def test_targets_stay_with_their_paragraph(draft: Plan, officer: User) -> None:
    section = draft.sections.get(code="I.2")
    texts = [item["text"] for item in section.paragraphs]
    texts[0] = "Phấn đấu toàn phường giảm 05 hộ nghèo trong năm 2026."
    changed = change(draft, "muc", section, officer, paragraphs=texts)
    assert changed.paragraphs[0] == {"text": texts[0], "targets": ["T01"]}
    shorter = change(draft, "muc", changed, officer, paragraphs=texts[1:])
    assert shorter.paragraphs[0]["targets"] == ["T03"]


def test_a_new_line_takes_the_place_it_is_given(draft: Plan, officer: User) -> None:
    row = line_add(draft, KINDS["noi-nhan"], {"text": "Công an phường", "order": 2}, by=officer)
    assert [item.text for item in Recipient.objects.filter(plan=draft)][1] == "Công an phường"
    last = line_add(draft, KINDS["noi-nhan"], {"text": "Lưu: VP"}, by=officer)
    assert Recipient.objects.filter(plan=draft).last() == last
    assert paper_of(draft).recipients[1] == row.text
    change(draft, "noi-nhan", last, officer, order=1)
    assert paper_of(draft).recipients[0] == "Lưu: VP"


def test_a_new_subproject_with_its_parts_is_printed_and_its_lead_has_it(draft: Plan, officer: User, ward: Ward) -> None:
    culture = Agency.objects.get(ward=ward, code="VHTT")
    project = Project.objects.get(programme__plan=draft, code="DA5")
    values = {"project": project, "label": "1.4.2.", "printed": "Tiểu dự án 2.", "name": "Truyền thông về giảm nghèo đa chiều"}
    more = {"code": "DA5.TDA2", "national_code": "", "is_whole_project": False, "lead": culture, "lead_text": "", "partners": []}
    row = line_add(draft, KINDS["tieu-du-an"], {**values, **more}, by=officer)
    part = {"subproject": row, "kind": "contents", "letter": "a.", "heading": "Nội dung", "is_inline": False, "paragraphs": []}
    line_add(draft, KINDS["phan"], part, by=officer)
    line_add(draft, KINDS["noi-dung"], {"subproject": row, "text": "Phát thanh hằng tuần.", "clause": "", "paragraph": None}, by=officer)
    rule = {"kind": "eligible", "unit": "person", "classes": ["anyone"], "traits": [], "text": "mọi người", "clause": ""}
    made = line_add(draft, KINDS["quy-tac"], {**rule, "subproject": row, "policy": None}, by=officer)
    assert made.code == "DA5.TDA2.E1"
    assert Assignment.objects.filter(plan=draft, agency=culture, subproject=row, kind=AssignmentKind.LEAD).count() == 1
    texts = [passage.full for passage in paper_of(draft).passages]
    at = texts.index("1.4.2. Tiểu dự án 2. Truyền thông về giảm nghèo đa chiều")
    assert texts[at + 1 : at + 3] == ["a. Nội dung", "Phát thanh hằng tuần."]
    station = Agency.objects.get(ward=ward, code="TYT")
    change(draft, "tieu-du-an", row, officer, lead=station)
    leads = Assignment.objects.current().filter(plan=draft, subproject=row, kind=AssignmentKind.LEAD)
    assert [item.agency for item in leads] == [station]


def test_a_task_of_another_agency(draft: Plan, officer: User, ward: Ward) -> None:
    station = Agency.objects.get(ward=ward, code="TYT")
    row = line_add(draft, KINDS["nhiem-vu"], {"agency": station, "text": "Tổ chức khám", "paragraph": None}, by=officer)
    assert (row.code, row.kind) == ("TYT.3", AssignmentKind.TASK)
    assert "Tổ chức khám." in [passage.text for passage in paper_of(draft).passages]


def test_what_hangs_on_a_removed_line_goes_with_it(draft: Plan, officer: User) -> None:
    project = Project.objects.get(programme__plan=draft, code="DA3")
    line_retire(draft, KINDS["du-an"], project.pk, stamp=stamp_of(project), by=officer)
    assert not SubProject.objects.current().filter(project=project).exists()
    assert not BeneficiaryRule.objects.current().filter(plan=draft, code__startswith="DA3").exists()
    assert not SupportContent.objects.current().filter(subproject__project=project).exists()
    assert not Assignment.objects.current().filter(plan=draft, subproject__project=project).exists()
    assert "Dự án 3" not in " ".join(passage.lead for passage in paper_of(draft).passages)
    credit = Policy.objects.get(plan=draft, code="CS6")
    line_retire(draft, KINDS["chinh-sach"], credit.pk, stamp=stamp_of(credit), by=officer)
    assert not BeneficiaryRule.objects.current().filter(policy=credit).exists()


def test_issuing_needs_everything_and_then_nothing_changes(draft: Plan, officer: User) -> None:
    lead = SubProject.objects.get(project__programme__plan=draft, code="DA2")
    change(draft, "tieu-du-an", lead, officer, lead=None)
    assert obstacles(draft) == ["DA2 chưa có cơ quan chủ trì."]
    with pytest.raises(DomainError, match="cơ quan chủ trì"):
        plan_issue(draft, "12", date(2026, 2, 5), version=draft.version, by=officer)
    lead.refresh_from_db()
    change(draft, "tieu-du-an", lead, officer, lead=Agency.objects.get(ward=draft.ward, code="BCD"))
    draft.refresh_from_db()
    with pytest.raises(DomainError, match="số văn bản"):
        plan_issue(draft, " ", date(2026, 2, 5), version=draft.version, by=officer)
    draft.refresh_from_db()
    plan_issue(draft, "12", date(2026, 2, 5), version=draft.version, by=officer)
    paper = paper_of(draft)
    assert (paper.number_line, paper.mark) == ("Số: 12/KH-UBND", "")
    assert "ngày 05 tháng 02 năm 2026" in paper.place_line
    row = draft.recipients.first()
    assert row is not None
    with pytest.raises(DomainError, match="đã ban hành"):
        change(draft, "noi-nhan", row, officer, text="x")
    with pytest.raises(DomainError):
        plan_issue(draft, "13", date(2026, 2, 6), version=draft.version, by=officer)
    assert standing_plan(Plan.objects.filter(ward=draft.ward)) == draft


def test_the_frozen_document_outlives_the_names_of_agencies(draft: Plan, officer: User) -> None:
    plan_issue(draft, "12", date(2026, 2, 5), version=draft.version, by=officer)
    before = paper_of(draft)
    Agency.objects.filter(ward=draft.ward).update(heading="Tên khác")
    assert paper_of(Plan.objects.get(pk=draft.pk)) == before


def test_replacing_an_issued_plan(plan: Plan, officer: User, ward: Ward) -> None:
    with pytest.raises(DomainError, match="lý do"):
        plan_amend(plan, "  ", by=officer)
    progress_note_add(task(ward, "TYT.1"), "Đã khám 10 người.", AssignmentState.IN_PROGRESS, version=1, by=officer)
    second = plan_amend(plan, "Bổ sung nơi nhận", by=officer)
    with pytest.raises(DomainError, match="đã có dự thảo"):
        plan_amend(plan, "Lần nữa", by=officer)
    with pytest.raises(IllegalTransition):
        plan_amend(second, "Dự thảo", by=officer)
    assert not differences_between(plan, second)
    line_add(second, KINDS["noi-nhan"], {"text": "Công an phường"}, by=officer)
    found = differences_between(plan, second)
    assert [(item.label, item.new) for item in found] == [("Thêm", "Công an phường")]
    assert standing_plan(Plan.objects.filter(ward=ward), 2023) == plan
    second.refresh_from_db()
    plan_issue(second, "15", date(2023, 9, 1), version=second.version, by=officer)
    plan.refresh_from_db()
    assert (plan.state, second.version_number) == (PlanState.AMENDED, 2)
    assert standing_plan(Plan.objects.filter(ward=ward), 2023) == second
    carried = Assignment.objects.get(plan=second, code="TYT.1")
    assert carried.state == AssignmentState.IN_PROGRESS
    assert [note.text for note in ProgressNote.objects.about(carried)] == ["Đã khám 10 người."]


def test_the_editor_marks_what_is_to_be_looked_at(draft: Plan) -> None:
    remarks = {remark for group in groups_of(draft) for line in group.lines for remark in line.remarks}
    assert remarks == {"Còn ghi năm 2023", "Suy ra", "Chưa giao đơn vị phụ trách"}


def test_the_database_refuses_to_change_an_issued_plan(draft: Plan, plan: Plan, officer: User) -> None:
    plan_guards.install(connection)
    row = draft.recipients.first()
    assert row is not None
    plan_issue(draft, "12", date(2026, 2, 5), version=draft.version, by=officer)
    section = draft.sections.first()
    part = SupportContent.objects.filter(subproject__project__programme__plan=draft).first()
    assert part is not None
    changes = (
        lambda: Recipient.objects.filter(pk=row.pk).update(text="x"),
        lambda: Recipient.objects.filter(pk=row.pk).delete(),
        lambda: Recipient.objects.create(plan=draft, order=99, text="x"),
        lambda: draft.sections.filter(pk=section.pk).update(heading="x"),
        lambda: SupportContent.objects.filter(pk=part.pk).update(text="x"),
        lambda: Assignment.objects.filter(plan=draft).update(text="x"),
        Policy.objects.get(plan=draft, code="CS2").owners.clear,
        lambda: Plan.objects.filter(pk=draft.pk).update(title="x"),
        lambda: Plan.objects.filter(pk=draft.pk).update(state=PlanState.DRAFT),
        lambda: PlanPaper.objects.filter(plan=draft).update(sha256="x"),
        lambda: PlanPaper.objects.filter(plan=draft).delete(),
    )
    for write in changes:
        with pytest.raises(DatabaseError, match="issued plan"), transaction.atomic():
            write()
    Assignment.objects.filter(plan=draft).update(state=AssignmentState.DONE)
    Recipient.objects.filter(plan=plan).update(text="theo tệp")
    plan_guards.remove(connection)


def test_a_draft_does_not_decide_who_is_eligible(draft: Plan, plan: Plan, officer: User) -> None:
    assert plan_for_day(plan.ward_id, date(2026, 6, 1)) == plan
    plan_issue(draft, "12", date(2026, 2, 5), version=draft.version, by=officer)
    assert plan_for_day(plan.ward_id, date(2026, 6, 1)) == draft
