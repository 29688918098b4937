"""Production groups: found, members, contracts, seasons, trainings."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from livelihoods.models import GroupMember, GroupTraining, LinkageContract, ProductionGroup, SeasonResult
from registers.services.keeping import change, check_household, check_not_future, check_standing, keep


@transaction.atomic
def group_found(group: ProductionGroup, *, by: User) -> ProductionGroup:
    """A new group."""
    check_not_future(group.founded_on, "Ngày thành lập")
    return keep(group, by=by, ten_moi=group.name)


@transaction.atomic
def group_dissolve(group: ProductionGroup, on: date, *, version: int, by: User) -> ProductionGroup:
    """The group no longer exists after ``on``."""
    check_not_future(on, "Ngày giải thể")
    return change(group, {"dissolved_on": on}, version=version, by=by, viec="Giải thể", ngay=format_dmy(on))


@transaction.atomic
def member_join(member: GroupMember, *, by: User) -> GroupMember:
    """A household joins."""
    check_standing(member.group)
    check_not_future(member.from_on, "Ngày tham gia")
    check_household(member.household, member.ward_id)
    return keep(member, by=by, tu_ngay=format_dmy(member.from_on))


@transaction.atomic
def member_leave(member: GroupMember, on: date, *, version: int, by: User) -> GroupMember:
    """The household was a member until ``on`` (inside)."""
    check_not_future(on, "Ngày thôi tham gia")
    return change(member, {"to_on": on}, version=version, by=by, viec="Thôi tham gia", den_het_ngay=format_dmy(on))


@transaction.atomic
def linkage_sign(contract: LinkageContract, *, by: User) -> LinkageContract:
    """A contract with a buyer."""
    check_standing(contract.group)
    return keep(contract, by=by, tu_ngay=format_dmy(contract.from_on))


@transaction.atomic
def season_record(season: SeasonResult, *, by: User) -> SeasonResult:
    """What a season brought."""
    check_standing(season.group)
    check_not_future(season.ended_on, "Ngày kết thúc mùa vụ")
    return keep(season, by=by, ngay=format_dmy(season.ended_on))


@transaction.atomic
def training_hold(training: GroupTraining, *, by: User) -> GroupTraining:
    """A training that took place."""
    check_standing(training.group)
    check_not_future(training.held_on, "Ngày tập huấn")
    return keep(training, by=by, ngay=format_dmy(training.held_on))
