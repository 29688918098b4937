"""What the registers add up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from households.rules.classes import HouseholdClass
from programs.registry import ResultLine
from welfare.models import AssistanceCase, HousingCase, HousingMoney, InsuranceLine, LegalAidCase, ReliefLine, SchoolSupport
from welfare.rules.assistance import AssistanceState, monthly_benefit
from welfare.rules.insurance import HOLDS, Cover
from welfare.rules.rates import whole
from welfare.rules.schooling import SchoolState
from welfare.selectors.assistance import in_state, protected_on
from welfare.selectors.education import children_on
from welfare.selectors.housing import classes_then
from welfare.selectors.insurance import insured_on
from welfare.selectors.rates import rate_table


def homes(households: Iterable[int]) -> tuple[int, ...]:
    """Each household once."""
    return tuple(sorted(set(households)))


def insurance_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Persons of poor and near-poor households on the last day, those with a valid card (as T07 counts), cards handed over."""
    people = insured_on(ward_id, last)
    held = [row for row in people if row.cover in HOLDS]
    n_unknown = sum(row.cover is Cover.UNKNOWN for row in people)
    lines = InsuranceLine.objects.in_ward(ward_id).counting().filter(batch__voided_at__isnull=True, batch__drawn_on__lte=last)
    issued = list(lines.filter(issued_on__gte=first, issued_on__lte=last).values_list("household", flat=True))
    ever = lines.exists()
    # Without a single recorded card nothing is known about anybody, as in T07.
    known = len(held) if any(row.card is not None for row in people) else None
    note = f"{n_unknown} người chưa ghi thẻ nên chưa biết." if n_unknown and known is not None else ""
    return [
        ResultLine(
            "insurance_persons", "Người thuộc hộ nghèo, hộ cận nghèo", len(people) if people else None, "người",
            homes(row.member.household_id for row in people),
        ),
        ResultLine(
            "insurance_covered", "Trong đó có thẻ BHYT còn giá trị vào ngày cuối kỳ", known, "người",
            homes(row.member.household_id for row in held), note,
        ),
        ResultLine("insurance_cards_issued", "Thẻ BHYT đã phát theo đợt mua", len(issued) if ever else None, "thẻ", homes(issued)),
    ]  # fmt: skip


def assistance_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T17: eligible and receiving persons on the last day; decisions that began in the period; what running ones
    of those who receive cost a month."""
    found = protected_on(ward_id, last)
    rows = AssistanceCase.objects.in_ward(ward_id).counting().filter(eligible_on__lte=last)
    began = list(rows.filter(from_on__gte=first, from_on__lte=last).values_list("household", flat=True))
    ever = rows.exists()
    running = [row for row in in_state(rows, AssistanceState.RECEIVING, last) if row.member_id in found.receiving]
    table = rate_table(ward_id) if running else None
    amounts = [monthly_benefit(table, row.code, row.times, last) for row in running] if table else []
    n_open = amounts.count(None)
    cost = sum(amount for amount in amounts if amount is not None) if len(amounts) > n_open else None
    words = len(found.by_word)
    note = f"{words} người theo danh sách hộ, chưa có hồ sơ ở sổ này." if words else ""
    return [
        ResultLine(
            "social_protection_receiving", "Đối tượng bảo trợ xã hội đang hưởng",
            len(found.receiving) if found.is_known else None, "người", homes(found.receiving.values()), note,
        ),
        ResultLine(
            "social_protection_eligible", "Đối tượng bảo trợ xã hội đủ điều kiện",
            len(found.eligible) if found.is_known else None, "người", homes(found.eligible.values()), note,
        ),
        ResultLine(
            "assistance_granted", "Bắt đầu hưởng trong kỳ", len(began) if ever else None, "người", homes(began),
        ),
        ResultLine(
            "assistance_monthly_dong", "Trợ cấp một tháng của người đang hưởng", cost, "đồng", homes(row.household_id for row in running),
            f"{n_open} người chưa tính được vì chưa có mức tại ngày cuối kỳ." if n_open else "",
        ),
    ]  # fmt: skip


BESIDE = "Ngoài các khoản hỗ trợ đã tính ở “Tiền và trị giá hiện vật đã trao”."
"""Money that hangs on grants is told by the grants: no line of a desk counts it a second time."""


def _beside(moneys: QuerySet[Any]) -> int | None:
    """Money without a grant; None where no money at all was recorded."""
    found = moneys.aggregate(n=Count("pk"), untied=Sum("amount_dong", filter=Q(grant__isnull=True)))
    return (found["untied"] or 0) if found["n"] else None


def housing_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T10: households near-poor on the day of the handover, handed over in the period; all houses handed over; money that came beside
    the grants, which are counted as grants."""
    rows = HousingCase.objects.in_ward(ward_id).counting().filter(proposed_on__lte=last)
    ever = rows.exists()
    handed = rows.filter(handed_over_on__gte=first, handed_over_on__lte=last).values_list("household", "handed_over_on")
    done = [(home, day) for home, day in handed if day is not None]
    near = homes(home for (home, _), kind in zip(done, classes_then(done), strict=True) if kind is HouseholdClass.NEAR_POOR)
    everyone = homes(home for home, _ in done)
    moneys = HousingMoney.objects.in_ward(ward_id).counting().filter(case__voided_at__isnull=True, paid_on__gte=first, paid_on__lte=last)
    note = "Hộ là hộ cận nghèo vào ngày bàn giao; mỗi hộ tính một lần."
    return [
        ResultLine("near_poor_housing_supported", "Hộ cận nghèo được bàn giao nhà ở", len(near) if ever else None, "hộ", near, note),
        ResultLine("housing_handed_over", "Tất cả hộ được bàn giao nhà ở", len(everyone) if ever else None, "hộ", everyone),
        ResultLine("housing_paid_dong", "Kinh phí nhà ở khác đã chi", _beside(moneys), "đồng", (), BESIDE),
    ]


