"""Figures that agencies enter."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from indicators.models import Observation, Target
from indicators.policies import can_record
from indicators.selectors.targets import target_table
from indicators.services.observation import ObservationData, observation_record, observation_withdraw
from programs.models import AgencyMembership

pytestmark = pytest.mark.django_db
JUNE = date(2023, 6, 30)


def data(**changes: object) -> ObservationData:
    values = {"on": JUNE, "numerator": 99, "denominator": 100, "source": "Báo cáo tháng 6"} | changes
    return ObservationData(**values)  # type: ignore[arg-type]


def test_the_agency_enters_and_the_table_shows_it(ward: Ward, targets: dict[str, Target], health_worker: User) -> None:
    entry = observation_record(targets["T14"], data(), by=health_worker)
    assert str(entry.agency) == "Trạm Y tế phường"
    row = next(row for row in target_table(ward, 2023, JUNE) if row.target.code == "T14")
    assert (row.verdict.actual, row.verdict.met) == (99, True)
    event = AuditEvent.objects.get(action=Action.OBSERVATION_RECORDED)
    assert (event.target_label, event.details["tu_so"]) == ("T14 năm 2023", 99)


def test_who_may_enter_what(targets: dict[str, Target], health_worker: User, officer: User, committee: User, other_officer: User) -> None:
    allowed = {
        name: [code for code, target in targets.items() if can_record(user, target)]
        for name, user in {"station": health_worker, "officer": officer, "committee": committee, "other": other_officer}.items()
    }
    assert allowed["station"] == ["T14", "T15"]
    assert allowed["officer"] == ["T03", "T04", "T05", "T06", "T09", "T10", "T13", "T14", "T15", "T16", "T17"]
    assert allowed["committee"] == allowed["other"] == []
    with pytest.raises(NotAllowed):
        observation_record(targets["T16"], data(denominator=None), by=health_worker)


def test_a_membership_that_ended_no_longer_enters(targets: dict[str, Target], health_worker: User) -> None:
    AgencyMembership.objects.update(to_on=date(2021, 1, 1))
    assert not can_record(health_worker, targets["T14"])


@pytest.mark.parametrize(
    ("code", "changes", "sentence"),
    [
        ("T14", {"on": date(2022, 12, 31)}, "không thuộc năm 2023"),
        ("T14", {"numerator": 101}, "không thể lớn hơn tổng số"),
        ("T14", {"numerator": None, "denominator": None}, "ít nhất một số liệu"),
        ("T14", {"source": "  "}, "nguồn số liệu"),
        ("T10", {"numerator": 1}, "tính từ danh sách hộ"),  # its whole is computed
        ("T11", {}, "tính từ danh sách hộ"),
    ],
)
def test_refusals_say_why(targets: dict[str, Target], officer: User, code: str, changes: dict, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        observation_record(targets[code], data(**changes), by=officer)
    assert not Observation.objects.exists()


def test_a_day_to_come_is_refused(targets: dict[str, Target], officer: User, time_machine_day) -> None:
    with pytest.raises(DomainError, match="chưa tới"):
        observation_record(targets["T14"], data(), by=officer)


@pytest.fixture
def time_machine_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: date(2023, 5, 1))


def test_a_wrong_entry_is_withdrawn_and_the_one_before_counts_again(targets: dict[str, Target], officer: User) -> None:
    ward = targets["T14"].ward
    observation_record(targets["T14"], data(numerator=90), by=officer)
    wrong = observation_record(targets["T14"], data(numerator=9), by=officer)
    with pytest.raises(DomainError, match="lý do"):
        observation_withdraw(wrong, reason=" ", by=officer)
    observation_withdraw(wrong, reason="Gõ thiếu một chữ số", by=officer)
    with pytest.raises(EditConflict):
        observation_withdraw(wrong, reason="Lần nữa", by=officer)
    row = next(row for row in target_table(ward, 2023, JUNE) if row.target.code == "T14")
    assert row.verdict.actual == 90
    assert Observation.objects.count() == 2


@pytest.mark.parametrize("values", [{"numerator": 2, "denominator": 1}, {"numerator": None, "denominator": None}])
def test_the_database_refuses_what_cannot_be(targets: dict[str, Target], officer: User, values: dict[str, int | None]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.create(target=targets["T14"], on=JUNE, source="x", recorded_by=officer, **values)
