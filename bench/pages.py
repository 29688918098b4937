"""Pages over loopback: the product with everything on against the raw page, Django's admin, and itself beside ninety-nine other wards."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from bench.databases import Database
from bench.names import CHANGELIST, PASSWORD, ward_code
from bench.results import AT_MOST, Goal, Unequal, faster, milliseconds, must_equal, slower
from bench.servers import BASELINE, Person, Server, table_rows
from bench.timing import Sample, interleave

LIST, EVERYONE = "/ho/", "/ho/?pham_vi=tat_ca"
SOUGHT = "Ví Dụ Đình Đức"  # an invented name with accents and đ
SOUGHT_WORDS = "vi du dinh duc"
PER_PAGE = 50
CODE, HEAD, GROUP, SINCE, DECISION, DEPRIVED, PERSONS = 0, 1, 2, 4, 5, 7, 8


@dataclass(frozen=True, slots=True)
class Place:
    """A data set, the ward in it that is looked at, and its two servers."""

    title: str
    ward: int
    product: Person
    baseline: Person

    def raw(self, page: int = 1) -> str:
        return self.baseline.page(f"/raw?ward={self.ward}&page={page}")

    def admin(self, query: str = "") -> str:
        return self.baseline.page(f"{CHANGELIST}?{query}")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure."""

    repeats: int = 5
    calls: int = 30


def measure(databases: dict[str, Database], wards: dict[str, int], effort: Effort) -> Iterator[Goal]:
    """Goals of the pages. ``databases`` holds "one ward" and, unless it is the quick run, "100 wards"."""
    with ExitStack() as stack:
        places = [_open(stack, title, database, wards[title]) for title, database in databases.items()]
        for place in places:
            yield from _list_against_raw(place, effort)
            yield from _list_against_admin(place, effort)
            yield from _search_against_admin(place, effort)
        if len(places) == 2:
            yield from _growth(*places, effort)


def _open(stack: ExitStack, title: str, database: Database, ward: int) -> Place:
    product = Person(stack.enter_context(Server(database))).sign_in(ward_code(ward).lower(), PASSWORD)
    baseline = Person(stack.enter_context(Server(database, BASELINE)))
    baseline.cookies = dict(product.cookies)  # one session table, one key
    return Place(title, ward, product, baseline)


def _list_against_raw(place: Place, effort: Effort) -> Iterator[Goal]:
    def shown(page: str) -> list[tuple[str, ...]]:
        return [
            (row[CODE], row[HEAD], row[GROUP], row[SINCE], row[DECISION], row[DEPRIVED].partition("/")[0], row[PERSONS])
            for row in table_rows(page)
        ]

    def by_hand(page: str) -> list[tuple[str, ...]]:
        rows = table_rows(page)
        return [(code, head, group, date.fromisoformat(since).strftime("%d/%m/%Y"), *rest) for code, head, group, _, since, *rest in rows]

    expected = by_hand(place.raw())
    if len(expected) != PER_PAGE:
        raise Unequal(f"the raw page has {len(expected)} rows")
    must_equal("rows of the list", expected, shown(place.product.page(LIST)))
    samples = interleave(
        {"baseline": place.raw, "product": lambda: place.product.page(LIST)}, repeats=effort.repeats, calls=effort.calls, warm_up=5
    )
    yield slower("P2", f"household list, {place.title}: raw SQL page → product", samples, 3.0)


def _list_against_admin(place: Place, effort: Effort) -> Iterator[Goal]:
    of_ward = f"ward__id__exact={place.ward}"

    def admin_codes(page: str) -> list[str]:
        return [row[0] for row in table_rows(page)]

    must_equal("households of the list", admin_codes(place.admin(of_ward)), [row[CODE] for row in table_rows(place.product.page(EVERYONE))])
    contenders = {
        "baseline": lambda: place.admin(of_ward),
        "whole": place.admin,
        "product": lambda: place.product.page(EVERYONE),
    }
    samples = interleave(contenders, repeats=effort.repeats, calls=max(3, effort.calls // 5), warm_up=2)
    yield faster("P2b", f"household list, {place.title}: admin filtered to the ward → product", samples, 8.0)
    if place.ward > 1:
        yield faster("P2b", f"household list, {place.title}: admin of all households → product", samples, 30.0, baseline="whole")


def _search_against_admin(place: Place, effort: Effort) -> Iterator[Goal]:
    search = f"{EVERYONE}&q={'+'.join(SOUGHT_WORDS.split())}"
    accented = "+".join(SOUGHT.split())
    found = _all_codes(place.product, search)
    everyone = {code for code, names in _full_scan(place) if all(word in names for word in SOUGHT_WORDS.split())}
    must_equal("hits of the search and of a full scan", sorted(everyone), sorted(found))
    contenders = {
        "baseline": lambda: place.admin(f"q={_quoted(accented)}"),
        "product": lambda: place.product.page(search),
    }
    samples = interleave(contenders, repeats=effort.repeats, calls=max(3, effort.calls // 5), warm_up=2)
    goal = 15.0 if place.ward > 1 else None
    yield faster("P7", f"search without accents, {place.title} ({len(found)} hits): admin search → product", samples, goal)


def _all_codes(person: Person, path: str) -> set[str]:
    """Codes on every page of a list."""
    found: set[str] = set()
    for number in range(1, 1000):
        rows = table_rows(person.page(f"{path}&trang={number}"))
        found |= {row[CODE] for row in rows}
        if len(rows) < PER_PAGE:
            break
    return found


def _quoted(text: str) -> str:
    return "".join(char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in text)


def _full_scan(place: Place) -> Iterator[tuple[str, str]]:
    """Code and folded names of every household of the ward, from the baseline server."""
    for line in place.baseline.page(f"/names?ward={place.ward}").splitlines():
        code, _, names = line.partition("\t")
        yield code, names


def _growth(small: Place, large: Place, effort: Effort) -> Iterator[Goal]:
    """The same ward alone and among a hundred: equal figures first, then equal time."""
    last = f"{EVERYONE}&trang=60"
    pages = {"list, first page": LIST, "all households, last page": last, **_own_pages(small, large)}
    worst: tuple[float, str, dict[str, Sample]] | None = None
    for name, path in pages.items():
        must_equal(f"rows of {path}", table_rows(small.product.page(path)), table_rows(large.product.page(path)))
        contenders = {"baseline": lambda path=path: small.product.page(path), "product": lambda path=path: large.product.page(path)}
        samples = interleave(contenders, repeats=effort.repeats, calls=effort.calls, warm_up=3)
        if path in (LIST, last):
            a, b = samples["baseline"], samples["product"]
            growth = b.percentile(95) / a.percentile(95)
            yield Goal("P2c", f"{name}: one ward → among 100, p95", growth, AT_MOST, 1.5, milliseconds(a), milliseconds(b))
        yield (goal := slower("BESIDE", f"{name}: one ward → among 100", samples, 1.2))
        if worst is None or goal.value > worst[0]:
            worst = (goal.value, name, samples)


def _own_pages(small: Place, large: Place) -> dict[str, str]:
    """Main pages of an officer that both servers have."""
    code = table_rows(small.product.page(LIST))[0][CODE]
    wished = {
        "household page": f"/ho/{code}/",
        "first page of the officer": "/",
        "inbox": "/bien-co/",
        "targets": "/chi-tieu/",
        "dashboard": "/tong-quan/",
        "reports of the year": "/bao-cao/",
    }
    return {name: path for name, path in wished.items() if all(place.product.fetch(path).status == 200 for place in (small, large))}
