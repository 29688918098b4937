"""Follow pregnancies."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.rules.facts import NO, YES, FactKind
from households.services.facts import fact_record
from nutrition.models import AntenatalVisit, Pregnancy
from nutrition.rules.limits import limits
from nutrition.rules.words import Outcome
from nutrition.services.growth import facts_void
from programs.policies import check_can_work
from registers.services.keeping import change, check_member, check_not_future, check_standing, keep, void

SOURCE = "Sổ theo dõi thai kỳ của Trạm Y tế"


@transaction.atomic
def pregnancy_register(row: Pregnancy, *, by: User) -> Pregnancy:
    """Follow a pregnancy from a day on; the fact says so."""
    check_can_work(by, row.ward_id, *row.codes)
    check_member(row.member, row.ward_id, row.registered_on)
    check_not_future(row.registered_on, "Ngày đăng ký")
    if not row.registered_on < row.expected_on <= row.registered_on + timedelta(days=limits().pregnancy_days):
        raise DomainError("Ngày dự kiến sinh phải sau ngày đăng ký và không quá 10 tháng. Kiểm tra lại hai ngày.")
    keep(row, by=by, ngay=format_dmy(row.registered_on))
    row.facts.add(fact_record(row.member, FactKind.PREGNANT, YES, row.registered_on, SOURCE, by=by))
    return row


@transaction.atomic
def antenatal_visit(visit: AntenatalVisit, *, by: User) -> AntenatalVisit:
    """A check while the pregnancy was followed."""
    row = visit.pregnancy
    check_standing(row)
    check_not_future(visit.on, "Ngày khám")
    if visit.on < row.registered_on or (row.ended_on is not None and visit.on > row.ended_on):
        raise DomainError("Ngày khám nằm ngoài thời gian theo dõi thai kỳ này. Kiểm tra lại ngày.")
    return keep(visit, by=by, ngay=format_dmy(visit.on))


@transaction.atomic
def pregnancy_end(row: Pregnancy, values: Mapping[str, object], *, version: int, by: User) -> Pregnancy:
    """How it ended here (``ended_on``, ``outcome``). After a birth the mother nurses."""
    ended_on = values["ended_on"]
    if row.ended_on is not None:
        raise DomainError(f"Thai kỳ này đã kết thúc ngày {format_dmy(row.ended_on)}.")
    if not isinstance(ended_on, date):
        raise DomainError("Nhập ngày kết thúc.")
    check_not_future(ended_on, "Ngày kết thúc")
    change(row, values, version=version, by=by, viec="Kết thúc theo dõi thai kỳ")
    if row.outcome != Outcome.LEFT:
        row.facts.add(fact_record(row.member, FactKind.PREGNANT, NO, ended_on, SOURCE, by=by))
    if row.outcome == Outcome.BIRTH:
        row.facts.add(fact_record(row.member, FactKind.NURSING, YES, ended_on, SOURCE, by=by))
    return row


@transaction.atomic
def pregnancy_void(row: Pregnancy, reason: str, *, version: int, by: User) -> Pregnancy:
    """The pregnancy and its facts no longer count. Refused while visits count."""
    void(row, reason, version=version, by=by)
    facts_void(list(row.facts.all()), row.void_reason, by=by)
    return row
