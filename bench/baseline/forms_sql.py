"""Forms 1 to 3 of one ward by bare SQL: six statements by hand and the cells put where they are printed; no checks."""

from collections import Counter
from datetime import date

from django.db import connection

# Who belongs to a household on the day {day}, and the group in which it lived.
_PERSONS = """(SELECT count(*) FROM households_member m WHERE m.household_id = {household}
 AND (m.joined_on IS NULL OR m.joined_on <= {day}) AND (m.left_on IS NULL OR m.left_on > {day}))"""
_LIVED = """JOIN households_householdstay s{n} ON s{n}.household_id = {household}
 AND (s{n}.from_on IS NULL OR s{n}.from_on <= {day}) AND (s{n}.to_on IS NULL OR s{n}.to_on >= {day})"""
_COVERS = "{p}.voided_at IS NULL AND {p}.from_on <= {day} AND ({p}.to_on IS NULL OR {p}.to_on >= {day})"

STOCK_SQL = f"""
SELECT p.household_class, s1.group_id, count(*), sum({_PERSONS.format(household="p.household_id", day="%(day)s")})
FROM households_statusperiod p
{_LIVED.format(n=1, household="p.household_id", day="%(day)s")}
WHERE p.ward_id = %(ward)s AND p.household_class IN ('poor', 'near_poor') AND {_COVERS.format(p="p", day="%(day)s")}
GROUP BY 1, 2
"""
# Periods that begin inside, beside the class of the evening before; then standing periods that nothing follows.
BEGUN_SQL = f"""
SELECT old.household_class, p.household_class, p.opened_as, s1.group_id, s2.group_id, count(*),
  sum({_PERSONS.format(household="p.household_id", day="{eve}")}), sum({_PERSONS.format(household="p.household_id", day="p.from_on")})
FROM households_statusperiod p
LEFT JOIN households_statusperiod old ON old.household_id = p.household_id AND {_COVERS.format(p="old", day="{eve}")}
{_LIVED.format(n=1, household="p.household_id", day="{eve}")}
{_LIVED.format(n=2, household="p.household_id", day="p.from_on")}
WHERE p.ward_id = %(ward)s AND p.voided_at IS NULL AND p.from_on BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2, 3, 4, 5
"""
ENDED_SQL = f"""
SELECT p.household_class, s1.group_id, count(*), sum({_PERSONS.format(household="p.household_id", day="p.to_on")})
FROM households_statusperiod p
{_LIVED.format(n=1, household="p.household_id", day="p.to_on")}
WHERE p.ward_id = %(ward)s AND p.voided_at IS NULL AND p.household_class IN ('poor', 'near_poor')
  AND p.to_on BETWEEN %(eve)s AND %(eve_of_last)s
  AND NOT EXISTS (SELECT 1 FROM households_statusperiod n WHERE n.household_id = p.household_id AND n.voided_at IS NULL
    AND n.from_on = {{next}})
GROUP BY 1, 2
"""
MOVED_SQL = f"""
SELECT p.household_class, old.group_id, s.group_id, count(*), sum({_PERSONS.format(household="p.household_id", day="{eve}")})
FROM households_statusperiod p
JOIN households_householdstay s ON s.household_id = p.household_id AND {_COVERS.format(p="p", day="s.from_on")}
JOIN households_householdstay old ON old.household_id = s.household_id AND old.to_on = {{eve}} AND old.group_id <> s.group_id
JOIN households_statusperiod q ON q.household_id = s.household_id AND {_COVERS.format(p="q", day="{eve}")}
WHERE p.ward_id = %(ward)s AND s.from_on BETWEEN %(first)s AND %(last)s
  AND p.household_class IN ('poor', 'near_poor') AND q.household_class IN ('poor', 'near_poor')
GROUP BY 1, 2, 3
"""
CHANGED_SQL = f"""
SELECT p.household_class, s1.group_id, count(*)
FROM households_statusperiod p JOIN households_member m ON m.household_id = p.household_id AND {_COVERS.format(p="p", day="m.{column}")}
JOIN households_statusperiod q ON q.household_id = m.household_id AND {_COVERS.format(p="q", day="{eve}")}
{_LIVED.format(n=1, household="m.household_id", day="m.{column}")}
WHERE p.ward_id = %(ward)s AND m.{{column}} BETWEEN %(first)s AND %(last)s
  AND p.household_class IN ('poor', 'near_poor') AND q.household_class IN ('poor', 'near_poor')
  AND (m.joined_on IS NULL OR m.left_on IS NULL OR m.joined_on < m.left_on)
GROUP BY 1, 2
"""
BASELINE_SQL = """
SELECT b.group_id, b.n_households, b.n_persons FROM households_populationbaseline b
JOIN households_residentialgroup g ON g.id = b.group_id
WHERE g.ward_id = %(ward)s AND b."on" = (
  SELECT max(c."on") FROM households_populationbaseline c WHERE c.group_id = b.group_id AND c."on" <= %(last)s)
"""
LEAVING = {("poor", "near_poor"): 2, ("near_poor", "poor"): 3, ("poor", "not_poor"): 3, ("near_poor", "not_poor"): 2}
ENTERING = {"relapse": 6, "new": 7}
STANDING = ("poor", "near_poor")
OPENING, OTHER_OUT, FROM_OTHER, OTHER_IN, CLOSING = 1, 4, 5, 8, 9

