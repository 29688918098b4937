"""Names that the measuring process shares with the processes that know Django."""

PASSWORD = "bench-bench-42"  # of invented officers in throw-away databases
CHANGELIST = "/admin/households/household/"


def ward_code(number: int) -> str:
    """Code of the ward with this number, counted from 1; in small letters it is the user name of its officer."""
    return f"W{number:03d}"
