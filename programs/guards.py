"""What only the database can refuse: changing or removing a progress note."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "programs_progressnote"
SQLITE = """
CREATE TRIGGER progress_note_no_{verb} BEFORE {verb} ON programs_progressnote
BEGIN SELECT RAISE(ABORT, 'progress_note_append_only'); END
"""
POSTGRESQL = """
CREATE FUNCTION progress_note_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN RAISE EXCEPTION 'progress_note_append_only'; END $body$;
CREATE TRIGGER progress_note_append_only BEFORE UPDATE OR DELETE ON programs_progressnote
FOR EACH ROW EXECUTE FUNCTION progress_note_append_only()
"""


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the guard to the current database."""
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(verb=verb))
    else:
        schema_editor.execute(POSTGRESQL)


def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard off again."""
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS progress_note_no_{verb}")
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS progress_note_append_only ON {TABLE}")
        schema_editor.execute("DROP FUNCTION IF EXISTS progress_note_append_only()")
