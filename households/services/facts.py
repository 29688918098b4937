"""Record dated facts of members and dwellings, and void wrong ones."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from households.models import DwellingFact, Household, Member, MemberFact
from households.policies import check_can_record, check_can_void
from households.rules.facts import DwellingKind, FactKind, Kind, kind_rule

Fact = MemberFact | DwellingFact
OneFact = TypeVar("OneFact", MemberFact, DwellingFact)


def fact_record(member: Member, kind: FactKind, value: str, on: date, source: str, *, by: User) -> MemberFact:
    """Record one fact of a member. The same answer of the same day is not written again; another one is refused."""
    return facts_record(member, {kind: value}, on, source, by=by)[0]


def dwelling_record(household: Household, kind: DwellingKind, value: str, on: date, source: str, *, by: User) -> DwellingFact:
    """Record one fact of a household's dwelling, like ``fact_record``."""
    return dwelling_facts_record(household, {kind: value}, on, source, by=by)[0]


@transaction.atomic
def facts_record(member: Member, answers: Mapping[FactKind, str], on: date, source: str, *, by: User) -> list[MemberFact]:
    """Record several facts of a member from one source; all of them or none."""
    check_can_record(by, member.household)
    for kind in answers:
        if not kind_rule(FactKind(kind)).concerns(member.birth_on, member.sex, on):
            raise DomainError(
                f"{FactKind(kind).label}: không ghi được cho {member.full_name} vào ngày {format_dmy(on)} vì không hợp tuổi hoặc "
                "giới tính. Kiểm tra lại ngày, hoặc sửa ngày sinh, giới tính của người này."
            )
    found = [_write(MemberFact, {"member": member}, FactKind(kind), value, on, source, by) for kind, value in answers.items()]
    _log_recorded(found, member.household, member, member.full_name, by)
    return [fact for fact, _ in found]


@transaction.atomic
def dwelling_facts_record(
    household: Household, answers: Mapping[DwellingKind, str], on: date, source: str, *, by: User
) -> list[DwellingFact]:
    """Record several facts of a dwelling from one source; all of them or none."""
    check_can_record(by, household)
    found = [_write(DwellingFact, {"household": household}, DwellingKind(kind), value, on, source, by) for kind, value in answers.items()]
    _log_recorded(found, household, household, household.head_name, by)
    return [fact for fact, _ in found]


def _write(model: type[OneFact], about: dict[str, object], kind: Kind, value: str, on: date, source: str, by: User) -> tuple[OneFact, bool]:
    """The fact, and whether it is new."""
    rule = kind_rule(kind)
    value, source = rule.checked(value), clean(source)
    if on > timezone.localdate():
        raise DomainError(f"{kind.label}: ngày {format_dmy(on)} ở tương lai. Ghi khi việc đã có.")
    if rule.source_needed and not source:
        raise DomainError(f"{kind.label}: ghi số, ngày của văn bản xác nhận ở ô nguồn.")
    known = model.objects.counting().filter(**about, kind=kind, on=on).first()
    if known is None:
        try:
            with transaction.atomic():
                return model.objects.create(**about, kind=kind, value=value, on=on, source=source, recorded_by=by), True
        except IntegrityError:  # somebody else recorded this kind and day just now
            known = model.objects.counting().get(**about, kind=kind, on=on)
    if known.value == value:
        return known, False
    raise DomainError(
        f"{kind.label}: ngày {format_dmy(on)} đã ghi “{known.value_label}”. Nếu dòng đó sai thì hủy dòng đó kèm lý do rồi ghi lại; "
        "nếu nay đã thay đổi thì ghi với ngày mới."
    )


def _log_recorded(found: Sequence[tuple[Fact, bool]], household: Household, target: object, label: str, by: User) -> None:
    """The log names headings and the number only: who reads the log may not be allowed to read health or income."""
    new = [fact for fact, is_new in found if is_new]
    if new:
        groups = sorted({fact.rule.group for fact in new})
        record(
            Action.FACTS_RECORDED,
            by=by,
            ward_id=household.ward_id,
            target=target,
            target_label=label,
            household_code=household.code,
            so_muc=len(new),
            nhom=groups,
        )


@transaction.atomic
def fact_void(fact: Fact, reason: str, *, by: User) -> None:
    """Void a wrong fact; it stays readable with the reason and never counts again."""
    household = fact.household if isinstance(fact, DwellingFact) else fact.member.household
    check_can_void(by, household.ward_id)
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do hủy số liệu này.")
    changed = type(fact).objects.counting().filter(pk=fact.pk).update(voided_at=timezone.now(), voided_by=by, void_reason=reason)
    if not changed:
        raise DomainError("Số liệu này đã được hủy trước đó.")
    fact.refresh_from_db()
    label = household.head_name if isinstance(fact, DwellingFact) else fact.member.full_name
    record(
        Action.FACT_VOIDED,
        by=by,
        ward_id=household.ward_id,
        target=fact,
        target_label=label,
        household_code=household.code,
        nhom=fact.rule.group,
        ly_do=reason,
    )
