"""What only the database can refuse: overlapping status periods of one household."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE TRIGGER period_no_overlap_{verb} BEFORE {event} ON households_statusperiod
WHEN NEW.voided_at IS NULL AND EXISTS (
  SELECT 1 FROM households_statusperiod other
  WHERE other.household_id = NEW.household_id AND other.voided_at IS NULL AND other.id IS NOT NEW.id
    AND other.from_on <= COALESCE(NEW.to_on, '9999-12-31') AND COALESCE(other.to_on, '9999-12-31') >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'period_no_overlap'); END
"""
POSTGRESQL = """
ALTER TABLE households_statusperiod ADD CONSTRAINT period_no_overlap
EXCLUDE USING gist (int8range(household_id, household_id, '[]') WITH &&, daterange(from_on, to_on, '[]') WITH &&)
WHERE (voided_at IS NULL)
"""
OVERLAP_MESSAGE = "Khoảng thời gian này trùng với một phân loại khác của hộ."


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the guard to the current database."""
    if schema_editor.connection.vendor == "sqlite":
        for verb, event in (("insert", "INSERT"), ("update", "UPDATE")):
            schema_editor.execute(SQLITE.format(verb=verb, event=event))
    else:
        schema_editor.execute(POSTGRESQL)


def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard off again."""
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS period_no_overlap_{verb}")
    else:
        schema_editor.execute("ALTER TABLE households_statusperiod DROP CONSTRAINT IF EXISTS period_no_overlap")
