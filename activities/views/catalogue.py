"""The book of activities: what can be added to each table, and which steps follow."""

from typing import Any

from activities import models as m
from activities.forms import activity as forms
from activities.forms import registers
from activities.rules.words import ACTIVITY_TRANSITIONS, ActivityState
from activities.services import activities, information, participants
from camphucnam.accounts.models import User
from registers.models import Kept
from registers.views.book import Addition, Book, Step

Values = dict[str, Any]


def _outcome(values: Values) -> activities.Outcome:
    return activities.Outcome(values["on"], values["result"], values["cost_dong"], values["headcount"], values["headcount_women"])


def _finish(row: m.Activity, values: Values, by: User) -> object:
    return activities.activity_finish(row, _outcome(values), version=values["version"], by=by)


def _correct(row: m.Activity, values: Values, by: User) -> object:
    return activities.activity_correct(row, _outcome(values), values["reason"], version=values["version"], by=by)


def _not_done(row: m.Activity) -> str:
    if row.is_voided:
        return "Hoạt động đã bị hủy."
    return "" if row.state == ActivityState.DONE else "Hoạt động chưa có kết quả để sửa."


def _unless(state: ActivityState) -> Any:
    def refused(row: m.Activity) -> str:
        if row.is_voided:
            return "Hoạt động đã bị hủy."
        before = ActivityState(row.state)
        return "" if state in ACTIVITY_TRANSITIONS[before] else f"Hoạt động đang ở “{before.label}” nên không làm được bước này."

    return refused


def _over(row: m.Activity) -> str:
    return _unless(ActivityState.CANCELLED)(row)


STEPS: dict[type[Kept], dict[str, Step]] = {
    m.Activity: {
        "bat-dau": Step(
            forms.StartForm,
            lambda row, v, by: activities.activity_start(row, v["on"], v.get("override_reason", ""), version=v["version"], by=by),
            "Bắt đầu hoạt động", "Ghi bắt đầu", "Đã ghi hoạt động bắt đầu.", _unless(ActivityState.UNDER_WAY),
        ),
        "ket-thuc": Step(
            forms.FinishForm, _finish, "Ghi kết quả hoạt động", "Ghi kết quả", "Đã ghi kết quả.", _unless(ActivityState.DONE)
        ),
        "sua-ket-qua": Step(
            forms.CorrectForm, _correct, "Sửa kết quả hoạt động", "Sửa kết quả", "Đã sửa kết quả.", _not_done, second=True
        ),
        "sua": Step(
            forms.ActivityChangeForm,
            lambda row, v, by: activities.activity_change(
                row, v["values"], v["groups"], v.get("override_reason", ""), version=v["version"], by=by
            ),
            "Sửa kế hoạch hoạt động", "Sửa kế hoạch", "Đã lưu kế hoạch.", _over, second=True,
        ),
        "khong-thuc-hien": Step(
            forms.CancelForm, lambda row, v, by: activities.activity_cancel(row, v["reason"], version=v["version"], by=by),
            "Không thực hiện hoạt động", "Không thực hiện", "Đã ghi không thực hiện.", _over, second=True, danger=True,
        ),
    },
    m.Participation: {
        "ket-qua": Step(
            forms.ResultForm, lambda row, v, by: participants.result_record(row, v["result"], version=v["version"], by=by),
            "Kết quả của người tham gia", "Ghi kết quả", "Đã ghi kết quả.", lambda row: "Dòng đã bị hủy." if row.is_voided else "",
        )
    },
    m.Cadre: {
        "thoi": Step(
            registers.CadreEndForm,
            lambda row, v, by: information.cadre_end(row, {"to_on": v["on"]}, version=v["version"], by=by),
            "Thôi làm công tác giảm nghèo", "Ghi thôi", "Đã ghi.",
            lambda row: "Đã ghi thôi làm công tác này." if row.to_on or row.is_voided else "",
        )
    },
}  # fmt: skip

