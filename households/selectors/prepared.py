"""Queries composed once and then only filled in: for the readings behind a ward's figures, composing costs more than running them."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Values that no register holds; they mark the places to fill in.
_FIRST_NUMBER = -1_000_000


class Prepared:
    """``Prepared(compose)(7, day)`` gives the rows of ``compose(7, day)``, which must be a query of ``values_list``.

    ``compose`` may only hand its arguments (keys and days) on to the query: it sees stand-ins, once per kind of database.
    Days of expressions come as text from SQLite, days of columns as dates everywhere.
    """

    def __init__(self, compose: Callable[..., QuerySet[Any, Any]]) -> None:
        self._compose = compose
        self._statement = lru_cache(maxsize=8)(self._composed)

    def __call__(self, *values: int | date) -> list[tuple[Any, ...]]:
        """The rows. One query."""
        sql, parameters, places = self._statement(connection.vendor, tuple(isinstance(value, date) for value in values))
        filled = list(parameters)
        for place, n in places:
            value = values[n]
            filled[place] = connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return cursor.fetchall()

    def _composed(self, _: str, are_days: tuple[bool, ...]) -> tuple[str, tuple[Any, ...], tuple[tuple[int, int], ...]]:
        marks = [date(1, 1, n + 1) if is_day else _FIRST_NUMBER - n for n, is_day in enumerate(are_days)]
        sql, parameters = self._compose(*marks).query.get_compiler(connection=connection).as_sql()
        known = {connection.ops.adapt_datefield_value(mark) if isinstance(mark, date) else mark: n for n, mark in enumerate(marks)}
        places = tuple((place, known[parameter]) for place, parameter in enumerate(parameters) if parameter in known)
        return sql, tuple(parameters), places
