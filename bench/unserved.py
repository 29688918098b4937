"""NEEDS: who lacks what and what came of it, for a ward of 3,000 households, against the bare SQL of the same list.

The baseline sends the statements of the list itself and fetches every row, nothing more. Run as ``python -m bench.unserved``; prints
goals as JSON.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
django.setup()

from django.db import connection  # noqa: E402 the registry must stand first
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.dataset import settle  # noqa: E402
from bench.results import must_equal, slower  # noqa: E402
from bench.timing import interleave  # noqa: E402
from camphucnam.accounts.models import Ward  # noqa: E402
from camphucnam.office.demo.seed import seed  # noqa: E402
from households.models import Household, Member, Need  # noqa: E402
from households.rules.needs import NeedKind  # noqa: E402
from programs.registry import provided_in  # noqa: E402
from programs.selectors.eligibility import plan_for_day, plan_rules  # noqa: E402
from programs.selectors.unserved import LackRow, lacks_on  # noqa: E402

N_HOUSEHOLDS, YEAR, SEED = 3000, 2023, 2023
ON = date(YEAR, 12, 31)
LIMIT = 3.0
QUICK = bool(os.environ.get("BENCH_QUICK"))


def prepare() -> Ward:
    """The demonstration ward of 3,000 households; every tenth household has said that it wants something."""
    seed(N_HOUSEHOLDS, SEED, YEAR, accounts=False)
    ward = Ward.objects.get()
    add_needs(ward)
    settle()
    return ward


def add_needs(ward: Ward) -> None:
    """Open needs of every tenth household, each kind in turn."""
    heads = dict(Member.objects.filter(ward=ward, is_head=True).values_list("household_id", "pk"))
    keys = list(Household.objects.in_ward(ward.pk).order_by("pk").values_list("pk", flat=True))[::10]
    kinds = list(NeedKind)
    Need.objects.bulk_create(
        Need(household_id=key, member_id=heads.get(key) if n % 2 else None, kind=kinds[n % len(kinds)], expressed_on=date(YEAR, 3, 1))
        for n, key in enumerate(keys)
    )


def the_list(ward: Ward, on: date) -> Callable[[], list[LackRow]]:
    """What the page asks for before it shows its first fifty rows."""
    return lambda: lacks_on(ward.pk, on, plan_rules(plan_for_day(ward.pk, on)), provided_in(ward.pk))


def bare(act: Callable[[], object]) -> Callable[[], int]:
    """The statements of ``act`` sent by hand: rows fetched, nothing made of them."""
    with CaptureQueriesContext(connection) as captured:
        act()
    statements = [query["sql"] for query in captured.captured_queries]

    def send() -> int:
        n_rows = 0
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                n_rows += len(cursor.fetchall())
        return n_rows

    return send


def counted_by_hand(ward: Ward, on: date) -> int:
    """Marks of the newest assessments of households that are still on the list, and open needs of people who are still here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT deprived_mask FROM households_assessment a WHERE ward_id = %s AND voided_at IS NULL AND assessed_on <= %s"
            " AND id = (SELECT b.id FROM households_assessment b WHERE b.household_id = a.household_id AND b.voided_at IS NULL"
            " AND b.assessed_on <= %s ORDER BY b.assessed_on DESC, b.id DESC LIMIT 1)"
            " AND (EXISTS (SELECT 1 FROM households_statusperiod p WHERE p.household_id = a.household_id AND p.voided_at IS NULL"
            " AND p.from_on <= %s AND (p.to_on IS NULL OR p.to_on >= %s)) OR NOT EXISTS (SELECT 1 FROM households_statusperiod p"
            " WHERE p.household_id = a.household_id AND p.voided_at IS NULL AND p.from_on <= %s))",
            [ward.pk, on, on, on, on, on],
        )
        marks = sum(int(row[0]).bit_count() for row in cursor.fetchall())
        cursor.execute(
            "SELECT COUNT(*) FROM households_need n JOIN households_household h ON h.id = n.household_id WHERE h.ward_id = %s"
            " AND n.state <> 'mistaken' AND n.expressed_on <= %s AND (n.met_on IS NULL OR n.met_on > %s)"
            " AND (n.withdrawn_on IS NULL OR n.withdrawn_on > %s)"
            " AND EXISTS (SELECT 1 FROM households_member m WHERE m.household_id = n.household_id"
            " AND (n.member_id IS NULL OR n.member_id = m.id)"
            " AND (m.joined_on IS NULL OR m.joined_on <= %s) AND (m.left_on IS NULL OR m.left_on > %s))"
            " AND NOT EXISTS (SELECT 1 FROM households_statusperiod p WHERE p.household_id = n.household_id AND p.voided_at IS NULL"
            " AND p.departure IN ('moved_away', 'died_out', 'merged') AND p.to_on < %s"
            " AND NOT EXISTS (SELECT 1 FROM households_statusperiod q WHERE q.household_id = n.household_id"
            " AND q.voided_at IS NULL AND q.from_on > p.to_on AND q.from_on <= %s))",
            [ward.pk, *([on] * 7)],
        )
        return marks + int(cursor.fetchone()[0])


def main() -> None:
    """Compare, measure and print."""
    reverse("home")  # installs the registers of the project
    ward = prepare()
    product = the_list(ward, ON)
    rows = product()
    must_equal("lacks of the ward", counted_by_hand(ward, ON), len(rows))
    samples = interleave({"baseline": bare(product), "product": product}, repeats=5, calls=2 if QUICK else 6, warm_up=1)
    print(json.dumps([asdict(slower("NEEDS", f"entitled but not served, {len(rows):,} lacks: bare SQL → product", samples, LIMIT))]))


if __name__ == "__main__":
    main()
