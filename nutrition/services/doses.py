"""Give vitamin A, micronutrients, deworming; record the figures of a round."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Member
from nutrition.models import Dose, VitaminARound
from nutrition.rules.due import MEASURES
from nutrition.rules.limits import band
from nutrition.rules.words import DoseKind, Due
from registers.services.keeping import check_member, check_not_future, keep


@transaction.atomic
def dose_give(dose: Dose, *, by: User) -> Dose:
    """Something given to one person. Vitamin A is for children of the band on the day."""
    check_not_future(dose.given_on, "Ngày cho uống, cấp phát")
    check_member(dose.member, dose.ward_id, dose.given_on)
    if dose.kind == DoseKind.VITAMIN_A:
        _check_band(dose.member, dose.given_on)
    dose.year = dose.given_on.year
    return keep(dose, by=by, ngay=format_dmy(dose.given_on))


def _check_band(member: Member, on: date) -> None:
    wanted = band("vitamin_a")
    if not wanted.holds(member.birth_on, on):
        raise DomainError(f"{member.full_name} không ở độ tuổi {wanted.age.label} vào ngày {format_dmy(on)}. Kiểm tra lại ngày hoặc người.")


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
    return keep(row, by=by, dot=row.round, nam=row.year)
