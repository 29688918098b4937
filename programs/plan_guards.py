"""What only the database can refuse: changing a plan after it was issued. Plans that come from a data file follow the file.

A later migration that rebuilds one of these tables takes the triggers down before and puts them up again after it.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "an issued plan does not change"
PLAN = "programs_plan"
PAPER = "programs_planpaper"
ISSUED = "state <> 'draft' AND source_file = ''"
_PROGRAMME = "(SELECT plan_id FROM programs_programme WHERE id = {row}.programme_id)"
_PROJECT = "(SELECT g.plan_id FROM programs_project p JOIN programs_programme g ON g.id = p.programme_id WHERE p.id = {row}.project_id)"
_SUBPROJECT = (
    "(SELECT g.plan_id FROM programs_subproject s JOIN programs_project p ON p.id = s.project_id "
    "JOIN programs_programme g ON g.id = p.programme_id WHERE s.id = {row}.subproject_id)"
)
# Table → how its row leads to the plan.
PARTS = {
    "programs_plansection": "{row}.plan_id",
    "programs_legalbasis": "{row}.plan_id",
    "programs_recipient": "{row}.plan_id",
    "programs_reportingduty": "{row}.plan_id",
    "programs_programme": "{row}.plan_id",
    "programs_policy": "{row}.plan_id",
    "programs_beneficiaryrule": "{row}.plan_id",
    "programs_assignment": "{row}.plan_id",
    "programs_policy_owners": "(SELECT plan_id FROM programs_policy WHERE id = {row}.policy_id)",
    "programs_project": _PROGRAMME,
    "programs_subproject": _PROJECT,
    "programs_subprojectsection": _SUBPROJECT,
    "programs_supportcontent": _SUBPROJECT,
}
# How far a task has come is written all year; everything else of it is the plan's.
COLUMNS = {"programs_assignment": 'plan_id, agency_id, code, "order", kind, subproject_id, paragraph, text, retired_on'}
HEAD = (
    "ward_id, year, version_number, based_on_id, amend_reason, document_type, number, symbol, place, signed_on, title, intro, closing, "
    "issuing_lines, signing_lines"
)
EVENTS = (("new", "INSERT", "NEW"), ("change", "UPDATE", "OLD"), ("into", "UPDATE", "NEW"), ("delete", "DELETE", "OLD"))


def _when(path: str, row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {PLAN} WHERE id = {path.format(row=row)} AND {ISSUED})"  # noqa: S608 names of the callers only


def _event(table: str, event: str) -> str:
    return f"UPDATE OF {COLUMNS[table]}" if event == "UPDATE" and table in COLUMNS else event


STOP = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def _sqlite_part(table: str, path: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_issued_{name} BEFORE {_event(table, event)} ON {table} WHEN {_when(path, row)} {STOP}"
        for name, event, row in EVENTS
    ]


def _sqlite() -> list[str]:
    stop = STOP
    made = [statement for table, path in PARTS.items() for statement in _sqlite_part(table, path)]
    own = "OLD.state <> 'draft' AND OLD.source_file = ''"
    return [
        *made,
        f"CREATE TRIGGER {PLAN}_issued_change BEFORE UPDATE OF {HEAD} ON {PLAN} WHEN {own} {stop}",
        f"CREATE TRIGGER {PLAN}_issued_back BEFORE UPDATE OF state ON {PLAN} WHEN OLD.state <> 'draft' AND NEW.state = 'draft' {stop}",
        f"CREATE TRIGGER {PLAN}_issued_delete BEFORE DELETE ON {PLAN} WHEN {own} {stop}",
        f"CREATE TRIGGER {PAPER}_issued_change BEFORE UPDATE ON {PAPER} {stop}",
        f"CREATE TRIGGER {PAPER}_issued_delete BEFORE DELETE ON {PAPER} {stop}",
    ]


def _function(name: str, condition: str, row: str) -> str:
    body = f"IF {condition} THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN {row};"
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _guarded(table: str, name: str, event: str, condition: str, row: str) -> list[str]:
    made = f"{table}_issued_{name}"
    return [
        _function(made, condition, row),
        f"CREATE TRIGGER {made} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {made}()",
    ]


def _postgresql_part(table: str, path: str) -> list[str]:
    made: list[str] = []
    for name, event, row in EVENTS:
        made += _guarded(table, name, _event(table, event), _when(path, row), "OLD" if event == "DELETE" else "NEW")
    return made


def _postgresql() -> list[str]:
    made = [statement for table, path in PARTS.items() for statement in _postgresql_part(table, path)]
    own = "OLD.state <> 'draft' AND OLD.source_file = ''"
    made += _guarded(PLAN, "change", f"UPDATE OF {HEAD}", own, "NEW")
    made += _guarded(PLAN, "back", "UPDATE OF state", "OLD.state <> 'draft' AND NEW.state = 'draft'", "NEW")
    made += _guarded(PLAN, "delete", "DELETE", own, "OLD")
    made += _guarded(PAPER, "change", "UPDATE", "true", "NEW")
    return made + _guarded(PAPER, "delete", "DELETE", "true", "OLD")


def _part_names(table: str) -> list[tuple[str, str]]:
    return [(f"{table}_issued_{name}", table) for name, _, _ in EVENTS]


def _names() -> list[tuple[str, str]]:
    found = [name for table in PARTS for name in _part_names(table)]
    found += [(f"{PLAN}_issued_{name}", PLAN) for name in ("change", "back", "delete")]
    return found + [(f"{PAPER}_issued_{name}", PAPER) for name in ("change", "delete")]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    _run(connection, {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    _drop(connection, _names())


def install_part(connection: BaseDatabaseWrapper, table: str, path: str) -> None:
    """Refuse changes to rows of an issued plan in a table of a higher application; ``path``: how ``{row}`` leads to the plan."""
    _run(connection, {"sqlite": _sqlite_part, "postgresql": _postgresql_part}[connection.vendor](table, path))


def remove_part(connection: BaseDatabaseWrapper, table: str) -> None:
    """Drop the triggers of such a table."""
    _drop(connection, _part_names(table))


def _drop(connection: BaseDatabaseWrapper, names: list[tuple[str, str]]) -> None:
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name, _ in names])
        return
    _run(connection, [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in names])
    _run(connection, [f"DROP FUNCTION IF EXISTS {name}()" for name, _ in names])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
