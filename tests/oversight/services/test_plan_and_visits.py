"""The plan of the year and its visits: who may, what is refused, what stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition, NotAllowed
from households.models import Household
from oversight.models import Finding, PlanItem, Visit, VisitHousehold
from oversight.rules.words import FindingKind, OversightKind
from oversight.services.plan import About, plan_item_add, plan_item_change, plan_item_drop
from oversight.services.visits import finding_record, household_visit, minutes_write, visit_record
from programs.models import SubProject
from registers.services.keeping import void
from tests.activities.factories import home
from tests.oversight import factories as make

pytestmark = pytest.mark.django_db


def test_the_officer_plans_and_it_is_logged(ward: Ward, plan: object, officer: User) -> None:
    part = SubProject.objects.select_related("project__programme__plan").get(code="DA2", project__programme__plan=plan)
    row = plan_item_add(make.unsaved_item(ward, subject="Kiểm tra hồ sơ"), About((part,)), by=officer)
    assert (row.search_text, list(row.subprojects.all()), row.year, row.when) == ("kiem tra ho so", [part], 2023, "Quý II/2023")
    assert AuditEvent.objects.filter(action="work_recorded").count() == 1


@pytest.mark.parametrize(("kind", "may"), [(OversightKind.SUPERVISION, True), (OversightKind.INSPECTION, False)])
def test_the_front_supervises_and_does_not_inspect(kind: OversightKind, may: bool, ward: Ward, front: User) -> None:
    if may:
        assert plan_item_add(make.unsaved_item(ward, kind), About(), by=front).pk
        return
    with pytest.raises(NotAllowed):
        plan_item_add(make.unsaved_item(ward, kind), About(), by=front)


def test_others_keep_nothing(ward: Ward, health: User, committee: User, signer: User, leader: User) -> None:
    for user in (health, committee, signer, leader):
        with pytest.raises(NotAllowed):
            plan_item_add(make.unsaved_item(ward, OversightKind.SUPERVISION), About(), by=user)
        with pytest.raises(NotAllowed):
            visit_record(make.unsaved_visit(ward), by=user)
    assert not PlanItem.objects.exists() and not Visit.objects.exists()


def test_nobody_hands_an_item_to_who_does_not_keep_it(ward: Ward, front: User) -> None:
    row = make.item(ward, front, OversightKind.SUPERVISION)
    with pytest.raises(NotAllowed):
        plan_item_change(row, {"kind": OversightKind.INSPECTION}, About(), version=1, by=front)


def test_what_belongs_to_another_ward_is_refused(ward: Ward, other_ward: Ward, plan: object, officer: User, other_officer: User) -> None:
    group = home(other_ward, other_officer).group
    with pytest.raises(DomainError, match="không thuộc phường"):
        plan_item_add(make.unsaved_item(ward), About(groups=(group,)), by=officer)
    with pytest.raises(DomainError, match="trong một năm"):
        plan_item_add(make.unsaved_item(ward, planned_to_on=date(2024, 1, 31)), About(), by=officer)


def test_an_item_changes_until_its_first_visit(ward: Ward, plan: object, officer: User) -> None:
    row = make.item(ward, officer)
    plan_item_change(row, {"subject": "Nội dung khác"}, About(), version=1, by=officer)
    assert PlanItem.objects.get().search_text == "noi dung khac"
    with pytest.raises(EditConflict):
        plan_item_change(row, {"subject": "Cũ"}, About(), version=1, by=officer)
    row.refresh_from_db()
    visit = make.visit(ward, officer, row)
    with pytest.raises(IllegalTransition, match="đã có cuộc"):
        plan_item_change(row, {"subject": "Khác nữa"}, About(), version=row.version, by=officer)
    with pytest.raises(IllegalTransition, match="đã có cuộc"):
        plan_item_drop(row, "Trùng", version=row.version, by=officer)
    with pytest.raises(DomainError, match="còn các dòng ghi kèm"):
        void(row, "Ghi sai", version=row.version, by=officer)
    void(visit, "Ghi sai", version=1, by=officer)
    row.refresh_from_db()
    with pytest.raises(DomainError, match="Ghi lý do"):
        plan_item_drop(row, " ", version=row.version, by=officer)
    row.refresh_from_db()
    assert plan_item_drop(row, "Trùng", version=row.version, by=officer).drop_reason == "Trùng"
    with pytest.raises(DomainError, match="không thực hiện"):
        visit_record(make.unsaved_visit(ward, row), by=officer)


def test_a_planned_visit_takes_over_kind_and_content(ward: Ward, front: User) -> None:
    item = make.item(ward, front, OversightKind.SUPERVISION)
    row = visit_record(make.unsaved_visit(ward, item), by=front)
    assert (row.kind, row.subject, row.codes) == (item.kind, item.subject, ("SUPERVISION",))


def test_an_unplanned_visit_says_why(ward: Ward, plan: object, officer: User) -> None:
    with pytest.raises(DomainError, match="ngoài kế hoạch phải ghi lý do"):
        visit_record(make.unsaved_visit(ward, unplanned_reason=""), by=officer)
    with pytest.raises(DomainError, match="không thể sau hôm nay"):
        visit_record(make.unsaved_visit(ward, held_on=timezone.localdate() + timedelta(days=1)), by=officer)
    with pytest.raises(DomainError, match="Ghi nội dung"):
        visit_record(make.unsaved_visit(ward, subject=""), by=officer)
    assert visit_record(make.unsaved_visit(ward), by=officer).pk


def test_what_hangs_on_a_visit(ward: Ward, other_ward: Ward, plan: object, officer: User, other_officer: User, poor: Household) -> None:
    row, stranger = make.visit(ward, officer), home(other_ward, other_officer)
    household_visit(VisitHousehold(ward=ward, visit=row, household=poor), by=officer)
    with pytest.raises(DomainError, match="đã có trong cuộc"):
        household_visit(VisitHousehold(ward=ward, visit=row, household=poor), by=officer)
    with pytest.raises(DomainError, match="không thuộc phường"):
        household_visit(VisitHousehold(ward=ward, visit=row, household=stranger), by=officer)
    with pytest.raises(DomainError, match="Chọn hộ"):
        finding_record(Finding(ward=ward, visit=row, kind=FindingKind.WRONG_BENEFICIARY, text="Bỏ sót"), by=officer)
    finding_record(Finding(ward=ward, visit=row, kind=FindingKind.WRONG_BENEFICIARY, text="Bỏ sót", household=poor), by=officer)
    assert poor.head_name not in str(list(AuditEvent.objects.values_list("details", flat=True)))
    with pytest.raises(DomainError, match="còn các dòng ghi kèm"):
        void(row, "Ghi sai", version=1, by=officer)


def test_the_front_writes_in_its_own_visits_only(ward: Ward, front: User, officer: User) -> None:
    own, inspection = make.visit(ward, front, kind=OversightKind.SUPERVISION), make.visit(ward, officer)
    assert minutes_write(own, " Đã xem hồ sơ ", version=1, by=front).minutes == "Đã xem hồ sơ"
    with pytest.raises(NotAllowed):
        minutes_write(inspection, "Không phải việc của mình", version=1, by=front)


def test_nothing_hangs_itself_on_a_voided_visit(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    row = make.visit(ward, officer)
    void(row, "Ghi hai lần", version=1, by=officer)
    with pytest.raises(DomainError, match="đã bị hủy"):
        household_visit(VisitHousehold(ward=ward, visit=row, household=poor), by=officer)
    with pytest.raises(DomainError, match="đã bị hủy"):
        minutes_write(row, "Ghi thêm", version=2, by=officer)
