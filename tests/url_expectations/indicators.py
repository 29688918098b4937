"""Addresses of targets and of the committee's page."""

from datetime import date

from indicators.models import Observation, Target
from indicators.services.reference import load
from programs.models import Plan
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
    words = {"document_type": "KẾ HOẠCH", "symbol": "KH-UBND", "place": "x", "title": "x", "intro": "x", "closing": "x"}
    world.target_draft = Plan.objects.create(ward=world.ward, year=2032, **words)
    for row in Target.objects.filter(ward=world.ward, code__in=("T11", "T12")):
        row.pk, row.plan, row.year, row.retired_on = None, world.target_draft, 2032, date(2032, 1, 2) if row.code == "T12" else None
        row.save()


def vitamin(world: World) -> list[object]:
    return [2023, "T14"]


def water(world: World) -> list[object]:
    return [2023, "T11"]


def plan(world: World) -> list[object]:
    return [Plan.objects.get(ward=world.ward, year=2023).pk]


def wanted(world: World) -> list[object]:
    return [world.target_draft.pk, "T11"]


def unwanted(world: World) -> list[object]:
    return [world.target_draft.pk, "T12"]


def entry(world: World) -> list[object]:
    return [world.observation.pk]


TYPED = {"on": "30/06/2023", "numerator": "1", "denominator": "2", "source": "Ví dụ"}
EXPECTED = {
    "indicators:plan_targets": Row({*FIGURES, "agency"}, plan),
    "indicators:add": Row({"officer"}, lambda world: [world.target_draft.pk], methods=(GET, POST)),
    "indicators:change": Row({"officer"}, wanted, methods=(GET, POST)),
    "indicators:retire": Row({"officer"}, wanted, methods=(GET, POST)),
    "indicators:restore": Row({"officer"}, unwanted, methods=(GET, POST)),
    "indicators:dashboard": Row(FIGURES),
    "indicators:targets": Row(FIGURES),
    "indicators:target": Row({*FIGURES, "agency"}, vitamin),
    "indicators:target_behind": Row(REGISTER, water, query="?phan=mau&ngay=31/12/2023"),
    "indicators:movement_behind": Row(REGISTER, lambda world: ["poor", 9], own_ward=False),
    "indicators:own_targets": Row(ENTERING),
    "indicators:enter": Row(ENTERING, vitamin, methods=(GET, POST), data=TYPED),
    "indicators:withdraw": Row(ENTERING, entry, methods=(GET, POST), data={"reason": "Nhầm"}),
}
