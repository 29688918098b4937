"""Purchase lists of health insurance cards: drawn up, sent, cards handed over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from households.models import Household, InsuranceCard, Member
from households.rules.classes import HouseholdClass
from households.selectors.standings import standings_on
from households.services.cards import card_void
from households.services.member import card_write
from programs.policies import check_can_work
from registers.services.keeping import change, check_member, check_not_future, check_standing, keep, take, void, write
from welfare.models import InsuranceBatch, InsuranceLine
from welfare.rules.insurance import LACKS, Cover
from welfare.selectors.insurance import described, insured_on


@transaction.atomic
def batch_open(batch: InsuranceBatch, *, by: User) -> InsuranceBatch:
    """Begin a purchase list."""
    check_not_future(batch.drawn_on, "Ngày lập danh sách")
    return keep(batch, by=by, ten=batch.title, tu_ngay=format_dmy(batch.from_on))


def _check_open(batch: InsuranceBatch) -> None:
    check_standing(batch)
    if batch.sent_on is not None:
        raise DomainError("Danh sách đã gửi nên không thêm người. Lập đợt bổ sung.")


@transaction.atomic
def line_add(line: InsuranceLine, *, by: User) -> InsuranceLine:
    """Add one person; who already holds a card for the whole period is refused."""
    batch = line.batch
    _check_open(batch)
    check_member(line.member, batch.ward_id, batch.drawn_on)
    line.household = line.member.household
    standing = standings_on(batch.ward_id, batch.drawn_on, [line.household_id]).get(line.household_id)
    found = standing.household_class if standing else None
    person = described([line.member], {line.member.pk: found} if found else {}, batch.from_on)[0]
    if person.cover is Cover.VALID and (person.card is None or person.card.to_on is None or person.card.to_on >= batch.to_on):
        raise DomainError(f"{line.member.full_name} đã có thẻ còn giá trị trong thời gian của đợt này.")
    line.household_class, line.cover = found or "", person.cover
    return keep(line, by=by, dot=batch.title)


@transaction.atomic
def batch_fill(batch: InsuranceBatch, classes: Collection[str], *, version: int, by: User) -> int:
    """Add everyone of these classes without a valid card on the first day of the period; how many were added.

    Whose answer says that the card is kept elsewhere is left out; whose card is not recorded is on the list, to be asked.
    """
    check_can_work(by, batch.ward_id, *batch.codes)
    take(batch, version)
    _check_open(batch)
    known = set(InsuranceLine.objects.counting().filter(batch=batch).values_list("member", flat=True))
    wanted = [row for row in insured_on(batch.ward_id, batch.drawn_on) if row.household_class in classes and row.pk not in known]
    members = [row.member for row in wanted]
    kinds = {row.pk: row.household_class for row in wanted if row.household_class is not None}
    lacking = [row for row in described(members, kinds, max(batch.from_on, batch.drawn_on)) if row.cover in LACKS]
    for row in lacking:
        write(_line(batch, row.member, row.member.household, row.household_class, row.cover), by=by, dot=batch.title)
    return len(lacking)


def _line(batch: InsuranceBatch, member: Member, household: Household, kind: HouseholdClass | None, cover: Cover) -> InsuranceLine:
    return InsuranceLine(ward=batch.ward, batch=batch, member=member, household=household, household_class=kind or "", cover=cover)


@transaction.atomic
def batch_send(batch: InsuranceBatch, on: date, document: str, *, version: int, by: User) -> InsuranceBatch:
    """The list went to the insurance agency; from now on nobody is added."""
    _check_open(batch)
    check_not_future(on, "Ngày gửi")
    if not batch.lines.counting().exists():
        raise DomainError("Danh sách chưa có người nào.")
    return change(batch, {"sent_on": on, "document": clean(document)}, version=version, by=by, viec="Gửi danh sách", ngay=format_dmy(on))


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card as it was handed over."""

    number: str
    from_on: date
    to_on: date
    issued_on: date


@transaction.atomic
def line_issue(line: InsuranceLine, card: IssuedCard, *, version: int, by: User) -> InsuranceLine:
    """The person got the card; it is written into the register, where the targets count it."""
    _check_waits(line)
    check_not_future(card.issued_on, "Ngày nhận thẻ")
    if card.to_on < card.from_on:
        raise DomainError("Ngày hết giá trị phải từ ngày bắt đầu trở đi.")
    check_can_work(by, line.ward_id, *line.codes)
    made = card_write(line.member, card.number, card.from_on, card.to_on)
    return change(
        line, {"card": made, "issued_on": card.issued_on}, version=version, by=by, viec="Nhận thẻ", ngay=format_dmy(card.issued_on)
    )


@transaction.atomic
def line_void(line: InsuranceLine, reason: str, *, version: int, by: User) -> InsuranceLine:
    """The line no longer counts, and with it the card that it wrote, unless another line handed over the same one. A card that had stood in
    the register before the line stays: the officer voids it on the household's page where it is wrong too."""
    void(line, reason, version=version, by=by)
    card = line.card
    if card is not None and card.voided_at is None and _only_from_lists(card):
        card_void(card, reason, by=by)
    return line


def _only_from_lists(card: InsuranceCard) -> bool:
    """Whether a line of a purchase list wrote the card, and none that counts hands it over still."""
    lines = InsuranceLine.objects.filter(card=card)
    return lines.filter(recorded_at__lte=card.recorded_at).exists() and not lines.counting().exists()


@transaction.atomic
def line_refuse(line: InsuranceLine, reason: str, *, version: int, by: User) -> InsuranceLine:
    """No card came, and why."""
    _check_waits(line)
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do không được cấp thẻ.")
    return change(line, {"refused_reason": reason}, version=version, by=by, viec="Không được cấp thẻ")


def _check_waits(line: InsuranceLine) -> None:
    if line.issued_on is not None:
        raise DomainError("Đã ghi người này nhận thẻ.")
    if line.refused_reason:
        raise DomainError("Đã ghi người này không được cấp thẻ.")
    if line.batch.sent_on is None:
        raise DomainError("Danh sách chưa gửi nên chưa ghi nhận thẻ.")
