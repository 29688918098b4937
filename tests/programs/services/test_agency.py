"""The directory of agencies: nothing is lost when a name changes, and a load keeps what the office set."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from programs.models import Agency, AgencyAlias, Assignment, Plan, Policy
from programs.querysets import own_agencies
from programs.rules.words import AgencyKind
from programs.selectors.drafts import obstacles
from programs.services.agency import (
    NewAgency,
    NewContact,
    agency_add,
    agency_change,
    agency_end,
    agency_reopen,
    alias_add,
    alias_retire,
    contact_add,
    contact_retire,
)
from programs.services.reference import load
from tests.programs.factories import draft_giving, issued, join

pytestmark = pytest.mark.django_db
BANK = NewAgency(" nhcsxh ", "Ngân hàng Chính sách xã hội (ví dụ)", AgencyKind.OTHER, True)


def station(ward: Ward) -> Agency:
    return Agency.objects.get(ward=ward, code="TYT")


def test_an_added_agency_outlives_a_load(ward: Ward, plan: Plan, officer: User) -> None:
    bank = agency_add(ward, BANK, by=officer)
    assert (bank.code, bank.order) == ("NHCSXH", Agency.objects.filter(ward=ward).count())
    assert load(ward, 2023, True).changed == 0
    bank.refresh_from_db()
    assert bank.retired_on is None
    with pytest.raises(DomainError, match="đã có đơn vị mang mã này"):
        agency_add(ward, BANK, by=officer)
    with pytest.raises(DomainError, match="Nhập mã và tên"):
        agency_add(ward, NewAgency(" ", "Tên", AgencyKind.OTHER), by=officer)


def test_a_changed_name_keeps_the_old_one_and_outlives_a_load(ward: Ward, plan: Plan, officer: User) -> None:
    before = station(ward).name
    agency_change(station(ward), "Trạm Y tế mới (ví dụ)", AgencyKind.HEALTH_STATION, is_requested=False, version=1, by=officer)
    assert load(ward, 2023, True).changed == 0
    row = station(ward)
    assert (row.name, row.version) == ("Trạm Y tế mới (ví dụ)", 2)
    assert before in row.aliases.current().values_list("name", flat=True)
    with pytest.raises(EditConflict):
        agency_change(row, "Khác", AgencyKind.OTHER, is_requested=False, version=1, by=officer)
    with pytest.raises(DomainError, match="Nhập tên"):
        agency_change(row, " ", AgencyKind.OTHER, is_requested=False, version=2, by=officer)
    assert "Trạm Y tế mới" in str(AuditEvent.objects.filter(action="plan_changed").last().details)


def test_other_names_are_of_one_agency_only(ward: Ward, plan: Plan, officer: User) -> None:
    alias = alias_add(station(ward), "Trạm xá", by=officer)
    for name in ("TRẠM XÁ", "Tổ trưởng tổ dân phố"):
        with pytest.raises(DomainError, match="đã là tên của"):
            alias_add(Agency.objects.get(ward=ward, code="TPHT"), name, by=officer)
    alias_retire(alias, by=officer)
    assert alias_add(station(ward), "Trạm xá", by=officer).pk == alias.pk
    assert load(ward, 2023, True).changed == 0
    assert AgencyAlias.objects.current().filter(name="Trạm xá").exists()
    of_plan = AgencyAlias.objects.filter(line__isnull=False).first()
    with pytest.raises(DomainError, match="trong văn bản kế hoạch"):
        alias_retire(of_plan, by=officer)


def test_contacts_are_reachable_and_stay_in_the_history(ward: Ward, plan: Plan, officer: User) -> None:
    with pytest.raises(DomainError, match="điện thoại hoặc thư"):
        contact_add(station(ward), NewContact("Người Ví Dụ"), by=officer)
    with pytest.raises(DomainError, match="Nhập tên"):
        contact_add(station(ward), NewContact(" ", phone="000"), by=officer)
    contact = contact_add(station(ward), NewContact("Người Ví Dụ", phone="000"), by=officer)
    contact_retire(contact, by=officer)
    assert station(ward).contacts.count() == 1
    assert not station(ward).contacts.current().exists()


def test_only_who_edits_the_plan_keeps_the_directory(ward: Ward, health_worker: User, committee: User) -> None:
    for user in (health_worker, committee):
        for write in (
            lambda by: agency_add(ward, BANK, by=by),
            lambda by: alias_add(station(ward), "Trạm xá", by=by),
            lambda by: contact_add(station(ward), NewContact("Người", phone="000"), by=by),
            lambda by: agency_change(station(ward), "Khác", AgencyKind.OTHER, is_requested=False, version=1, by=by),
        ):
            with pytest.raises(NotAllowed):
                write(user)


TODAY = timezone.localdate()


def test_an_agency_ends_and_opens_again_and_a_load_leaves_that_alone(ward: Ward, plan: Plan, officer: User, agency_member: User) -> None:
    bank = agency_add(ward, BANK, by=officer)
    join(agency_member, ward, bank.code)
    assert own_agencies(agency_member).exists()
    with pytest.raises(DomainError, match="không thể sau hôm nay"):
        agency_end(bank, TODAY + timedelta(days=1), version=1, by=officer)
    agency_end(bank, TODAY, version=1, by=officer)
    assert (bank.retired_on, bank.version) == (TODAY, 2) and not own_agencies(agency_member).exists()
    with pytest.raises(DomainError, match="đã kết thúc từ ngày"):
        agency_end(bank, TODAY, version=2, by=officer)
    bank.refresh_from_db()
    with pytest.raises(DomainError, match="Ngày mở lại phải từ ngày kết thúc"):
        agency_reopen(bank, TODAY - timedelta(days=1), version=2, by=officer)
    with pytest.raises(EditConflict):
        agency_reopen(bank, TODAY, version=1, by=officer)
    agency_reopen(bank, TODAY, version=2, by=officer)
    assert bank.retired_on is None and own_agencies(agency_member).exists()
    with pytest.raises(DomainError, match="đang hoạt động"):
        agency_reopen(bank, TODAY, version=3, by=officer)
    with pytest.raises(NotAllowed):
        agency_end(bank, TODAY, version=3, by=agency_member)


def test_an_agency_with_work_in_force_does_not_end(ward: Ward, plan: Plan, officer: User) -> None:
    row = station(ward)
    with pytest.raises(DomainError, match=r"còn việc trong kế hoạch năm 2023: chủ trì DA3.TDA2, phụ trách CS2, 2 nhiệm vụ \(Chủ trì"):
        agency_end(row, TODAY, version=1, by=officer)
    draft = draft_giving(plan, officer, {"DA3.TDA2": "TRUONG"})
    Policy.owners.through.objects.filter(policy__plan=draft, agency=row).delete()
    Assignment.objects.filter(plan=draft, agency=row).update(agency=Agency.objects.get(ward=ward, code="TRUONG"))
    issued(draft, officer)
    row.refresh_from_db()
    agency_end(row, TODAY, version=1, by=officer)
    load(ward, 2023, True)
    assert station(ward).retired_on == TODAY
    again = draft_giving(draft, officer, {"DA3.TDA2": "TYT"})
    assert obstacles(again) == ["Trạm Y tế phường đã kết thúc nhưng còn được giao DA3.TDA2."]
