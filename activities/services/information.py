"""Stations, broadcasts, connections and cadres: the plain registers."""

from collections.abc import Mapping

from django.db import transaction

from activities.models import Activity, Broadcast, Cadre, CadreTraining, Connection, Station, StationCheck
from activities.rules.words import ActivityKind, ActivityState
from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from registers.services.keeping import change, check_household, check_not_future, check_standing, keep
from registers.services.needs import meet


@transaction.atomic
def station_add(station: Station, *, by: User) -> Station:
    """A loudspeaker station or cluster."""
    _check_group(station)
    return keep(station, by=by, ten=station.name)


@transaction.atomic
def station_check(check: StationCheck, *, by: User) -> StationCheck:
    """How it worked on a day."""
    check_standing(check.station)
    check_not_future(check.on, "Ngày kiểm tra")
    return keep(check, by=by, ngay=format_dmy(check.on))


@transaction.atomic
def broadcast_log(broadcast: Broadcast, *, by: User) -> Broadcast:
    """A programme that went out."""
    check_standing(broadcast.station)
    check_not_future(broadcast.on, "Ngày phát")
    return keep(broadcast, by=by, ngay=format_dmy(broadcast.on))


@transaction.atomic
def connection_record(connection: Connection, *, by: User) -> Connection:
    """A household got a service; it meets its need of telecom or internet, if that was told by then."""
    check_household(connection.household, connection.ward_id)
    check_not_future(connection.connected_on, "Ngày sử dụng")
    keep(connection, by=by, ngay=format_dmy(connection.connected_on))
    meet(connection, by=by)
    return connection


@transaction.atomic
def cadre_register(cadre: Cadre, *, by: User) -> Cadre:
    """Somebody works for poverty reduction from a day on."""
    _check_group(cadre)
    check_not_future(cadre.from_on, "Ngày bắt đầu")
    return keep(cadre, by=by, vi_tri=cadre.get_position_display())


@transaction.atomic
def cadre_end(cadre: Cadre, values: Mapping[str, object], *, version: int, by: User) -> Cadre:
    """The last day in the post."""
    if cadre.to_on is not None:
        raise DomainError(f"Đã ghi thôi từ sau ngày {format_dmy(cadre.to_on)}.")
    return change(cadre, values, version=version, by=by, viec="Thôi làm công tác giảm nghèo")


@transaction.atomic
def cadre_train(training: CadreTraining, *, by: User) -> CadreTraining:
    """A course that a cadre finished while in the post."""
    check_standing(training.cadre)
    if training.activity is not None:
        _take_from(training, training.activity)
    check_not_future(training.to_on, "Ngày kết thúc lớp")
    cadre = training.cadre
    if training.to_on < cadre.from_on or (cadre.to_on is not None and training.from_on > cadre.to_on):
        raise DomainError("Lớp học nằm ngoài thời gian người này làm công tác giảm nghèo. Kiểm tra lại ngày.")
    return keep(training, by=by, den_ngay=format_dmy(training.to_on))


def _take_from(training: CadreTraining, activity: Activity) -> None:
    over = activity.state == ActivityState.DONE and activity.from_on is not None and activity.to_on is not None
    if activity.ward_id != training.ward_id or activity.kind != ActivityKind.TRAINING or not over:
        raise DomainError("Chỉ chọn lớp tập huấn của phường đã thực hiện xong.")
    training.course, training.organiser = activity.title, activity.agency.name
    training.from_on, training.to_on = activity.from_on or training.from_on, activity.to_on or training.to_on


def _check_group(row: Station | Cadre) -> None:
    if row.group is not None and row.group.ward_id != row.ward_id:
        raise DomainError("Tổ dân phố không thuộc phường. Chọn lại trong danh sách.")