BOOK = Book(
    namespace="activities",
    kinds={
        "hoat-dong": m.Activity,
        "nguoi-tham-gia": m.Participation,
        "tep": m.ActivityFile,
        "ung-ho": m.Taking,
        "dai-loa": m.Station,
        "kiem-tra-loa": m.StationCheck,
        "phat-thanh": m.Broadcast,
        "ket-noi": m.Connection,
        "can-bo": m.Cadre,
        "tap-huan-can-bo": m.CadreTraining,
    },
    pages={m.Activity: "activities:activity", m.Station: "activities:station", m.Cadre: "activities:cadre"},
    roots=("activity", "station", "cadre"),
    lists={
        m.Activity: ("Hoạt động", "activities:list"),
        m.Station: ("Loa truyền thanh", "activities:stations"),
        m.Connection: ("Hộ được kết nối viễn thông", "activities:connections"),
        m.Cadre: ("Cán bộ giảm nghèo", "activities:cadres"),
    },
    additions={
        m.Activity: Addition(
            forms.ActivityForm, lambda form, by: activities.activity_plan(form.instance, form.cleaned_data["groups"], by=by),
            "Lên kế hoạch hoạt động", "Ghi kế hoạch", "Đã ghi kế hoạch hoạt động.",
        ),
        m.Participation: Addition(
            forms.ParticipantForm, lambda form, by: participants.participant_add(form.instance, by=by),
            "Ghi người tham gia", "Ghi người tham gia", "Đã ghi người tham gia.", (),
            "Đối tượng được xét vào ngày đầu của hoạt động; căn cứ xét được lưu kèm.",
        ),
        m.ActivityFile: Addition(
            forms.AttachForm, lambda form, by: activities.file_add(form.instance, form.cleaned_data["upload"], by=by),
            "Thêm ảnh, biên bản", "Tải lên", "Đã lưu tệp.", ("taken_on",),
            "Ảnh được làm lại để bỏ thông tin vị trí; tệp được mã hóa và chỉ người xem được danh sách mới mở được.",
        ),
        m.Taking: Addition(
            forms.TakingForm, lambda form, by: activities.taking_record(form.instance, by=by),
            "Ghi khoản ủng hộ", "Ghi khoản ủng hộ", "Đã ghi khoản ủng hộ.", ("received_on",),
        ),
        m.Station: Addition(
            registers.StationForm, lambda form, by: information.station_add(form.instance, by=by),
            "Ghi đài, cụm loa truyền thanh", "Ghi vào sổ", "Đã ghi đài, cụm loa.",
        ),
        m.StationCheck: Addition(
            registers.StationCheckForm, lambda form, by: information.station_check(form.instance, by=by),
            "Ghi tình trạng đài, cụm loa", "Ghi tình trạng", "Đã ghi tình trạng.", ("on",),
        ),
        m.Broadcast: Addition(
            registers.BroadcastForm, lambda form, by: information.broadcast_log(form.instance, by=by),
            "Ghi chương trình đã phát", "Ghi phát thanh", "Đã ghi phát thanh.", ("on",),
        ),
        m.Connection: Addition(
            registers.ConnectionForm, lambda form, by: information.connection_record(form.instance, by=by),
            "Ghi hộ được kết nối viễn thông, internet", "Ghi vào sổ", "Đã ghi hộ được kết nối.", ("connected_on",),
            about="household",
        ),
        m.Cadre: Addition(
            registers.CadreForm, lambda form, by: information.cadre_register(form.instance, by=by),
            "Ghi cán bộ làm công tác giảm nghèo", "Ghi vào sổ", "Đã ghi cán bộ.",
        ),
        m.CadreTraining: Addition(
            registers.CadreTrainingForm, lambda form, by: information.cadre_train(form.instance, by=by),
            "Ghi lớp tập huấn đã học", "Ghi lớp tập huấn", "Đã ghi lớp tập huấn.",
        ),
    },
    steps=STEPS,
    voids={m.Activity: activities.activity_void},
)  # fmt: skip
