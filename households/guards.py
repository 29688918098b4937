"""What only the database can refuse: overlapping status periods of one household, and rows that name another ward than their household."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OVERLAP_SQLITE = """
CREATE TRIGGER period_no_overlap_{verb} BEFORE {event} ON households_statusperiod
WHEN NEW.voided_at IS NULL AND EXISTS (
  SELECT 1 FROM households_statusperiod other
  WHERE other.household_id = NEW.household_id AND other.voided_at IS NULL AND other.id IS NOT NEW.id
    AND other.from_on <= COALESCE(NEW.to_on, '9999-12-31') AND COALESCE(other.to_on, '9999-12-31') >= NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'period_no_overlap'); END
"""
OVERLAP_POSTGRESQL = """
ALTER TABLE households_statusperiod ADD CONSTRAINT period_no_overlap
EXCLUDE USING gist (int8range(household_id, household_id, '[]') WITH &&, daterange(from_on, to_on, '[]') WITH &&)
WHERE (voided_at IS NULL)
"""
OVERLAP_MESSAGE = "Khoảng thời gian này trùng với một phân loại khác của hộ."

# The column "ward" of these tables repeats the ward of the household.
WARD_TABLES = ("households_statusperiod", "households_assessment")
WARD_SQLITE = """
CREATE TRIGGER {table}_ward_{verb} BEFORE {event} ON {table}
WHEN NEW.ward_id IS NOT (SELECT ward_id FROM households_household WHERE id = NEW.household_id)
BEGIN SELECT RAISE(ABORT, 'ward_of_household'); END
"""
# One look at all rows of a statement: a check row by row would slow imports down.
WARD_POSTGRESQL = """
CREATE FUNCTION households_ward_of_household() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fresh JOIN households_household home ON home.id = fresh.household_id WHERE home.ward_id <> fresh.ward_id) THEN
    RAISE EXCEPTION 'ward_of_household' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$
"""
WARD_TRIGGER = """
CREATE TRIGGER ward_of_household_{verb} AFTER {event} ON {table}
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION households_ward_of_household()
"""
VERBS = (("insert", "INSERT"), ("update", "UPDATE"))


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the guards to the current database."""
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(OVERLAP_POSTGRESQL)
        schema_editor.execute(WARD_POSTGRESQL)
    for verb, event in VERBS:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(OVERLAP_SQLITE.format(verb=verb, event=event))
            of_columns = event + (" OF ward_id, household_id" if verb == "update" else "")
            for table in WARD_TABLES:
                schema_editor.execute(WARD_SQLITE.format(table=table, verb=verb, event=of_columns))
        else:
            for table in WARD_TABLES:
                schema_editor.execute(WARD_TRIGGER.format(table=table, verb=verb, event=event))


def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guards off again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for verb, _ in VERBS:
        if sqlite:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS period_no_overlap_{verb}")
        for table in WARD_TABLES:
            name = f"{table}_ward_{verb}" if sqlite else f"ward_of_household_{verb} ON {table}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    if not sqlite:
        schema_editor.execute("DROP FUNCTION IF EXISTS households_ward_of_household()")
        schema_editor.execute("ALTER TABLE households_statusperiod DROP CONSTRAINT IF EXISTS period_no_overlap")
