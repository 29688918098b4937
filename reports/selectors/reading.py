"""One consistent reading of the database for a report."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_reading() -> Iterator[None]:
    """A transaction in which every query sees the same state, also while others write.

    SQLite gives that by itself; PostgreSQL is asked for REPEATABLE READ, unless the caller's transaction has begun already.
    """
    fresh = not connection.in_atomic_block
    with transaction.atomic():
        if fresh and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
