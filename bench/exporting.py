"""P6 as the measuring process sees it: naive and product in turns at 3,000 households, then the product alone at 300,000."""

import json
import statistics
from collections.abc import Iterator

from bench.databases import Database
from bench.results import AT_LEAST, AT_MOST, Goal, must_equal

REPEATS = 5


def measure(databases: dict[str, Database], wards: dict[str, str]) -> Iterator[Goal]:
    """The time against the naive export, and the growth of memory."""
    one, *hundred = databases
    first = {way: _run(databases[one], way, wards[one], "sample") for way in ("baseline", "product")}
    must_equal("exported households", first["baseline"]["sample"], first["product"]["sample"])
    runs = {way: [run] for way, run in first.items()}
    for _ in range(REPEATS - 1):
        for way, seen in runs.items():
            seen.append(_run(databases[one], way, wards[one]))
    yield _ratio("one ward", runs)
    for title in hundred:
        merged = _run(databases[title], "merge", wards[title])
        (databases[title].folder / "filled").unlink(missing_ok=True)
        large = {way: [_run(databases[title], way, wards[title])] for way in ("baseline", "product")}
        must_equal("number of exported households", merged["rows"], large["baseline"][0]["rows"])
        if large["product"][0]["rows"] < merged["rows"]:
            must_equal("number of exported households", merged["rows"], large["product"][0]["rows"])
        yield _ratio(f"{merged['rows']:,} households in one ward", large)
        small, big = runs["product"][0]["megabytes"], large["product"][0]["megabytes"]
        yield Goal("P6", "export, peak memory: 3,000 → 300,000 households", big / small, AT_MOST, 1.1, f"{small:.0f} MB", f"{big:.0f} MB")


def _ratio(title: str, runs: dict[str, list[dict]]) -> Goal:
    naive, product = (statistics.median(run["seconds"] for run in runs[way]) for way in ("baseline", "product"))
    memory = {way: max(run["megabytes"] for run in seen) for way, seen in runs.items()}
    cells = {way: f"{seconds:.1f} s, {memory[way]:.0f} MB" for way, seconds in (("baseline", naive), ("product", product))}
    return Goal("P6", f"export, {title}: naive openpyxl → product", naive / product, AT_LEAST, 2.5, cells["baseline"], cells["product"])


def _run(database: Database, *arguments: str) -> dict:
    return json.loads(database.run("-m", "bench.export", *arguments).splitlines()[-1])
