"""Who may open which address: one module per application, read by tests/architecture/test_url_matrix.py.

A module defines ``EXPECTED``, from the name of an address to a ``Row``, and, where addresses carry ids, ``build(world)``::

    from tests.url_expectations import GET, POST, Row, World

    def build(world: World) -> None:          # runs once per test, for every application; world.ward and one person per role are there
        world.household = HouseholdFactory(ward=world.ward)

    EXPECTED = {
        "households:list": Row({"officer", "signer"}),
        "households:page": Row({"officer", "signer", "leader"}, args=lambda world: [world.household.pk]),
        "households:change": Row({"officer"}, args=lambda world: [world.household.pk], methods=(GET, POST)),
        "households:export": Row({"officer"}, query="?dien=poor", ok={200}),
    }

Roles: anonymous leader agency committee officer other_officer signer administrator. ``officer`` also stands for the
officer of another ward (``other_officer``) on addresses without ids; with ids the other ward's officer must get 404.
Whoever is not named must get 404 on GET and on POST, a visitor is led to the sign-in page. An id that does not exist
must be 404 for everyone. Each request is rolled back. A person of ``world`` is ``world.people["officer"]``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

GET, POST = "get", "post"
ROLES = ("anonymous", "leader", "agency", "committee", "officer", "other_officer", "signer", "administrator")
EVERYONE = frozenset(ROLES)
SIGNED_IN = EVERYONE - {"anonymous"}
# What a page that may be opened answers. A refusal in the form (200, 422) or by a service (409) is an answer too.
OPENED = frozenset({200, 302, 303, 409, 422})


class World:
    """A ward with one person per role; applications hang their own things on it."""

    ward: Any
    people: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"world.{name} is not there: set it in build(world) of a module in tests/url_expectations/")


@dataclass(frozen=True)
class Row:
    """Expectation of one address. ``args`` makes the ids; ``own_ward`` False when ids are not of a ward."""

    allowed: Iterable[str]
    args: Callable[[World], list[Any]] | None = None
    methods: tuple[str, ...] = (GET,)
    query: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    ok: Iterable[int] = OPENED
    own_ward: bool = True
    absent_is_404: bool = True

    def lets_in(self, role: str) -> bool:
        """Whether the page opens for the role."""
        allowed = frozenset(self.allowed)
        if role == "other_officer" and role not in allowed:
            return "officer" in allowed and not (self.args and self.own_ward)
        return role in allowed
