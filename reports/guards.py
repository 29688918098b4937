"""What only the database can refuse: changing or removing an issued report, and moving the due days of an opened period."""

from django.db.backends.base.base import BaseDatabaseWrapper

ISSUED = "reports_issuedreport"
PERIOD = "reports_reportingperiod"
FROZEN = (
    "ward_id",
    "period_id",
    "snapshot",
    "sha256",
    "from_on",
    "cutoff_on",
    "is_provisional",
    "issued_at",
    "issued_by_id",
    "supersedes_id",
    "reason",
)
DUE = ("ward_id", "kind", "year", "number", "before", "last_day", "internal_due")
ISSUED_REFUSAL = "an issued report is never changed or removed"
DUE_REFUSAL = "due days of an opened period never move"


def _changed(columns: tuple[str, ...], operator: str) -> str:
    return " OR ".join(f"NEW.{column} {operator} OLD.{column}" for column in columns)


def _sqlite_trigger(name: str, verb: str, table: str, refusal: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"


def _postgresql_trigger(name: str, verb: str, table: str, refusal: str, when: str = "") -> str:
    each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
    condition = f" WHEN ({when})" if when else ""
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {each}{condition} EXECUTE FUNCTION reports_refuse('{refusal}')"


def _sqlite_install() -> list[str]:
    return [
        _sqlite_trigger("issued_no_update", "UPDATE", ISSUED, ISSUED_REFUSAL, _changed(FROZEN, "IS NOT")),
        _sqlite_trigger("issued_no_delete", "DELETE", ISSUED, ISSUED_REFUSAL),
        _sqlite_trigger("period_due_fixed", "UPDATE", PERIOD, DUE_REFUSAL, _changed(DUE, "IS NOT")),
    ]


def _postgresql_install() -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION reports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$",
        _postgresql_trigger("issued_no_update", "UPDATE", ISSUED, ISSUED_REFUSAL, _changed(FROZEN, "IS DISTINCT FROM")),
        _postgresql_trigger("issued_no_delete", "DELETE", ISSUED, ISSUED_REFUSAL),
        _postgresql_trigger("issued_no_truncate", "TRUNCATE", ISSUED, ISSUED_REFUSAL),
        _postgresql_trigger("period_due_fixed", "UPDATE", PERIOD, DUE_REFUSAL, _changed(DUE, "IS DISTINCT FROM")),
    ]


_SQLITE_REMOVE = [f"DROP TRIGGER IF EXISTS {name}" for name in ("issued_no_update", "issued_no_delete", "period_due_fixed")]
_POSTGRESQL_REMOVE = [
    f"DROP TRIGGER IF EXISTS issued_no_update ON {ISSUED}",
    f"DROP TRIGGER IF EXISTS issued_no_delete ON {ISSUED}",
    f"DROP TRIGGER IF EXISTS issued_no_truncate ON {ISSUED}",
    f"DROP TRIGGER IF EXISTS period_due_fixed ON {PERIOD}",
    "DROP FUNCTION IF EXISTS reports_refuse()",
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; KeyError on a database that has none here."""
    _run(connection, {"sqlite": _sqlite_install, "postgresql": _postgresql_install}[connection.vendor]())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: to take the migration back, and in test databases, which are emptied between tests."""
    _run(connection, {"sqlite": _SQLITE_REMOVE, "postgresql": _POSTGRESQL_REMOVE}[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
