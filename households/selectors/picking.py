"""Find the household or person that somebody is typing. Only what the person may choose is ever found."""

from collections.abc import Collection

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.kernel.text import clean, fold
from households.models import Household, Member

MARK = " · "
N_SUGGESTIONS, FEW = 12, 4
SHORTEST = 2  # letters before anything is looked up
MAX_DIGITS = 3


def _households(user: User, ward_id: int) -> QuerySet[Household]:
    return Household.objects.servable_to(user).in_ward(ward_id).select_related("group")


def _persons(user: User, ward_id: int) -> QuerySet[Member]:
    """People living today in households that may be chosen, each with ``number``: the place among those living there (from 1)."""
    on = timezone.localdate()
    here = Household.objects.servable_to(user).in_ward(ward_id).order_by().values("pk")
    earlier = Q(sort_order__lt=OuterRef("sort_order")) | Q(sort_order=OuterRef("sort_order"), pk__lte=OuterRef("pk"))
    before = Member.objects.filter(household=OuterRef("household")).present_on(on).filter(earlier).order_by()
    place = before.values("household").annotate(n=Count("pk")).values("n")
    found = Member.objects.filter(household__in=here).present_on(on).select_related("household")
    return found.annotate(number=Subquery(place, output_field=IntegerField())).order_by("household__code", "sort_order", "pk")


def number_of(member: Member) -> int:
    """The member's number among those living in the household today."""
    known = getattr(member, "number", None)
    if known is not None:
        return int(known)
    before = Q(sort_order__lt=member.sort_order) | Q(sort_order=member.sort_order, pk__lt=member.pk)
    return Member.objects.filter(household=member.household_id).present_on(timezone.localdate()).filter(before).count() + 1


def numbers_in(households: Collection[int]) -> dict[int, int]:
    """Primary key of everyone living today in these households → the number within the household. One query."""
    rows = Member.objects.filter(household__in=households).present_on(timezone.localdate()).order_by("household", "sort_order", "pk")
    found: dict[int, int] = {}
    last, number = None, 0
    for pk, household in rows.values_list("pk", "household"):
        number = number + 1 if household == last else 1
        last, found[pk] = household, number
    return found


def household_line(household: Household) -> str:
    """``TDP01-003 · Nguyễn Văn Ví Dụ · TDP 01``."""
    return MARK.join([household.code, household.head_name, household.group.name])


def person_line(member: Member, number: int) -> str:
    """``TDP01-003/2 · Trần Thị Ví Dụ · sinh 1987``."""
    born = f"sinh {member.birth_on.year}" if member.birth_on else "chưa rõ năm sinh"
    return MARK.join([f"{member.household.code}/{number}", member.full_name, born])


def households_meant(user: User, ward_id: int, text: str) -> list[Household]:
    """The household whose code stands before the first mark, else those whose head has exactly this name."""
    code = text.split(MARK.strip(), maxsplit=1)[0].strip()
    found = list(_households(user, ward_id).filter(code__iexact=code)[:FEW])
    if found or MARK.strip() in text:
        return found
    wanted = fold(text)
    likely = _households(user, ward_id).filter(search_text__contains=wanted).order_by("head_sort_key", "code")
    return [row for row in likely[: N_SUGGESTIONS * 4] if fold(row.head_name) == wanted]


def persons_meant(user: User, ward_id: int, text: str) -> list[Member]:
    """The person with this household code and number, else those who have exactly this name."""
    code, slash, number = text.split(MARK.strip(), maxsplit=1)[0].strip().rpartition("/")
    if slash and number.isascii() and number.isdigit() and len(number) <= MAX_DIGITS:
        return list(_persons(user, ward_id).filter(household__code__iexact=code, number=int(number)))
    if MARK.strip() in text:
        return []
    return list(_persons(user, ward_id).filter(folded_name=fold(text))[: FEW + 1])


def suggest_households(user: User, ward_id: int, text: str) -> list[str]:
    """Lines for what is being typed: words of names and codes in any order, no accents needed."""
    words = fold(clean(text).split(MARK.strip())[0]).split()
    if sum(map(len, words)) < SHORTEST:
        return []
    found = _households(user, ward_id)
    for word in words:
        found = found.filter(Q(search_text__contains=word) | Q(code__icontains=word))
    return [household_line(row) for row in found.order_by("head_sort_key", "code")[:N_SUGGESTIONS]]


def suggest_persons(user: User, ward_id: int, text: str) -> list[str]:
    """Lines for the person who is being typed."""
    words = fold(clean(text).split(MARK.strip())[0].partition("/")[0]).split()
    if sum(map(len, words)) < SHORTEST:
        return []
    found = _persons(user, ward_id)
    for word in words:
        found = found.filter(Q(folded_name__contains=word) | Q(household__code__icontains=word))
    return [person_line(row, number_of(row)) for row in found[:N_SUGGESTIONS]]
