"""What only the database can refuse: changing a target of an issued plan, and a target of another ward or year than its plan."""

from django.db.backends.base.base import BaseDatabaseWrapper

from programs import plan_guards

TABLE = "indicators_target"
PATH = "{row}.plan_id"
NAME = "target_of_its_plan"
REFUSAL = "a target has the ward and the year of its plan"
FOREIGN = (
    "NEW.plan_id IS NOT NULL AND NOT EXISTS "  # noqa: S608 names of these modules only
    f"(SELECT 1 FROM {plan_guards.PLAN} WHERE id = NEW.plan_id AND ward_id = NEW.ward_id AND year = NEW.year)"
)
EVENTS = ("INSERT", "UPDATE")


def _installing(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {NAME}_{event.lower()} BEFORE {event} ON {TABLE} WHEN {FOREIGN} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for event in EVENTS
        ]
    body = f"IF {FOREIGN} THEN RAISE EXCEPTION '{REFUSAL}'; END IF; RETURN NEW;"
    return [
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    ]


def _removing(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {NAME}_{event.lower()}" for event in EVENTS]
    return [f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}", f"DROP FUNCTION IF EXISTS {NAME}()"]


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers."""
    plan_guards.install_part(connection, TABLE, PATH)
    _run(connection, _installing(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers."""
    plan_guards.remove_part(connection, TABLE)
    _run(connection, _removing(connection.vendor))


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
