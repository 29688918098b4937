"""Supports for learning: granted by the rate of the day, paid."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong, format_int
from registers.services.keeping import change, check_member, check_not_future, check_standing
from support.services.tying import Origin, row_hand_over, row_keep
from welfare.models import SchoolSupport
from welfare.rules.schooling import SchoolSupportKind
from welfare.selectors.rates import rate_table

RATE, MOST = "learning_cost", "learning_cost_months"


@transaction.atomic
def support_grant(support: SchoolSupport, origin: Origin | None = None, *, by: User) -> SchoolSupport:
    """Grant a support. Without an amount, costs of learning are months × the rate of the first day; the basis is kept with it. Money
    hangs on a grant of the learner."""
    check_member(support.member, support.ward_id, support.from_on)
    support.household = support.member.household
    if support.kind == SchoolSupportKind.LEARNING_COST:
        _count(support)
    return row_keep(support, origin, by=by, nam_hoc=support.school_year, loai=SchoolSupportKind.label_of(support.kind))


def _count(support: SchoolSupport) -> None:
    table = rate_table(support.ward_id)
    most, term = table.number(MOST, support.from_on), table.on(RATE, support.from_on)
    if most is not None and support.months > most:
        raise DomainError(f"Chi phí học tập được hỗ trợ nhiều nhất {format_int(int(most))} tháng một năm học.")
    if support.amount_dong is not None:
        return
    if term is None or term.amount_dong is None:
        raise DomainError(f"Chưa có mức hỗ trợ chi phí học tập tại ngày {format_dmy(support.from_on)}. Điền số tiền, hoặc ghi mức trước.")
    support.amount_dong = term.amount_dong * support.months
    support.basis = f"{support.months} tháng × {format_dong(term.amount_dong)}, {term.source}"


@transaction.atomic
def support_pay(support: SchoolSupport, on: date, *, version: int, by: User) -> SchoolSupport:
    """The family got it."""
    check_standing(support)
    check_not_future(on, "Ngày chi")
    if support.paid_on is not None:
        raise DomainError(f"Đã ghi chi ngày {format_dmy(support.paid_on)}.")
    change(support, {"paid_on": on}, version=version, by=by, viec="Đã chi", ngay=format_dmy(on))
    row_hand_over(support, by=by)
    return support
