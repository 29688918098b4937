"""Pages must ask the database the same number of questions for ten rows and for a thousand."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, url: str) -> list[str]:
    """The statements of one page, after a first visit has filled caches of the process."""
    assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return [query["sql"] for query in captured.captured_queries]


def assert_constant_queries(
    client: Client, url: str, grow: Callable[[int], object], *, few: int = 3, many: int = 25, at_most: int = 0
) -> None:
    """``grow(n)`` adds n rows that the page shows. ``at_most`` also limits the number itself."""
    grow(few)
    before = queries_of(client, url)
    grow(many)
    after = queries_of(client, url)
    new = "\n".join(after)
    assert len(after) == len(before), f"{url}: {len(before)} queries with {few} rows, {len(after)} with {few + many}:\n{new}"
    assert not at_most or len(after) <= at_most, f"{url}: {len(after)} queries, at most {at_most} wanted:\n{new}"
