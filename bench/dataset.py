"""Fill a database: one invented ward, then exact copies of it as further wards, made by the database itself.

Copies instead of fresh inventions make 300,000 households load in minutes, and let one ward among a hundred be compared cell by
cell with the same ward alone. Run as ``python -m bench.dataset --wards 100 --households 3000``.
"""

import argparse
import json
import os
import time
from datetime import date
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
django.setup()

from django.core.management.color import no_style  # noqa: E402 the registry must stand first
from django.db import connection, models, transaction  # noqa: E402

from bench.names import PASSWORD, ward_code  # noqa: E402
from camphucnam.accounts.models import RoleGrant, User, Ward, WardProfile  # noqa: E402
from camphucnam.accounts.roles import Role  # noqa: E402
from camphucnam.office.demo.history import Chronicle, change_members  # noqa: E402
from camphucnam.office.demo.marks import settle_facts  # noqa: E402
from camphucnam.office.demo.needs import FactWriter  # noqa: E402
from camphucnam.office.demo.people import Inventor  # noqa: E402
from camphucnam.office.demo.register import RegisterWriter  # noqa: E402
from households import models as register  # noqa: E402

YEAR = 2025
SEED = 20231
N_GROUPS = 12
# In the order of their foreign keys.
COPIED = (
    register.ResidentialGroup,
    register.Household,
    register.HouseholdStay,
    register.Member,
    register.InsuranceCard,
    register.MemberFact,
    register.DwellingFact,
    register.Need,
    register.Decision,
    register.StatusPeriod,
    register.StatusRenewal,
    register.Assessment,
    register.PopulationBaseline,
)


def make_ward(number: int) -> Ward:
    """An empty ward with its names."""
    ward = Ward.objects.create(pk=number, code=ward_code(number), is_demo=True)
    WardProfile.objects.create(
        ward=ward,
        from_on=date(2000, 1, 1),
        name=f"phường Ví Dụ {number}",
        authority_name=f"ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ {number}",
        parent_name="ỦY BAN NHÂN DÂN TỈNH VÍ DỤ",
        place_name="Ví Dụ",
    )
    return ward


def fill(ward: Ward, n_households: int) -> None:
    """One ward of the demonstration with three years of history that end before today."""
    random = Random(SEED)
    inventor = Inventor(random, YEAR)
    n_groups = min(N_GROUPS, max(1, n_households // 10))
    homes = [inventor.home(n % n_groups, n // n_groups + 1) for n in range(n_households)]
    for home in homes:
        settle_facts(random, home, date(YEAR, 1, 1))
    chronicle = Chronicle(random, homes, YEAR)
    chronicle.write()
    change_members(random, inventor, homes, YEAR, n_groups)
    writer = RegisterWriter(ward, random, homes, chronicle, n_groups, YEAR)
    writer.write()
    FactWriter(Random(SEED), writer, None, {}, YEAR).write()


def copy_ward(source: Ward, targets: list[Ward]) -> None:
    """Copy the register of ``source`` into each target: keys are shifted, everything else is equal."""
    spans = {model: model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for model in COPIED}
    with connection.cursor() as cursor:
        for model in COPIED:
            for step, target in enumerate(targets, 1):
                cursor.execute(_copy_statement(model, spans, step, target.pk - source.pk))
        for statement in connection.ops.sequence_reset_sql(no_style(), list(COPIED)):
            cursor.execute(statement)


def _copy_statement(model: type[models.Model], spans: dict[type[models.Model], int], step: int, ward_shift: int) -> str:
    quote = connection.ops.quote_name
    read, write = [], []
    for field in model._meta.concrete_fields:
        column = quote(field.column)
        write.append(column)
        shift = spans[model] * step if field.primary_key else 0
        if isinstance(field, models.ForeignKey):
            shift = ward_shift if field.related_model is Ward else spans.get(field.related_model, 0) * step
        read.append(f"{column} + {shift}" if shift else column)
    table = quote(model._meta.db_table)
    # Only the rows of the first ward, whose keys come before all copies.
    return f"INSERT INTO {table} ({', '.join(write)}) SELECT {', '.join(read)} FROM {table} WHERE id <= {spans[model]}"


def add_officer(ward: Ward) -> User:
    """The officer of the ward; the user name is the ward's code in small letters."""
    officer = User.objects.create_user(ward.code.lower(), PASSWORD, full_name=f"Cán bộ Ví Dụ {ward.code}")
    RoleGrant.objects.create(user=officer, ward=ward, role=Role.OFFICER, from_on=date(2020, 1, 1))
    return officer


def settle() -> None:
    """What the server's own housekeeping would have done by the next morning."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


def build(n_wards: int, n_households: int) -> dict[str, object]:
    """Build everything; how many rows there are and how long it took."""
    started = time.perf_counter()
    with transaction.atomic():
        wards = [make_ward(number) for number in range(1, n_wards + 1)]
        fill(wards[0], n_households)
        copy_ward(wards[0], wards[1:])
        for ward in {wards[0].pk: wards[0], wards[n_wards // 2].pk: wards[n_wards // 2]}.values():
            add_officer(ward)
    settle()
    rows = {model.__name__: model.objects.count() for model in COPIED}
    return {"rows": rows, "seconds": round(time.perf_counter() - started, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--wards", type=int, default=1)
    parser.add_argument("--households", type=int, default=3000)
    asked = parser.parse_args()
    print(json.dumps(build(asked.wards, asked.households)))