def education_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Children of school age on the last day, those known not to go to school, supports that began in the period, and
    what was paid beside the grants, which are counted as grants."""
    children, _ = children_on(ward_id, last)
    known = [child for child in children if child.state is not SchoolState.UNKNOWN]
    out = [child for child in children if child.state is SchoolState.OUT]
    rows = SchoolSupport.objects.in_ward(ward_id).counting().filter(from_on__lte=last)
    ever = rows.exists()
    began = list(rows.filter(from_on__gte=first).values_list("member", "household"))
    moneys = rows.filter(paid_on__gte=first, paid_on__lte=last)
    n_unknown = len(children) - len(known)
    note = f"{n_unknown} trẻ em chưa ghi nên chưa biết." if n_unknown else ""
    return [
        ResultLine(
            "children_school_age", "Trẻ em trong tuổi đi học thuộc hộ nghèo, hộ cận nghèo", len(children) if children else None, "trẻ em",
            homes(child.member.household_id for child in children),
        ),
        ResultLine(
            "children_out_of_school", "Trong đó không đi học", len(out) if known else None, "trẻ em",
            homes(child.member.household_id for child in out), note,
        ),
        ResultLine(
            "learners_supported", "Người học bắt đầu được hỗ trợ", len({member for member, _ in began}) if ever else None, "người",
            homes(home for _, home in began),
        ),
        ResultLine(
            "school_support_paid_dong", "Hỗ trợ học tập khác đã chi", _beside(moneys), "đồng", (), BESIDE
        ),
    ]  # fmt: skip


def legal_aid_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Requests and matters that ended in the period. Confidential: no household stands behind these figures."""
    rows = LegalAidCase.objects.in_ward(ward_id).counting().filter(requested_on__lte=last)
    ever = rows.exists()
    asked, closed = rows.filter(requested_on__gte=first).count(), rows.filter(closed_on__gte=first, closed_on__lte=last).count()
    return [
        ResultLine("legal_aid_requests", "Vụ việc yêu cầu trợ giúp pháp lý", asked if ever else None, "vụ việc"),
        ResultLine("legal_aid_closed", "Vụ việc trợ giúp pháp lý đã xong", closed if ever else None, "vụ việc"),
    ]


def relief_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Households, persons and rice received in the period. A household that received twice is one household; persons are counted
    per receipt."""
    rows = ReliefLine.objects.in_ward(ward_id).counting().filter(round__voided_at__isnull=True, round__from_on__lte=last)
    ever = rows.exists()
    got = list(rows.filter(received_on__gte=first, received_on__lte=last).values_list("household", "n_persons", "kg"))
    found = homes(home for home, _, _ in got)
    return [
        ResultLine("relief_households", "Hộ nhận gạo cứu đói", len(found) if ever else None, "hộ", found),
        ResultLine("relief_persons", "Lượt người được cứu đói", sum(n for _, n, _ in got) if ever else None, "lượt người"),
        ResultLine("relief_rice_kg", "Gạo đã phát", whole(sum((kg for _, _, kg in got), Decimal(0))) if ever else None, "kg"),
    ]
