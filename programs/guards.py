"""What only the database can refuse: changing or removing a progress note."""

from django.db.backends.base.base import BaseDatabaseWrapper

from programs import plan_guards

TABLE = "programs_progressnote"
REFUSAL = "progress notes are append-only"

_SQLITE_INSTALL = [
    f"CREATE TRIGGER progress_note_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER progress_note_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
]
_SQLITE_REMOVE = ["DROP TRIGGER IF EXISTS progress_note_no_update", "DROP TRIGGER IF EXISTS progress_note_no_delete"]
_POSTGRESQL_INSTALL = [
    f"CREATE OR REPLACE FUNCTION progress_note_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    f"CREATE TRIGGER progress_note_no_change BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION progress_note_refuse()",
    f"CREATE TRIGGER progress_note_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION progress_note_refuse()",
]
_POSTGRESQL_REMOVE = [
    f"DROP TRIGGER IF EXISTS progress_note_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS progress_note_no_truncate ON {TABLE}",
    "DROP FUNCTION IF EXISTS progress_note_refuse()",
]
_STATEMENTS = {"sqlite": (_SQLITE_INSTALL, _SQLITE_REMOVE), "postgresql": (_POSTGRESQL_INSTALL, _POSTGRESQL_REMOVE)}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    _run(connection, _STATEMENTS[connection.vendor][0])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: to take the migration back, and in test databases, which are emptied between tests."""
    _run(connection, _STATEMENTS[connection.vendor][1])
    plan_guards.remove(connection)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
