"""What only the database can refuse: changing or removing a progress note, a comment, a reminder."""

from django.db.backends.base.base import BaseDatabaseWrapper

from programs import plan_guards

NOTES = "programs_progressnote"
EXCHANGES = ("programs_assignmentcomment", "programs_assignmentnudge")
REFUSAL = "progress notes, comments and reminders are append-only"
NAMES = {NOTES: "progress_note", EXCHANGES[0]: "assignment_comment", EXCHANGES[1]: "assignment_nudge"}


def _installing(vendor: str, table: str) -> list[str]:
    name = NAMES[table]
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_refuse()",
        f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}_refuse()",
    ]


def _removing(vendor: str, table: str) -> list[str]:
    name = NAMES[table]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}_no_{verb}" for verb in ("update", "delete")]
    return [
        f"DROP TRIGGER IF EXISTS {name}_no_change ON {table}",
        f"DROP TRIGGER IF EXISTS {name}_no_truncate ON {table}",
        f"DROP FUNCTION IF EXISTS {name}_refuse()",
    ]


def install(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """Create the triggers of these tables; of all without one."""
    for table in tables or tuple(NAMES):
        _run(connection, _installing(connection.vendor, table))


def remove(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """Drop the triggers: to take a migration back, and in test databases, which are emptied between tests."""
    for table in tables or tuple(NAMES):
        _run(connection, _removing(connection.vendor, table))
    if not tables:
        plan_guards.remove(connection)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
