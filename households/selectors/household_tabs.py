"""What the tabs of a household's page show on a day."""

from dataclasses import dataclass
from datetime import date

from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.words import shown, word_for
from camphucnam.kernel.dates import age_on, format_dmy
from camphucnam.kernel.text import mask_personal_id
from households.models import Assessment, Household, HouseholdEvent, InsuranceCard, Member
from households.models.event import EventState
from households.models.member import BirthPrecision
from households.rules.classification import deprivation_score
from households.rules.event_types import event_type
from households.rules.standards import Deprivation, PovertyStandard, standard_by_code
from households.selectors.assessments import Marks
from households.selectors.explanation import verdict_of_marks

STATE_KINDS = {EventState.REPORTED: "waiting", EventState.IN_PROGRESS: "running", EventState.ANSWERED: "done"}
N_LOG_LINES = 100


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member on a day; ``card`` is the card that holds on the day, else the newest one; ``voided`` were written by mistake, each with its
    masked number and the reason."""

    member: Member
    birth: str
    age: int | None
    personal_id_masked: str
    card: InsuranceCard | None
    card_holds: bool
    card_masked: str
    voided: list[tuple[str, str]]
    gone: bool


def members_of(household: Household, day: date) -> list[MemberLine]:
    """Members on ``day``, then those who had left before it. Two queries."""
    lines = []
    members = Member.objects.filter(household=household).order_by("sort_order", "pk").prefetch_related("cards")
    for member in members:
        if member.joined_on and member.joined_on > day:
            continue
        every = list(member.cards.all())
        cards = [card for card in every if card.voided_at is None]
        holding = [card for card in cards if (not card.from_on or card.from_on <= day) and (not card.to_on or day <= card.to_on)]
        card = (holding or cards or [None])[-1]
        lines.append(
            MemberLine(
                member,
                birth_words(member),
                age_on(member.birth_on, day) if member.birth_on else None,
                mask_personal_id(member.personal_id),
                card,
                bool(holding),
                mask_personal_id(card.number) if card else "",
                [(mask_personal_id(row.number), row.void_reason) for row in every if row.voided_at is not None],
                bool(member.left_on and member.left_on <= day),
            )
        )
    return sorted(lines, key=lambda line: (line.gone, not line.member.is_head))


def birth_words(member: Member) -> str:
    """As far as it is known: ``05/04/1957``, ``04/1957`` or ``1957``."""
    if member.birth_on is None:
        return ""
    whole = format_dmy(member.birth_on)
    return {BirthPrecision.YEAR: whole[6:], BirthPrecision.MONTH: whole[3:]}.get(BirthPrecision(member.birth_precision), whole)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessment with what it computes to; ``answers`` runs over the indicators of its standard."""

    assessment: Assessment
    standard: PovertyStandard
    answers: list[bool | None]
    score: int | None
    computed: str
    computed_class: str


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Sheets side by side, one block per standard with a row per indicator; ``voided`` were replaced by a correction."""

    blocks: list[tuple[PovertyStandard, list[Sheet], list[tuple[Deprivation, list[bool | None]]]]]
    voided: list[Assessment]


def assessments_of(household: Household, day: date) -> SheetTable:
    """Sheets up to ``day``, newest first. One query."""
    found = Assessment.objects.filter(household=household, assessed_on__lte=day).select_related("recorded_by")
    rows = list(found.order_by("-assessed_on", "-pk"))
    blocks: dict[str, list[Sheet]] = {}
    for row in rows:
        if row.voided_at is None:
            blocks.setdefault(row.standard_code, []).append(_sheet(row))
    return SheetTable([_block(sheets) for sheets in blocks.values()], [row for row in rows if row.voided_at is not None])


def _block(sheets: list[Sheet]) -> tuple[PovertyStandard, list[Sheet], list[tuple[Deprivation, list[bool | None]]]]:
    standard = sheets[0].standard
    return standard, sheets, [(item, [sheet.answers[n] for sheet in sheets]) for n, item in enumerate(standard.deprivations)]


def _sheet(row: Assessment) -> Sheet:
    standard = standard_by_code(row.standard_code)
    marks = Marks(row.household_id, row.assessed_on, row.standard_code, row.area_type, row.income_score, row.deprived_mask, row.known_mask)
    verdict = verdict_of_marks(marks)
    score = deprivation_score(len(marks.deprived), standard) if row.has_marks else row.reported_deprivation_score
    answers = [marks.is_deprived(item.number) for item in standard.deprivations]
    label, value = (verdict.household_class.label, verdict.household_class.value) if verdict else ("", "")
    return Sheet(row, standard, answers, score, label, value)


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event with its words."""

    event: HouseholdEvent
    type_name: str
    state_label: str
    state_kind: str


def event_line(event: HouseholdEvent) -> EventLine:
    """The words of an event."""
    state = EventState(event.state)
    return EventLine(event, event_type(event.type_code).name, state.label, STATE_KINDS[state])


def events_of(household: Household) -> list[EventLine]:
    """Events of a household, newest first. One query."""
    found = HouseholdEvent.objects.filter(household=household).select_related("reported_by", "answered_by")
    return [event_line(event) for event in found.order_by("-reported_at", "-pk")]


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log with its words."""

    row: AuditEvent
    label: str
    details: list[tuple[str, str]]


def history_of(household: Household) -> list[LogLine]:
    """The newest lines of the log about a household, openings left out. One query."""
    found = AuditEvent.objects.filter(ward_id=household.ward_id, household_code=household.code).exclude(action=Action.HOUSEHOLD_OPENED)
    return [LogLine(row, Action.label_of(row.action), _shown(row.details)) for row in found.order_by("-at", "-pk")[:N_LOG_LINES]]


def _shown(details: dict[str, object]) -> list[tuple[str, str]]:
    return [(word_for(name), shown(value)) for name, value in details.items() if value not in ("", None, [])]