# (form or "stock", group, column, "households" or "persons") → number
Cells = Counter[tuple[str, int, int, str]]


def _eve(column: str) -> str:
    return f"date({column}, '-1 day')" if connection.vendor == "sqlite" else f"({column} - 1)"


def _day_after(column: str) -> str:
    return f"date({column}, '+1 day')" if connection.vendor == "sqlite" else f"({column} + 1)"


def forms_1_to_3(  # noqa: C901 one statement after the other
    ward: int, eve: date, first: date, last: date, eve_of_last: date
) -> tuple[Cells, dict[int, tuple[int, int]]]:
    """Cells of forms 2 and 3 by class of the table (form 1 repeats their closing column), and the baselines of the groups."""
    days = {"ward": ward, "eve": eve, "first": first, "last": last, "eve_of_last": eve_of_last}
    cells: Cells = Counter()

    def add(table: str, group: int, column: int, households: int, persons: int) -> None:
        cells[table, group, column, "households"] += households
        cells[table, group, column, "persons"] += persons

    with connection.cursor() as cursor:
        for day, column in ((eve, OPENING), (last, CLOSING)):
            cursor.execute(STOCK_SQL, days | {"day": day})
            for table, group, households, persons in cursor.fetchall():
                add(table, group, column, households, persons)
        cursor.execute(BEGUN_SQL.format(eve=_eve("p.from_on")), days)
        for row in cursor.fetchall():
            _begun(add, *row)
        cursor.execute(ENDED_SQL.format(next=_day_after("p.to_on")), days)
        for table, group, households, persons in cursor.fetchall():
            add(table, group, OTHER_OUT, households, persons)
        cursor.execute(MOVED_SQL.format(eve=_eve("s.from_on")), days)
        for table, old_group, group, households, persons in cursor.fetchall():
            add(table, old_group, OTHER_OUT, households, persons)
            add(table, group, OTHER_IN, households, persons)
        for member_column, column in (("joined_on", OTHER_IN), ("left_on", OTHER_OUT)):
            cursor.execute(CHANGED_SQL.format(column=member_column, eve=_eve(f"m.{member_column}")), days)
            for table, group, persons in cursor.fetchall():
                add(table, group, column, 0, persons)
        cursor.execute(BASELINE_SQL, days)
        baselines = {group: (households, persons) for group, households, persons in cursor.fetchall()}
    return cells, baselines


def _begun(
    add: object, old: str | None, new: str, opened_as: str, old_group: int, new_group: int, households: int, before: int, on_day: int
) -> None:
    if old not in STANDING:
        if new in STANDING:
            add(new, new_group, ENTERING.get(opened_as, OTHER_IN), households, on_day)
        return
    if old != new:
        add(old, old_group, LEAVING[old, new], households, before)
        if new in STANDING:
            add(new, old_group, FROM_OTHER, households, before)
