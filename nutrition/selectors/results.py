"""What the registers add up to in a period, and what households have had. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from households.models import Member
from households.rules.classes import HouseholdClass, WindowKind
from households.selectors.standings import standings_on
from nutrition.models import AntenatalVisit, Dose, GrowthMeasurement, Pregnancy, VitaminARound
from nutrition.models.base import NUTRITION
from nutrition.rules.counting import Finding, was_malnourished
from nutrition.rules.limits import band
from nutrition.rules.words import DoseKind, Round
from programs.registry import ResultLine
from programs.rules.words import Means, ProvidedRow
from registers.querysets import KeptQuerySet
from registers.selectors import counting_rows

DOSE_MEANS = {
    DoseKind.VITAMIN_A: Means.SUPPLEMENT, DoseKind.MICRONUTRIENTS: Means.SUPPLEMENT, DoseKind.DEWORMING: Means.DEWORMING,
    DoseKind.PRODUCT: Means.PRODUCT,
}  # fmt: skip
T15_CLASSES = (HouseholdClass.POOR, HouseholdClass.NEAR_POOR, WindowKind.ESCAPED_POVERTY)


def _inside(rows: KeptQuerySet, field: str, first: date, last: date) -> KeptQuerySet:
    return rows.filter(**{f"{field}__gte": first, f"{field}__lte": last})


def _homes(by_member: Mapping[int, int], members: Iterable[int]) -> tuple[int, ...]:
    """Households of these members, each once."""
    return tuple(sorted({by_member[member] for member in members}))


def nutrition_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T14, T15, children measured, pregnancies followed."""
    return [*_vitamin_a(ward_id, first, last), *_malnourished(ward_id, first, last), *_followed(ward_id, first, last)]


def _vitamin_a(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T14: all children of the ward, from the figures of the rounds; None where no round was recorded in the period."""
    rounds = list(_inside(VitaminARound.objects.in_ward(ward_id).counting(), "held_on", first, last).order_by("-held_on", "-pk"))
    second = next((row for row in rounds if row.round == Round.SECOND), None)
    newest = second or (rounds[0] if rounds else None)
    note = "" if second or not rounds else "Chưa có số liệu đợt 2 nên chưa tính được số trẻ uống đủ 2 lần."
    return [
        ResultLine(
            "children_6_36_vitamin_a_twice", "Trẻ từ 6 đến 36 tháng tuổi uống vitamin A đủ 2 lần/năm",
            second.n_given_twice if second else None, "trẻ", note=note,
        ),
        ResultLine(
            "children_6_36", "Trẻ từ 6 đến 36 tháng tuổi của phường", newest.n_children if newest else None, "trẻ",
            note="Mọi trẻ của phường, theo số liệu của đợt uống gần nhất.",
        ),
    ]  # fmt: skip


def _malnourished(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T15: children under 16 of poor, near-poor and newly escaped households on the last day."""
    measured = GrowthMeasurement.objects.in_ward(ward_id).counting().filter(measured_on__lte=last)
    findings: dict[int, list[Finding]] = defaultdict(list)
    for member, day, code in measured.values_list("member", "measured_on", "nutrition_class"):
        findings[member].append((day, code))
    homes = _t15_children(ward_id, last, findings)
    low = {member for member in homes if was_malnourished(findings[member], first, last)}
    doses = _inside(Dose.objects.in_ward(ward_id).counting().filter(kind=DoseKind.MICRONUTRIENTS), "given_on", first, last)
    supplemented = low & set(doses.values_list("member", flat=True))
    note = "Có lần cân đo trong kỳ (không có thì lần gần nhất trước kỳ) cho kết quả suy dinh dưỡng; hộ xét vào ngày cuối kỳ."
    return [
        ResultLine(
            "malnourished_children_supplemented", "Trẻ dưới 16 tuổi suy dinh dưỡng được bổ sung đa vi chất",
            len(supplemented) if findings else None, "trẻ", _homes(homes, supplemented),
        ),
        ResultLine(
            "malnourished_children_under_16", "Trẻ dưới 16 tuổi suy dinh dưỡng thuộc hộ nghèo, cận nghèo, mới thoát nghèo",
            len(low) if findings else None, "trẻ", _homes(homes, low), note,
        ),
    ]  # fmt: skip


def _t15_children(ward_id: int, day: date, members: Iterable[int]) -> dict[int, int]:
    """Those of the members who are children under 16 in households of the target's classes on ``day`` → household."""
    known = Member.objects.filter(ward=ward_id, pk__in=list(members)).present_on(day).values_list("pk", "household", "birth_on")
    homes = {pk: home for pk, home, born in known if band("child").holds(born, day)}
    standings = standings_on(ward_id, day, set(homes.values()))
    return {pk: home for pk, home in homes.items() if home in standings and standings[home].is_one_of(*T15_CLASSES)}


def _followed(ward_id: int, first: date, last: date) -> list[ResultLine]:
    measured = GrowthMeasurement.objects.in_ward(ward_id).counting()
    children = dict(_inside(measured, "measured_on", first, last).values_list("member", "member__household"))
    carried = Pregnancy.objects.in_ward(ward_id).counting().filter(registered_on__lte=last)
    women = dict(carried.exclude(ended_on__lt=first).values_list("pk", "member__household"))
    return [
        ResultLine(
            "children_measured", "Trẻ được cân đo", len(children) if measured.filter(measured_on__lte=last).exists() else None, "trẻ",
            _homes(children, children),
        ),
        ResultLine(
            "pregnancies", "Thai kỳ được theo dõi", len(women) if carried.exists() else None, "thai kỳ", _homes(women, women)
        ),
    ]  # fmt: skip


DOSES = counting_rows(Dose, "member__household", "given_on", "member", "kind")
MEASURED = counting_rows(GrowthMeasurement, "member__household", "measured_on", "member")
VISITS = counting_rows(AntenatalVisit, "pregnancy__member__household", "on", "pregnancy__member")


def nutrition_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """What people have had: doses and products, measurements, antenatal visits."""
    for home, on, member, kind in DOSES(ward_id):
        yield home, NUTRITION[0], on, True, member, DOSE_MEANS[DoseKind(kind)], ""
    for read, means in ((MEASURED, Means.WEIGHING), (VISITS, Means.MOTHERS)):
        for home, on, member in read(ward_id):
            yield home, NUTRITION[0], on, True, member, means, ""
