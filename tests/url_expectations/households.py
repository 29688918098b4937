"""Addresses of the register."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from households.models import HouseholdEvent
from households.models.event import Severity
from households.rules.classes import HouseholdClass
from households.rules.facts import DwellingKind, FactKind
from households.rules.needs import NeedKind
from households.services.event import EventData, event_report
from households.services.facts import dwelling_record, fact_record
from households.services.member import card_write
from households.services.needs import NeedData, need_express
from tests.households.factories import decide, make_group, make_household, make_leadership
from tests.url_expectations import GET, POST, Row, World

READERS, EDITORS, LEADER, ADMINISTRATOR = {"officer", "signer"}, {"officer"}, {"leader"}, {"administrator"}
PICKING = {"officer", "signer", "leader", "agency"}
BOTH = (GET, POST)


def build(world: World) -> None:
    officer = world.people["officer"]
    group = make_group(world.ward, "TDP01", "TDP 01 (ví dụ)")
    world.leadership = make_leadership(world.people["leader"], group)
    world.household = make_household(group, officer, "Nguyễn Thị Ví Dụ", ["Nguyễn Văn Con"])
    decide(world.household, HouseholdClass.POOR, date(2023, 12, 8), officer)
    world.event = event_report(
        world.household, EventData("OM", timezone.localdate(), Severity.SERIOUS, "Bà nằm viện."), by=world.people["leader"]
    )
    today = timezone.localdate()
    world.card = card_write(world.household.members.get(is_head=True), "HN4056000000001", None, None)
    world.member_fact = fact_record(world.household.members.get(is_head=True), FactKind.WORK, "wage", today, "", by=officer)
    world.dwelling_fact = dwelling_record(world.household, DwellingKind.WATER, "piped", today, "", by=officer)
    world.need = need_express(world.household, NeedData(NeedKind.LOAN, today), by=world.people["leader"])


def household(world: World) -> list[object]:
    return [world.household.code]


def member(world: World) -> list[object]:
    return [world.household.code, world.household.members.get(is_head=False).pk]


def period(world: World) -> list[object]:
    return [world.household.code, world.household.periods.get().pk]


def group(world: World) -> list[object]:
    return [world.household.group.code]


def event(world: World) -> list[object]:
    return [HouseholdEvent.objects.get().pk]


def fact(name: str) -> Callable[[World], list[object]]:
    return lambda world: [world.household.code, getattr(world, name).pk]


def leader(world: World) -> list[object]:
    return [world.people["leader"].pk]


EXPECTED = {
    "households:pick_household": Row(PICKING),
    "households:pick_person": Row(PICKING),
    "households:list": Row(READERS),
    "households:export": Row(EDITORS, query="?thanh_vien=1", ok={200}),
    "households:add": Row(EDITORS, methods=BOTH),
    "households:member_row": Row(EDITORS, query="?rows-TOTAL_FORMS=3"),
    "households:household": Row(READERS | LEADER, household, query="?ngay=31/12/2023&muc=phieu"),
    "households:change": Row(EDITORS, household, methods=BOTH),
    "households:move": Row(EDITORS, household, methods=BOTH),
    "households:change_head": Row(EDITORS, household, methods=BOTH),
    "households:add_member": Row(EDITORS, household, methods=BOTH),
    "households:change_member": Row(EDITORS, member, methods=BOTH),
    "households:member_leaves": Row(EDITORS, member, methods=BOTH),
    "households:decide": Row(EDITORS, household, methods=BOTH),
    "households:depart": Row(EDITORS, household, methods=BOTH),
    "households:correct": Row(EDITORS, period, methods=BOTH),
    "households:assess": Row(EDITORS, household, methods=BOTH),
    "households:report_about": Row(EDITORS | LEADER, household, methods=BOTH),
    "households:member_facts": Row(EDITORS | LEADER, member, methods=BOTH),
    "households:dwelling_facts": Row(EDITORS | LEADER, household, methods=BOTH),
    "households:void_member_fact": Row(EDITORS, fact("member_fact"), methods=BOTH),
    "households:void_card": Row(EDITORS, fact("card"), methods=BOTH),
    "households:void_dwelling_fact": Row(EDITORS, fact("dwelling_fact"), methods=BOTH),
    "households:need_express": Row(EDITORS | LEADER, household, methods=BOTH),
    "households:need_meet": Row(EDITORS, fact("need"), methods=BOTH),
    "households:need_withdraw": Row(EDITORS, fact("need"), methods=BOTH),
    "households:need_mistaken": Row(EDITORS, fact("need"), methods=BOTH),
    "households:low_income": Row(READERS),
    "households:low_income_add": Row(EDITORS, methods=BOTH),
    "households:groups": Row(READERS),
    "households:add_group": Row(EDITORS, methods=BOTH),
    "households:baseline": Row(EDITORS, methods=BOTH),
    "households:change_group": Row(EDITORS, group, methods=BOTH),
    "households:end_group": Row(EDITORS, group, methods=BOTH),
    "households:leaderships": Row(ADMINISTRATOR, leader, methods=BOTH),
    "households:end_leadership": Row(ADMINISTRATOR, lambda world: [*leader(world), world.leadership.pk], methods=BOTH),
    "households:leader_home": Row(LEADER),
    "households:report": Row(EDITORS | LEADER, methods=BOTH),
    "households:my_reports": Row(LEADER),
    "households:inbox": Row(EDITORS),
    "households:event": Row(READERS | LEADER, event),
    "households:take_event": Row(EDITORS, event, methods=(POST,)),
    "households:answer_event": Row(EDITORS, event, methods=(POST,)),
    "households:reopen_event": Row(EDITORS, event, methods=(POST,)),
}
