"""P1 and P1d: the ward's workbook of 10,000 rows, by the product's own command and by django-import-export.

Every run fills a ward of its own in one database, so nothing is deleted between runs.
Run as ``python -m bench.imports``; prints goals as JSON.
"""

import io
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from itertools import count
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
django.setup()

from django.conf import settings  # noqa: E402 the registry must stand first
from django.core.management import call_command  # noqa: E402

from bench.baseline.importing import import_by_library, read_only_pass  # noqa: E402
from bench.dataset import make_ward  # noqa: E402
from bench.results import AT_MOST, EXACTLY, Goal, faster, milliseconds, must_equal  # noqa: E402
from bench.timing import interleave  # noqa: E402
from bench.workbooks import write_workbook  # noqa: E402
from camphucnam.accounts.models import Ward  # noqa: E402
from camphucnam.audit.models import AuditEvent  # noqa: E402
from households.models import Assessment, Household, HouseholdStay, Member, StatusPeriod  # noqa: E402

N_ROWS = 2_000 if os.environ.get("BENCH_QUICK") else 10_000
NUMBERS = count(1)


def new_ward() -> Ward:
    """An empty ward."""
    return make_ward(next(NUMBERS))


def import_by_product(path: Path, ward: Ward) -> dict:
    """Gate, child process, validation, plan, write, traces for the undo, log: what an officer gets."""
    printed = io.StringIO()
    call_command("import_households", str(path), "--ward", ward.code, "--json", "--commit", "--create-groups", stdout=printed)
    return json.loads(printed.getvalue())


def register_of(ward: Ward) -> dict[str, list]:
    """What stands in the register of a ward afterwards."""
    households = Household.objects.filter(ward=ward).order_by("code")
    members = Member.objects.filter(ward=ward).order_by("household__code", "sort_order")
    periods = StatusPeriod.objects.filter(household__ward=ward).order_by("household__code")
    assessments = Assessment.objects.filter(household__ward=ward).order_by("household__code")
    return {
        "households": list(households.values_list("code", "head_name", "group__name", "address", "poverty_causes")),
        "members": list(members.values_list("household__code", "full_name", "sex", "birth_on", "relation", "personal_id", "is_head")),
        "periods": list(periods.values_list("household__code", "household_class", "from_on", "decision__number", "opened_as")),
        "assessments": list(assessments.values_list("household__code", "assessed_on", "income_score", "deprived_mask")),
        "stays": list(HouseholdStay.objects.filter(household__ward=ward).order_by("household__code").values_list("household__code")),
    }


def n_rows_of(ward: Ward) -> int:
    """Rows of the register and the log of one ward."""
    return sum(map(len, register_of(ward).values())) + AuditEvent.objects.filter(ward_id=ward.pk).count()


def compare(official: Path, flat: Path) -> Ward:
    """Both ways give the same register, row by row; the ward filled by the product."""
    by_library, by_product = new_ward(), new_ward()
    import_by_library(flat, by_library)
    answer = import_by_product(official, by_product)
    must_equal("rows read", N_ROWS, answer["sheets"][0]["rows"])
    expected, found = register_of(by_library), register_of(by_product)
    for table, rows in expected.items():
        must_equal(table, rows, found[table])
    return by_product


def again(official: Path, ward: Ward) -> Goal:
    """The same file a second time."""
    before, rows = register_of(ward), n_rows_of(ward)
    answer = import_by_product(official, ward)
    must_equal("register after the second import", before, register_of(ward))
    changed = sum(answer[part][verb] for part in ("households", "members") for verb in ("created", "updated"))
    changed += sum(answer["status_periods"].values()) + abs(n_rows_of(ward) - rows)
    return Goal("P1d", f"the same {N_ROWS:,} rows again: rows and log lines changed", changed, EXACTLY, 0, unit="")


def contenders(official: Path, flat: Path) -> dict[str, Callable[[], object]]:
    """Each call fills a new ward."""
    return {
        "baseline": lambda: import_by_library(flat, new_ward()),
        "openpyxl": lambda: read_only_pass(official),
        "product": lambda: import_by_product(official, new_ward()),
    }


def main() -> None:
    """Compare, then time."""
    folder = Path(settings.VAR_DIR)
    official, flat = folder / "official.xlsx", folder / "flat.xlsx"
    write_workbook(official, N_ROWS, flat=False)
    write_workbook(flat, N_ROWS, flat=True)
    ward = compare(official, flat)
    goals = [again(official, ward)]
    samples = interleave(contenders(official, flat), repeats=5, warm_up=0)
    goals.append(faster("P1", f"import of {N_ROWS:,} rows: django-import-export → product", samples, 8.0))
    alone, product = samples["openpyxl"], samples["product"]
    goals.append(
        Goal(
            "P1",
            f"import of {N_ROWS:,} rows: openpyxl read-only alone → product",
            product.p50 / alone.p50,
            AT_MOST,
            3.0,
            milliseconds(alone),
            milliseconds(product),
        )
    )
    print(json.dumps([asdict(goal) for goal in goals]))


if __name__ == "__main__":
    main()
