"""The floor of the household list: one statement written by hand and strings joined; no sign-in, no scope, no template, no log."""

import unicodedata
from datetime import date
from html import escape

from django.db import connection
from django.utils import timezone

from households.models import Household, Member
from households.selectors.household_filter import first_start_inside

LIST_SQL = """
SELECT s.code, s.head_name, g.name, s.household_class, s.from_on,
  COALESCE((SELECT d.number FROM households_statusrenewal r JOIN households_decision d ON d.id = r.decision_id
            WHERE r.period_id = s.period AND r.effective_on <= %(day)s ORDER BY r.effective_on DESC LIMIT 1),
           (SELECT d.number FROM households_decision d WHERE d.id = s.decision_id)),
  (SELECT a.deprived_mask FROM households_assessment a
   WHERE a.household_id = s.id AND a.voided_at IS NULL AND a.assessed_on <= %(day)s ORDER BY a.assessed_on DESC LIMIT 1),
  (SELECT count(*) FROM households_member m WHERE m.household_id = s.id
   AND (m.joined_on IS NULL OR m.joined_on <= %(day)s) AND (m.left_on IS NULL OR m.left_on > %(day)s)),
  s.total
FROM (
  SELECT h.id, h.code, h.head_name, h.head_sort_key, h.group_id, p.id AS period, p.household_class, p.from_on, p.decision_id,
    count(*) OVER () AS total
  FROM households_household h
  JOIN households_statusperiod p ON p.household_id = h.id AND p.voided_at IS NULL
    AND p.from_on <= %(day)s AND (p.to_on IS NULL OR p.to_on >= %(day)s)
  WHERE p.ward_id = %(ward)s AND (p.household_class IN ('poor', 'near_poor')
    OR (p.opened_as IN ('escaped_poverty', 'escaped_near_poverty') AND p.from_on >= %(start)s))
  ORDER BY h.head_sort_key, h.code LIMIT 50 OFFSET %(offset)s
) s JOIN households_residentialgroup g ON g.id = s.group_id
ORDER BY s.head_sort_key, s.code
"""
LABELS = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo", "not_poor": "Hộ không nghèo"}
START: dict[date, date] = {}


def without_accents(text: str) -> str:
    """Small letters without marks, on purpose not by the product's own function."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    return plain.lower().replace("đ", "d")


def raw_rows(ward: int, page: int) -> list[tuple]:
    """Code, head, group, class, since, decision, mask of deprivations, persons, and the number of all."""
    day = timezone.localdate()
    if day not in START:
        START[day] = first_start_inside(day)
    with connection.cursor() as cursor:
        cursor.execute(LIST_SQL, {"day": day, "ward": ward, "start": START[day], "offset": 50 * (page - 1)})
        return cursor.fetchall()


def raw_page(ward: int, page: int) -> str:
    """Fifty rows of eight columns."""
    rows = raw_rows(ward, page)
    lines = [
        f"<tr><td>{code}</td><td>{escape(head)}</td><td>{escape(group)}</td><td>{LABELS[cls]}</td><td>{since}</td>"
        f"<td>{escape(decision or '')}</td><td>{(mask or 0).bit_count()}</td><td>{persons}</td></tr>"
        for code, head, group, cls, since, decision, mask, persons, _ in rows
    ]
    total = rows[0][-1] if rows else 0
    return f"<!DOCTYPE html><title>{total}</title><table><tbody>{''.join(lines)}</tbody></table>"


def names_of(ward: int) -> str:
    """A line for every household: code, tab, the folded names of its head and members, read without any index of the search."""
    names: dict[str, list[str]] = {}
    for code, head in Household.objects.filter(ward=ward).values_list("code", "head_name"):
        names[code] = [head]
    for code, name in Member.objects.filter(household__ward=ward).order_by().values_list("household__code", "full_name"):
        names[code].append(name)
    return "\n".join(f"{code}\t{without_accents(' '.join([code, *found]))}" for code, found in names.items())
