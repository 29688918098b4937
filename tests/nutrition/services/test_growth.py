"""Measurements: scores, the fact that follows, what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from households.models import Member, MemberFact
from households.rules.facts import FactKind
from households.services.facts import fact_record
from nutrition.models import GrowthMeasurement
from nutrition.services.growth import Implausible, growth_measure, growth_void
from tests.nutrition import factories as make

pytestmark = pytest.mark.django_db


def test_a_measurement_is_scored_and_becomes_a_fact(station: User, child: Member) -> None:
    row = growth_measure(make.unsaved(child, height_mm=730, weight_g=9000), by=station)
    row.refresh_from_db()
    assert (row.standard, row.nutrition_class, row.height_for_age) == ("who_2006", "moderate", Decimal("-2.96"))
    fact = MemberFact.objects.get()
    assert (fact.member, fact.kind, fact.value, fact.on, row.fact) == (child, FactKind.NUTRITION, "moderate", make.DAY, fact)


def test_the_log_says_nothing_of_health(station: User, child: Member) -> None:
    growth_measure(make.unsaved(child), by=station)
    text = " ".join(str(event.details) + event.target_label for event in AuditEvent.objects.all())
    assert "moderate" not in text and "10000" not in text


def test_voiding_takes_the_fact_along(station: User, child: Member) -> None:
    row = growth_measure(make.unsaved(child), by=station)
    with pytest.raises(DomainError, match="lý do"):
        growth_void(row, "  ", version=row.version, by=station)
    row.refresh_from_db()
    growth_void(row, "Cân sai", version=row.version, by=station)
    assert not MemberFact.objects.counting().exists() and not GrowthMeasurement.objects.counting().exists()
    again = growth_measure(make.unsaved(child, weight_g=10_500), by=station)
    assert again.fact.value == again.nutrition_class and MemberFact.objects.count() == 2
    with pytest.raises(EditConflict):
        growth_void(again, "Cân sai", version=99, by=station)


def test_what_is_implausible_is_measured_again(station: User, child: Member) -> None:
    with pytest.raises(Implausible, match="cân nặng theo tuổi"):
        growth_measure(make.unsaved(child, weight_g=30_000), by=station)
    assert not MemberFact.objects.exists()
    assert growth_measure(make.unsaved(child, weight_g=30_000, confirmed=True), by=station).pk


@pytest.mark.parametrize(("said", "n_facts"), [("normal", 2), ("severe", 2), ("moderate", 1)])
def test_a_measurement_replaces_what_was_answered_that_day(said: str, n_facts: int, station: User, officer: User, child: Member) -> None:
    told = fact_record(child, FactKind.NUTRITION, said, make.DAY, "Tổ trưởng hỏi", by=officer)
    row = growth_measure(make.unsaved(child, height_mm=730, weight_g=9000), by=station)
    assert row.nutrition_class == "moderate" and MemberFact.objects.counting().get() == row.fact
    assert MemberFact.objects.count() == n_facts
    told.refresh_from_db()
    assert (told.voided_by, told.void_reason) == (
        (None, "") if n_facts == 1 else (station, "Thay bằng kết quả cân đo của Trạm Y tế ngày 01/06/2023")
    )
    assert AuditEvent.objects.filter(action=Action.FACT_VOIDED).count() == n_facts - 1


def test_an_answer_of_another_day_stays(station: User, officer: User, child: Member) -> None:
    fact_record(child, FactKind.NUTRITION, "normal", date(2023, 5, 31), "Tổ trưởng hỏi", by=officer)
    growth_measure(make.unsaved(child, height_mm=730, weight_g=9000), by=station)
    assert MemberFact.objects.counting().count() == 2


def test_a_refused_measurement_replaces_nothing(station: User, officer: User, child: Member) -> None:
    first = growth_measure(make.unsaved(child, height_mm=730, weight_g=9000), by=station)
    with pytest.raises(DomainError, match="đã có số cân đo"):
        growth_measure(make.unsaved(child, height_mm=790, weight_g=11_000), by=officer)
    assert MemberFact.objects.get() == first.fact and first.fact.voided_at is None


def test_once_a_day(station: User, child: Member) -> None:
    growth_measure(make.unsaved(child), by=station)
    with pytest.raises(DomainError, match="đã có số cân đo"):
        growth_measure(make.unsaved(child), by=station)


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"birth_on": None}, "Chưa biết"), ({"sex": ""}, "Chưa biết"), ({"birth_precision": "year"}, "Chưa biết"),
     ({"birth_on": date(2023, 6, 2)}, "trước ngày sinh"), ({"birth_on": date(2007, 6, 1)}, "không hợp tuổi"),
     ({"left_on": date(2023, 5, 1)}, "không ở trong hộ")],
)  # fmt: skip
def test_who_cannot_be_scored(fields: dict[str, object], message: str, station: User, child: Member) -> None:
    Member.objects.filter(pk=child.pk).update(**fields)
    child.refresh_from_db()
    with pytest.raises(DomainError, match=message):
        growth_measure(make.unsaved(child, weight_g=40_000, height_mm=1500, confirmed=True), by=station)
    assert not GrowthMeasurement.objects.exists() and not MemberFact.objects.exists()


def test_the_last_day_under_sixteen(station: User, child: Member) -> None:
    Member.objects.filter(pk=child.pk).update(birth_on=date(2007, 6, 2))
    child.refresh_from_db()
    row = growth_measure(make.unsaved(child, weight_g=50_000, height_mm=1650, lying=False), by=station)
    assert (row.standard, row.weight_for_age) == ("who_2007", None)


def test_only_the_health_station_and_the_officer(ward: Ward, station: User, culture: User, officer: User, child: Member) -> None:
    with pytest.raises(NotAllowed):
        growth_measure(make.unsaved(child), by=culture)
    assert growth_measure(make.unsaved(child), by=officer).pk


def test_the_future_and_other_wards(station: User, child: Member, other_ward: Ward, other_officer: User) -> None:
    with pytest.raises(DomainError, match="sau hôm nay"):
        growth_measure(make.unsaved(child, on=date(2999, 1, 1)), by=station)
    stranger = make.child(make.home(other_ward, other_officer))
    row = make.unsaved(stranger)
    row.ward = child.ward
    with pytest.raises(DomainError, match="không thuộc phường"):
        growth_measure(row, by=station)
