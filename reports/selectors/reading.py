"""One consistent reading of the database for a report."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import connection, transaction


@contextmanager
def one_reading() -> Iterator[None]:
    """A transaction in which every query sees the same state, also while others write.

    SQLite gives that by itself, and is not asked for its write lock; PostgreSQL is asked for REPEATABLE READ. Inside a
    transaction of the caller nothing begins.
    """
    if connection.in_atomic_block:
        yield
        return
    with _begun_for_reading():
        yield


@contextmanager
def _begun_for_reading() -> Iterator[None]:
    writing = getattr(connection, "transaction_mode", None)
    atomic = transaction.atomic()
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # of the SQLite backend
    try:
        atomic.__enter__()
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = writing  # type: ignore[attr-defined]
    with ExitStack() as stack:
        stack.push(atomic)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def one_state() -> Iterator[None]:
    """A transaction that may write, in which every query sees the state at its beginning and its own writes; a savepoint inside another."""
    fresh = not connection.in_atomic_block
    with transaction.atomic():
        if fresh and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
