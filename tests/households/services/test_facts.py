"""Record facts and void them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import DwellingFact, Household, Member, MemberFact
from households.rules.facts import DwellingKind, FactKind
from households.selectors.facts import dwelling_on, facts_on
from households.services.facts import dwelling_record, fact_record, fact_void, facts_record

DAY = date(2026, 3, 1)


@pytest.fixture
def member(household: Household) -> Member:
    return household.members.get(is_head=True)


def value_on(member: Member, kind: FactKind, day: date) -> str | None:
    fact = facts_on([member.pk], day)[member.pk].get(kind)
    return fact.value if fact else None


def test_the_newest_fact_not_after_the_day_holds(member: Member, officer: User) -> None:
    fact_record(member, FactKind.DISABILITY, "severe", date(2026, 5, 2), "Giấy xác nhận", by=officer)
    fact_record(member, FactKind.DISABILITY, "mild", DAY, "Giấy xác nhận", by=officer)
    assert value_on(member, FactKind.DISABILITY, DAY - timedelta(days=1)) is None
    assert value_on(member, FactKind.DISABILITY, DAY) == "mild"
    assert value_on(member, FactKind.DISABILITY, date(2026, 5, 1)) == "mild"
    assert value_on(member, FactKind.DISABILITY, date(2026, 5, 2)) == "severe"


def test_the_query_of_what_holds_agrees(member: Member, officer: User) -> None:
    old = fact_record(member, FactKind.PREGNANT, "yes", DAY, "Trạm Y tế", by=officer)
    new = fact_record(member, FactKind.PREGNANT, "no", DAY + timedelta(days=9), "Trạm Y tế", by=officer)
    assert list(MemberFact.objects.holding_on(DAY + timedelta(days=8))) == [old]
    assert list(MemberFact.objects.holding_on(DAY + timedelta(days=9))) == [new]
    fact_void(new, "Ghi nhầm người", by=officer)
    assert list(MemberFact.objects.holding_on(DAY + timedelta(days=9))) == [old]


def test_the_same_answer_of_a_day_is_written_once(member: Member, officer: User) -> None:
    first = fact_record(member, FactKind.WORK, "wage", DAY, "Khảo sát", by=officer)
    assert fact_record(member, FactKind.WORK, "wage", DAY, "Khảo sát", by=officer) == first
    assert AuditEvent.objects.filter(action=Action.FACTS_RECORDED).count() == 1


def test_another_answer_of_the_same_day_is_refused_with_the_remedy(member: Member, officer: User) -> None:
    fact_record(member, FactKind.WORK, "wage", DAY, "", by=officer)
    with pytest.raises(DomainError, match=r"đã ghi “Làm công ăn lương”.*hủy dòng đó"):
        fact_record(member, FactKind.WORK, "none", DAY, "", by=officer)


def test_after_voiding_the_right_answer_may_be_recorded(member: Member, officer: User) -> None:
    wrong = fact_record(member, FactKind.WORK, "wage", DAY, "", by=officer)
    fact_void(wrong, "Nhầm với người anh", by=officer)
    fact_record(member, FactKind.WORK, "none", DAY, "", by=officer)
    assert value_on(member, FactKind.WORK, DAY) == "none"
    wrong.refresh_from_db()
    assert (wrong.value, wrong.void_reason, wrong.voided_by) == ("wage", "Nhầm với người anh", officer)


def test_voiding_asks_for_a_reason_and_happens_once(member: Member, officer: User) -> None:
    fact = fact_record(member, FactKind.WORK, "wage", DAY, "", by=officer)
    with pytest.raises(DomainError, match="lý do"):
        fact_void(fact, "  ", by=officer)
    fact_void(fact, "Nhầm", by=officer)
    with pytest.raises(DomainError, match="đã được hủy"):
        fact_void(fact, "Nhầm", by=officer)


def test_all_facts_of_a_form_or_none(member: Member, officer: User) -> None:
    with pytest.raises(DomainError):
        facts_record(member, {FactKind.WORK: "wage", FactKind.CONTRACT: "maybe"}, DAY, "", by=officer)
    assert not MemberFact.objects.exists()


def test_the_log_names_no_answer_and_no_kind(member: Member, officer: User) -> None:
    facts_record(member, {FactKind.PREGNANT: "yes", FactKind.WORK: "none"}, DAY, "Trạm Y tế", by=officer)
    line = AuditEvent.objects.get(action=Action.FACTS_RECORDED)
    assert line.details == {"so_muc": 2, "nhom": ["Mẹ và trẻ em", "Việc làm và đào tạo"]}
    assert line.target_label == member.full_name


def test_tomorrow_is_refused(member: Member, officer: User) -> None:
    with pytest.raises(DomainError, match="tương lai"):
        fact_record(member, FactKind.WORK, "wage", timezone.localdate() + timedelta(days=1), "", by=officer)


def test_a_fact_that_cannot_be_about_the_person_is_refused(member: Member, officer: User) -> None:
    Member.objects.filter(pk=member.pk).update(sex="male")
    member.refresh_from_db()
    with pytest.raises(DomainError, match="không hợp tuổi hoặc giới tính"):
        fact_record(member, FactKind.PREGNANT, "yes", DAY, "", by=officer)


def test_a_low_income_worker_needs_the_paper(member: Member, officer: User) -> None:
    with pytest.raises(DomainError, match="văn bản"):
        fact_record(member, FactKind.LOW_INCOME_WORKER, "yes", DAY, "", by=officer)
    fact_record(member, FactKind.LOW_INCOME_WORKER, "yes", DAY, "Quyết định 5/QĐ-UBND", by=officer)


def test_dwellings(household: Household, officer: User) -> None:
    dwelling_record(household, DwellingKind.AREA, "45.50", DAY, "Khảo sát", by=officer)
    fact = dwelling_record(household, DwellingKind.WATER, "piped", DAY, "Khảo sát", by=officer)
    held = dwelling_on([household.pk], DAY)[household.pk]
    assert held[DwellingKind.AREA].value == "45.5"
    assert held[DwellingKind.WATER].marks == {"clean"}
    fact_void(fact, "Nhầm hộ", by=officer)
    assert DwellingKind.WATER not in dwelling_on([household.pk], DAY)[household.pk]


@pytest.mark.parametrize("who", ["committee", "signer", "administrator", "other_officer", "leader"])
def test_who_keeps_no_register_records_nothing(member: Member, household: Household, who: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        fact_record(member, FactKind.WORK, "wage", DAY, "", by=user)
    with pytest.raises(NotAllowed):
        dwelling_record(household, DwellingKind.WATER, "piped", DAY, "", by=user)


def test_an_agency_records_through_its_registers(member: Member, agency_member: User) -> None:
    assert fact_record(member, FactKind.DISABILITY, "none", DAY, "Trạm Y tế", by=agency_member).recorded_by == agency_member


def test_the_database_refuses_a_second_row_of_a_day(member: Member, household: Household) -> None:
    MemberFact.objects.create(member=member, kind=FactKind.WORK, value="wage", on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFact.objects.create(member=member, kind=FactKind.WORK, value="none", on=DAY)
    DwellingFact.objects.create(household=household, kind=DwellingKind.WATER, value="piped", on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        DwellingFact.objects.create(household=household, kind=DwellingKind.WATER, value="rain", on=DAY)


def test_the_database_refuses_a_void_without_reason_and_an_empty_answer(member: Member, officer: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFact.objects.create(member=member, kind=FactKind.WORK, value="", on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFact.objects.create(member=member, kind=FactKind.WORK, value="wage", on=DAY, voided_at=timezone.now(), voided_by=officer)
