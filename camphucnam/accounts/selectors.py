"""Lists of people for the administrator."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.roles import Role
from camphucnam.kernel.text import fold, name_sort_key


def people_of_ward(by: User, ward_id: int, *, search: str = "", role: str = "", state: str = "", day: date) -> list[User]:
    """People of one ward that ``by`` may see, in the order of Vietnamese names; each with ``ward_grants``.

    ``state``: "on" active today, "off" locked or without a role today. A ward has tens of people, so name and accents
    are compared here.
    """
    grants = RoleGrant.objects.filter(ward_id=ward_id).order_by("-from_on", "-pk")
    rows: QuerySet[User] = User.objects.visible_to(by).in_ward(ward_id).prefetch_related(Prefetch("grants", grants, to_attr="ward_grants"))
    if role:
        rows = rows.filter(grants__ward_id=ward_id, grants__role=role).distinct()
    people = sorted(rows, key=lambda person: name_sort_key(person.full_name))
    words = fold(search)
    if words:
        people = [person for person in people if words in fold(f"{person.full_name} {person.username} {person.phone} {person.email}")]
    if state:
        people = [person for person in people if is_working(person, day) == (state == "on")]
    return people


def is_working(person: User, day: date) -> bool:
    """Whether the person can sign in to work for the ward of its ``ward_grants`` on the day."""
    return person.is_active and any(grant.covers(day) for grant in person.ward_grants)


def roles_label(person: User, day: date) -> str:
    """Words for the roles in force on the day."""
    held = [Role(grant.role).label for grant in person.ward_grants if grant.covers(day)]
    return ", ".join(dict.fromkeys(held))


def grant_state(grant: RoleGrant, day: date) -> tuple[str, str]:
    """(kind of state badge, word) of a role on the day."""
    if grant.from_on > day:
        return "waiting", "Chưa đến ngày"
    return ("done", "Đang giữ") if grant.covers(day) else ("stopped", "Đã hết")
