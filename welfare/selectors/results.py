"""What the registers add up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections.abc import Iterable
from datetime import date

from programs.registry import ResultLine
from welfare.models import AssistanceCase, InsuranceLine
from welfare.rules.assistance import AssistanceState, monthly_benefit
from welfare.rules.insurance import HOLDS, Cover
from welfare.selectors.assistance import in_state, protected_on
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
    """T17: eligible and receiving persons on the last day; decisions that began in the period; what running ones cost a month."""
    found = protected_on(ward_id, last)
    rows = AssistanceCase.objects.in_ward(ward_id).counting().filter(eligible_on__lte=last)
    began = list(rows.filter(from_on__gte=first, from_on__lte=last).values_list("household", flat=True))
    ever = rows.exists()
    running = list(in_state(rows, AssistanceState.RECEIVING, last))
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
