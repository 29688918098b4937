"""Addresses of the ground: first page, accounts, log, background work."""

from django.utils import timezone

from camphucnam.accounts.models import RoleGrant
from camphucnam.accounts.roles import Role
from camphucnam.jobs.models import Job
from tests.factories import person
from tests.url_expectations import EVERYONE, GET, POST, SIGNED_IN, Row, World

ADMINISTRATOR = {"administrator"}


def build(world: World) -> None:
    world.somebody = person(world.ward, Role.COMMITTEE_MEMBER)
    world.role_grant = RoleGrant.objects.get(user=world.somebody)
    world.job = Job.objects.create(ward=world.ward, kind="test", key="test", asked_by=world.people["leader"], asked_at=timezone.now())


def somebody(world: World) -> list[int]:
    return [world.somebody.pk]


def ward_names(world: World) -> list[int]:
    return [world.ward.profiles.first().pk]


def job(world: World) -> list[int]:
    return [world.job.pk]


EXPECTED = {
    "home": Row(SIGNED_IN),
    "health": Row(EVERYONE),
    "accounts:sign_in": Row(EVERYONE, methods=(GET, POST)),
    "accounts:sign_out": Row(EVERYONE, methods=(POST,)),
    "accounts:change_password": Row(SIGNED_IN, methods=(GET, POST)),
    "accounts:choose_ward": Row(SIGNED_IN, methods=(GET, POST)),
    "accounts:people": Row(ADMINISTRATOR),
    "accounts:add_person": Row(ADMINISTRATOR, methods=(GET, POST)),
    "accounts:person": Row(ADMINISTRATOR, somebody),
    "accounts:change_person": Row(ADMINISTRATOR, somebody, methods=(GET, POST)),
    "accounts:lock_person": Row(ADMINISTRATOR, somebody, methods=(POST,)),
    "accounts:reset_password": Row(ADMINISTRATOR, somebody, methods=(POST,)),
    "accounts:grant_role": Row(ADMINISTRATOR, somebody, methods=(GET, POST)),
    "accounts:end_role": Row(ADMINISTRATOR, lambda world: [world.role_grant.pk], methods=(POST,)),
    "accounts:ward_names": Row({"officer", "administrator"}),
    "accounts:add_ward_names": Row({"officer", "administrator"}, methods=(GET, POST)),
    "accounts:change_ward_names": Row({"officer", "administrator"}, ward_names, methods=(GET, POST)),
    "audit:log": Row({"officer", "signer", "administrator"}),
    "jobs:page": Row({"officer", "leader"}, job),
    "jobs:progress": Row({"officer", "leader"}, job),
}
