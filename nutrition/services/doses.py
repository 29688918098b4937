"""Give vitamin A, micronutrients, deworming; record the figures of a round."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Member
from households.models.member import BirthPrecision
from households.rules.facts import FactKind, kind_rule
from nutrition.models import Dose, VitaminARound
from nutrition.rules.due import MEASURES
from nutrition.rules.limits import band, limits
from nutrition.rules.words import DoseKind, Due, Round
from registers.services.keeping import check_member, check_not_future, keep


@transaction.atomic
def dose_give(dose: Dose, *, by: User) -> Dose:
    """Something given to one person for whom it is meant on the day (data/growth.toml, ``receivers``)."""
    check_not_future(dose.given_on, "Ngày cho uống, cấp phát")
    check_member(dose.member, dose.ward_id, dose.given_on)
    _check_receiver(dose.member, DoseKind(dose.kind), dose.given_on)
    dose.year = dose.given_on.year
    return keep(dose, by=by, ngay=format_dmy(dose.given_on))


def _check_receiver(member: Member, kind: DoseKind, on: date) -> None:
    """A birth that is not known contradicts nothing, except where months of age decide."""
    receivers = limits().receivers[kind]
    wanted, month_known = band(receivers.band), member.birth_precision != BirthPrecision.YEAR
    if wanted.by_month and (member.birth_on is None or not month_known):
        raise DomainError(
            f"Chưa biết tháng sinh của {member.full_name} nên chưa xét được độ tuổi {wanted.age.label}. "
            "Đề nghị cán bộ LĐTBXH bổ sung ngày, tháng sinh trong danh sách hộ trước."
        )
    births = [] if member.birth_on is None else [member.birth_on] if month_known else _of_year(member.birth_on.year)
    if not births or any(wanted.holds(born, on) for born in births):
        return
    if not receivers.women:
        raise DomainError(f"{member.full_name} không ở độ tuổi {wanted.age.label} vào ngày {format_dmy(on)}. Kiểm tra lại ngày hoặc người.")
    women = kind_rule(FactKind.PLANNING_PREGNANCY)
    if not any(women.concerns(born, member.sex, on) for born in births):
        raise DomainError(
            f"{kind.label} dành cho trẻ {wanted.age.label} và phụ nữ tuổi sinh đẻ; {member.full_name} không thuộc các nhóm này vào ngày "
            f"{format_dmy(on)}. Kiểm tra lại ngày hoặc người."
        )


def _of_year(year: int) -> list[date]:
    return [date(year, 1, 1), date(year, 12, 31)]


@transaction.atomic
def doses_give(ward: Ward, members: Iterable[Member], what: Due, given_on: date, *, by: User) -> int:
    """The same thing for many children at once; all of them or none. The number of children."""
    chosen, measure = list(members), MEASURES[what]
    if not chosen:
        raise DomainError("Đánh dấu ít nhất một trẻ.")
    for member in chosen:
        dose_give(Dose(ward=ward, member=member, kind=measure.kind, round=measure.round or "", given_on=given_on), by=by)
    return len(chosen)


@transaction.atomic
def round_record(row: VitaminARound, *, by: User) -> VitaminARound:
    """Figures of a round for the whole ward, from the report of the round."""
    check_not_future(row.held_on, "Ngày kết thúc đợt")
    row.year = row.held_on.year
    return keep(row, by=by, dot=Round.label_of(row.round), nam=row.year)
