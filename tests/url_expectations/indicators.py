"""Addresses of targets and of the committee's page."""

from datetime import date

from indicators.models import Observation, Target
from indicators.services.reference import load
from programs.services.reference import load as load_plan
from tests.url_expectations import GET, POST, Row, World

FIGURES = {"officer", "committee", "signer"}
REGISTER = {"officer", "signer"}
ENTERING = {"officer", "agency"}


def build(world: World) -> None:
    load_plan(world.ward, 2023, True)
    load(world.ward, 2023, True)
    # The agency member belongs to the health station, which reports T14: see programs.py beside this file.
    target = Target.objects.get(ward=world.ward, code="T14")
    world.observation = Observation.objects.create(
        target=target, on=date(2023, 6, 30), numerator=1, denominator=2, source="Ví dụ", recorded_by=world.people["officer"]
    )


def vitamin(world: World) -> list[object]:
    return [2023, "T14"]


def water(world: World) -> list[object]:
    return [2023, "T11"]


def entry(world: World) -> list[object]:
    return [world.observation.pk]


TYPED = {"on": "30/06/2023", "numerator": "1", "denominator": "2", "source": "Ví dụ"}
EXPECTED = {
    # The plan of the year is in force, so nobody changes its targets; tests/indicators/views/test_editing.py has a draft.
    "indicators:change": Row((), water, methods=(GET, POST)),
    "indicators:retire": Row((), water, methods=(GET, POST)),
    "indicators:dashboard": Row(FIGURES),
    "indicators:targets": Row(FIGURES),
    "indicators:target": Row({*FIGURES, "agency"}, vitamin),
    "indicators:target_behind": Row(REGISTER, water, query="?phan=mau&ngay=31/12/2023"),
    "indicators:movement_behind": Row(REGISTER, lambda world: ["poor", 9], own_ward=False),
    "indicators:own_targets": Row(ENTERING),
    "indicators:enter": Row(ENTERING, vitamin, methods=(GET, POST), data=TYPED),
    "indicators:withdraw": Row(ENTERING, entry, methods=(GET, POST), data={"reason": "Nhầm"}),
}
