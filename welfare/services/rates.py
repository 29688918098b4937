"""Write rates: from the data file once, then by the officer."""

from collections.abc import Mapping

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.counts import Counts
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from registers.services.keeping import change, keep
from welfare.models import WelfareRate
from welfare.rules.rates import RateTerm, check_value, rate_kind, rate_kinds


@transaction.atomic
def load(ward: Ward, commit: bool = False) -> Counts:
    """Add the terms of the data file whose first day the ward's table does not know yet, not even voided; nothing is overwritten."""
    known = set(WelfareRate.objects.in_ward(ward.pk).values_list("code", "from_on"))
    terms = [term for kind in rate_kinds().values() for term in kind.terms]
    new = [_row(ward, term) for term in terms if (term.code, term.from_on) not in known]
    counts = Counts(created=len(new), unchanged=len(terms) - len(new))
    if commit and new:
        WelfareRate.objects.bulk_create(new)
        record(Action.REFERENCE_LOADED, by=None, ward_id=ward.pk, target=ward, moi=counts.created, sua=0, thoi_ap_dung=0)
    return counts


def _row(ward: Ward, term: RateTerm) -> WelfareRate:
    return WelfareRate(
        ward=ward, code=term.code, amount_dong=term.amount_dong, number=term.number, from_on=term.from_on, to_on=term.to_on,
        document=term.document, article=term.article, is_verified=term.is_verified,
    )  # fmt: skip


@transaction.atomic
def rate_set(rate: WelfareRate, *, by: User) -> WelfareRate:
    """A new amount from a day on; the earlier one ends by itself the day before."""
    check_value(rate_kind(rate.code), rate.amount_dong, rate.number)
    return keep(rate, by=by, muc=rate_kind(rate.code).name, tu_ngay=format_dmy(rate.from_on), gia_tri=rate.words, van_ban=rate.document)


@transaction.atomic
def rate_verify(rate: WelfareRate, values: Mapping[str, object], *, version: int, by: User) -> WelfareRate:
    """The amount was compared with the text of the document."""
    if rate.is_verified:
        raise DomainError("Mức này đã đối chiếu với văn bản.")
    muc = rate_kind(rate.code).name
    return change(rate, {**values, "is_verified": True}, version=version, by=by, viec="Đối chiếu với văn bản", muc=muc)
