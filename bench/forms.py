"""Forms 1 to 3 of one ward against bare SQL, in one process. Run as ``python -m bench.forms WARD``; prints the goals as JSON."""

import json
import os
import sys
from dataclasses import asdict
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
django.setup()

from bench.baseline.forms_sql import forms_1_to_3  # noqa: E402 the registry must stand first
from bench.results import must_equal, slower  # noqa: E402
from bench.timing import interleave  # noqa: E402
from camphucnam.accounts.models import Ward  # noqa: E402
from households.rules.classes import HouseholdClass  # noqa: E402
from reports.definitions import form1, form2, form3  # noqa: E402
from reports.definitions.base import Form  # noqa: E402
from reports.selectors.register import load_facts  # noqa: E402

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
EVE, EVE_OF_LAST = FIRST - timedelta(days=1), LAST - timedelta(days=1)
TABLES = {2: HouseholdClass.POOR, 3: HouseholdClass.NEAR_POOR}


def by_product(ward: Ward) -> list[Form]:
    """The three forms with their rows, rates, totals and the households behind every figure."""
    facts = load_facts(ward, FIRST, LAST)
    return [form.FORM.collect(facts, False) for form in (form1, form2, form3)]


def by_hand(ward: Ward) -> tuple[dict, dict]:
    """The same cells by bare SQL."""
    return forms_1_to_3(ward.pk, EVE, FIRST, LAST, EVE_OF_LAST)


def compare(ward: Ward) -> int:
    """Every cell of the three forms equal; the number of cells compared."""
    forms = {form.number: form for form in by_product(ward)}
    cells, baselines = by_hand(ward)
    groups = {group.code: group.pk for group in ward.groups.all()}
    compared = 0
    for number, table in TABLES.items():
        for row in forms[number].rows:
            expected = [cells.get((table.value, groups[row.group], column, row.unit.value), 0) for column in range(1, 10)]
            must_equal(f"form {number}, {row.group} {row.unit}", expected, [row.figures[str(column)].value for column in range(1, 10)])
            compared += 9
    for row in forms[1].rows:
        group = groups[row.group]
        closing = [cells.get((table.value, group, 9, unit), 0) for unit in ("households", "persons") for table in TABLES.values()]
        must_equal(
            f"form 1, {row.group}", [*baselines[group], *closing], [row.figures[key].value for key in ("1", "2", "3", "5", "9", "11")]
        )
        compared += 6
    return compared


def main() -> None:
    """Compare, then time."""
    ward = Ward.objects.get(code=sys.argv[1])
    compared = compare(ward)
    samples = interleave({"baseline": lambda: by_hand(ward), "product": lambda: by_product(ward)}, repeats=7, calls=5)
    beside = f"one of {Ward.objects.count()} wards" if Ward.objects.count() > 1 else "one ward"
    goal = slower("FORMS", f"forms 1–3, {beside} ({compared} cells equal)", samples, 2.0)
    print(json.dumps([asdict(goal)]))


if __name__ == "__main__":
    main()
