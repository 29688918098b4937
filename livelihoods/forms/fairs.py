"""Forms of job fairs and labour-market bulletins."""

from typing import Any

from django import forms

from activities.models import Activity, Broadcast
from activities.selectors.activities import agencies
from camphucnam.files.forms import EvidenceField
from camphucnam.files.kinds import PAPERS
from camphucnam.ui.fields import DayField, MoneyField, RowsField, TextField, WholeNumberField
from camphucnam.ui.forms import set_choices
from households.forms.picking import PersonField
from households.models import ResidentialGroup
from livelihoods.models import BulletinSpread, JobFair, LabourBulletin
from livelihoods.rules.words import ReferralState, SpreadChannel
from livelihoods.selectors.fairs import seekers_to_inform
from programs.models import Agency
from registers.forms import RowForm, StepForm, YesNoField

OUTCOMES = {
    ReferralState.INTERVIEWED: "Đã phỏng vấn, chờ trả lời",
    ReferralState.PLACED: "Được nhận tại phiên",
    ReferralState.REFUSED: "Không được nhận",
}


def _groups_field(label: str, *, required: bool) -> Any:
    return RowsField(
        label=label, required=required, queryset=ResidentialGroup.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một tổ dân phố."},
    )  # fmt: skip


class _WithGroups(RowForm):
    def prepare(self) -> None:
        """Groups of the ward."""
        groups: Any = self.fields["groups"]
        groups.queryset = ResidentialGroup.objects.in_ward(self.ward.pk).filter(to_on__isnull=True)


class FairForm(_WithGroups):
    """Plan a fair: its activity and who holds it."""

    title = TextField(label="Tên phiên", max_length=200, error_messages={"required": "Nhập tên phiên."})
    agency = forms.ChoiceField(label="Đơn vị của phường phụ trách", error_messages={"required": "Chọn đơn vị phụ trách."})
    place = TextField(label="Địa điểm", max_length=200, required=False)
    planned_from_on = DayField(label="Từ ngày")
    planned_to_on = DayField(label="Đến hết ngày")
    expected_participants = WholeNumberField(label="Dự kiến số người", required=False, help_text="Để trống nếu chưa biết.")
    groups = _groups_field("Tổ dân phố được mời", required=False)
    field_order = ["title", "organiser", "agency", "place", "planned_from_on", "planned_to_on", "expected_participants", "groups"]

    class Meta(RowForm.Meta):
        model = JobFair
        fields = ["organiser"]
        help_texts = {"organiser": "Ví dụ: Trung tâm Dịch vụ việc làm tỉnh, Ủy ban nhân dân phường."}

    def prepare(self) -> None:
        """Groups and agencies of the ward."""
        super().prepare()
        set_choices(self, "agency", [(row.pk, row.name) for row in agencies(self.user, self.ward.pk)])

    def activity(self) -> Activity:
        """The activity as planned, not yet written."""
        names = ("title", "place", "planned_from_on", "planned_to_on", "expected_participants")
        values = {name: self.cleaned_data[name] for name in names}
        return Activity(ward=self.ward, agency=Agency.objects.get(pk=self.cleaned_data["agency"]), **values)


class FairInterviewForm(StepForm):
    """Whom an employer met at the fair, and what came of it."""

    member = PersonField(label="Người đến phiên")
    vacancy: Any = forms.ModelChoiceField(
        label="Nơi tuyển dụng, vị trí", queryset=None, empty_label="Chọn vị trí", error_messages={"required": "Chọn vị trí."}
    )
    on = DayField(label="Ngày phỏng vấn")
    outcome = forms.ChoiceField(
        label="Kết quả", choices=[(state.value, label) for state, label in OUTCOMES.items()], widget=forms.RadioSelect,
        error_messages={"required": "Chọn kết quả."},
    )  # fmt: skip
    has_contract = YesNoField(label="Có hợp đồng lao động", required=False, help_text="Chỉ ghi khi người này được nhận tại phiên.")
    wage_dong = MoneyField(label="Lương một tháng", required=False, help_text="Chỉ ghi khi được nhận; để trống nếu chưa biết.")

    def prepare(self) -> None:
        """People of the ward, vacancies of the fair, the day of the fair."""
        member: Any = self.fields["member"]
        member.scope(self.user, self.row.ward_id)
        self.fields["vacancy"].queryset = self.row.vacancies.counting()
        self.initial["on"] = self.row.activity.to_on or self.row.activity.first_day

    def clean(self) -> dict[str, Any]:
        """Work that was found says whether there is a contract."""
        values = super().clean() or {}
        if values.get("outcome") == ReferralState.PLACED and values.get("has_contract") in {None, ""}:
            self.add_error("has_contract", "Người này được nhận: chọn có hợp đồng lao động hay không.")
        return values


class BulletinForm(RowForm):
    """A bulletin."""

    upload = EvidenceField(label="Tệp bản tin", kinds=PAPERS, required=False)

    class Meta(RowForm.Meta):
        model = LabourBulletin
        fields = ["number", "period", "issued_on", "source", "content"]
        widgets = {"content": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "period": "Ví dụ: tháng 3/2023; quý I/2023.",
            "source": "Ví dụ: Trung tâm Dịch vụ việc làm tỉnh; phường tổng hợp từ các vị trí đang tuyển.",
        }


class SpreadForm(_WithGroups):
    """How the bulletin was made known."""

    PARENT = "bulletin"
    groups = _groups_field("Tổ dân phố được phổ biến", required=True)
    field_order = ["channel", "broadcast", "spread_on", "groups", "note"]

    class Meta(RowForm.Meta):
        model = BulletinSpread
        fields = ["channel", "broadcast", "spread_on", "note"]
        labels = {"broadcast": "Chương trình trong nhật ký phát thanh"}
        help_texts = {
            "broadcast": "Chỉ chọn khi phổ biến qua loa và đã ghi ở nhật ký phát thanh; ngày lấy theo chương trình.",
        }

    def prepare(self) -> None:
        """Groups of the ward; broadcasts since the day of issue."""
        super().prepare()
        set_choices(self, "channel", [("", "Chọn hình thức"), *SpreadChannel.choices()])
        rows = Broadcast.objects.in_ward(self.ward.pk).counting().select_related("station")
        broadcast: Any = self.fields["broadcast"]
        broadcast.queryset = rows.filter(on__gte=self.parent.issued_on) if isinstance(self.parent, LabourBulletin) else rows.none()
        broadcast.empty_label = "Không, hoặc chưa ghi"
        broadcast.label_from_instance = lambda row: f"{row.on:%d/%m/%Y} · {row.station.name} · {row.topic}"


class InformForm(StepForm):
    """Seekers who were informed by the bulletin."""

    seekers: Any = RowsField(
        label="Người tìm việc đã được thông tin", queryset=None, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người tìm việc."},
        help_text="Người đang tìm việc và chưa ghi được thông tin bằng bản tin này.",
    )  # fmt: skip
    on = DayField(label="Ngày thông tin")

    def prepare(self) -> None:
        """Those who look for work and were not told yet."""
        seekers: Any = self.fields["seekers"]
        seekers.queryset = seekers_to_inform(self.row)
        seekers.label_from_instance = lambda row: f"{row.member.full_name} ({row.member.household.code})"
