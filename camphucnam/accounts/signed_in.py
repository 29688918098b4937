"""The person of a session with the roles in force today, by one prepared statement on every page."""

from functools import lru_cache

from django.db import connection
from django.db.models import DateTimeField, Model
from django.utils import timezone

from camphucnam.accounts.models import RoleGrant, User, Ward


def _columns(model: type[Model]) -> tuple[str, ...]:
    """Columns in the order of the model, as ``from_db`` wants them; moments stay behind, as drivers give them raw."""
    return tuple(field.attname for field in model._meta.concrete_fields if not isinstance(field, DateTimeField))


_GRANT, _USER, _WARD = _columns(RoleGrant), _columns(User), _columns(Ward)


@lru_cache(maxsize=4)
def _statement(vendor: str) -> str:
    columns = [*_GRANT, *(f"user__{name}" for name in _USER), *(f"ward__{name}" for name in _WARD)]
    rows = RoleGrant.objects.filter(user_id=0).order_by("pk").values_list(*columns)
    return rows.query.get_compiler(connection=connection).as_sql()[0]


def person_with_grants(user_id: int) -> User | None:
    """The person with ``current_grants`` (and their wards) already read; None for somebody without a role today."""
    today, grants = timezone.localdate(), []
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), [user_id])
        rows = cursor.fetchall()
    n_grant, n_user = len(_GRANT), len(_GRANT) + len(_USER)
    for row in rows:
        grant = RoleGrant.from_db("default", _GRANT, row[:n_grant])
        if grant.covers(today):
            grant.ward = Ward.from_db("default", _WARD, row[n_user:])
            grants.append(grant)
    if not grants:
        return None
    user = User.from_db("default", _USER, rows[0][n_grant:n_user])
    user.current_grants = tuple(grants)
    return user
