"""``python -m bench``: build the data sets, measure product and baselines in turns, print every ratio beside its goal."""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Iterator

from bench import exporting, pages
from bench.databases import FOLDER, Database, Failed, engines
from bench.results import Goal, Unequal, table, write_json

ONE, HUNDRED = "one ward", "100 wards"
HOUSEHOLDS, N_WARDS = 3000, 100
MIDDLE_WARD = N_WARDS // 2 + 1
# Goal ids → the part of the benchmark that measures them.
PARTS = {
    "pages": ("P2", "P2b", "P2c", "P7", "BESIDE"),
    "queries": ("P2d",),
    "forms": ("FORMS",),
    "imports": ("P1", "P1d"),
    "reports": ("P5", "P5b", "P5e"),
    "export": ("P6",),
    "unserved": ("NEEDS",),
}

# Parts that write: they begin with an empty database.
OWN_DATABASE = {"imports": "bench_import", "queries": "bench_small", "reports": "bench_report", "unserved": "bench_unserved"}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="3,000 households on SQLite only, fewer repeats")
    parser.add_argument("--only", default="", help="ids or parts to measure, separated by commas: P2, P7, imports …")
    parser.add_argument("--database", default="all", choices=("all", "sqlite", "postgresql"))
    parser.add_argument("--keep", action="store_true", help="keep and reuse the databases")
    return parser.parse_args()


def wanted_parts(only: str) -> list[str]:
    """The parts that the ids ask for; SystemExit for an unknown id."""
    asked = [word.strip() for word in only.split(",") if word.strip()]
    known = {ident: part for part, idents in PARTS.items() for ident in (*idents, part)}
    unknown = [word for word in asked if word not in known]
    if unknown:
        raise SystemExit(f"bench: unknown {', '.join(unknown)}. Known: {', '.join(known)}.")
    return [part for part in PARTS if not asked or part in {known[word] for word in asked}]


def data_sets(engine: str, options: argparse.Namespace) -> dict[str, Database]:
    """The filled databases of one engine."""
    sizes = {ONE: (Database(engine, "bench_ward"), 1)}
    if not options.quick:
        sizes[HUNDRED] = (Database(engine, "bench_province"), N_WARDS)
    for title, (database, n_wards) in sizes.items():
        if options.keep and (database.folder / "filled").exists():
            continue
        started = time.perf_counter()
        database.create()
        built = json.loads(database.run("-m", "bench.dataset", "--wards", str(n_wards), "--households", str(HOUSEHOLDS)))
        (database.folder / "filled").touch()
        rows, seconds = built["rows"], time.perf_counter() - started
        say(f"{engine}, {title}: {rows['Household']:,} households, {rows['Member']:,} members in {seconds:.0f} s")
    return {title: database for title, (database, _) in sizes.items()}


def measure(part: str, databases: dict[str, Database], options: argparse.Namespace) -> Iterator[Goal]:
    """Goals of one part on one engine."""
    wards = {ONE: 1, HUNDRED: MIDDLE_WARD}
    say(f"{next(iter(databases.values())).engine}: {part} …")
    if part == "pages":
        yield from pages.measure(databases, wards, pages.Effort(calls=12 if options.quick else 30))
    elif part == "export":
        yield from exporting.measure(databases, {title: f"W{ward:03d}" for title, ward in wards.items()})
    else:
        yield from in_process(part, databases, wards, options)


def in_process(part: str, databases: dict[str, Database], wards: dict[str, int], options: argparse.Namespace) -> Iterator[Goal]:
    """Parts that run inside a process of their own on the database; they print their goals as JSON."""
    if part in OWN_DATABASE:
        empty = Database(next(iter(databases.values())).engine, OWN_DATABASE[part])
        empty.create()
        databases = {ONE: empty}
    for title, database in databases.items():
        printed = database.run("-m", f"bench.{part}", f"W{wards[title]:03d}", BENCH_QUICK="1" if options.quick else "")
        for line in json.loads(printed.splitlines()[-1]):
            yield Goal(**line)


def say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


def main() -> int:
    """0 when everything was measured, whatever the ratios; 1 when a result was not equal to its baseline's."""
    options = arguments()
    goals: list[Goal] = []
    failures: list[str] = []
    for engine in engines("sqlite" if options.quick else options.database):
        try:
            databases = data_sets(engine, options)
            for part in wanted_parts(options.only):
                try:
                    for goal in measure(part, databases, options):
                        goal.engine = engine
                        goals.append(goal)
                        say("  ".join(goal.cells()))
                except (Unequal, Failed) as fault:
                    failures.append(f"{engine}, {part}: {fault}")
                    say(failures[-1])
        finally:
            if not options.keep:
                for name in ("bench_ward", "bench_province", *OWN_DATABASE.values()):
                    Database(engine, name).drop()
    print(table(goals))
    missed = [f"{goal.ident} {goal.engine}" for goal in goals if goal.holds is False]
    kept = sum(goal.holds is True for goal in goals)
    print(f"\n{kept} goals hold, {len(missed)} are missed{': ' + ', '.join(missed) if missed else ''}.")
    about = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "quick": options.quick,
        "households": HOUSEHOLDS,
        "wards": N_WARDS,
    }
    write_json(FOLDER / "results.json", goals, about | {"failures": failures})
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
