"""Forms of stations, broadcasts, connections and cadres."""

from typing import Any

from activities.models import Activity, Broadcast, Cadre, CadreTraining, Connection, Station, StationCheck
from activities.rules.words import ActivityKind, ActivityState
from camphucnam.ui.fields import DayField
from households.forms.picking import HouseholdField
from households.models import ResidentialGroup
from programs.models import Agency
from registers.forms import RowForm, StepForm


class _WithGroup(RowForm):
    def prepare(self) -> None:
        """Groups of the ward."""
        groups: Any = self.fields["group"]
        groups.queryset = ResidentialGroup.objects.in_ward(self.ward.pk)


class StationForm(_WithGroup):
    """A new station."""

    class Meta(RowForm.Meta):
        model = Station
        fields = ["name", "group", "place", "equipment", "n_speakers", "from_on"]


class StationCheckForm(RowForm):
    """How it works."""

    PARENT = "station"

    class Meta(RowForm.Meta):
        model = StationCheck
        fields = ["on", "state", "note"]


class BroadcastForm(RowForm):
    """A programme that went out."""

    PARENT = "station"

    class Meta(RowForm.Meta):
        model = Broadcast
        fields = ["on", "topic", "minutes", "times"]


class ConnectionForm(RowForm):
    """A household got a service."""

    household = HouseholdField(label="Hộ")

    class Meta(RowForm.Meta):
        model = Connection
        fields = ["household", "kind", "provider", "connected_on", "source"]


class CadreForm(_WithGroup):
    """Somebody who works for poverty reduction."""

    class Meta(RowForm.Meta):
        model = Cadre
        fields = ["full_name", "sex", "position", "group", "agency", "from_on"]

    def prepare(self) -> None:
        """Groups and agencies of the ward."""
        super().prepare()
        agencies: Any = self.fields["agency"]
        agencies.queryset = Agency.objects.in_ward(self.ward.pk).current()


class CadreEndForm(StepForm):
    """The last day in the post."""

    on = DayField(label="Ngày cuối cùng làm công tác này")


class CadreTrainingForm(RowForm):
    """A course elsewhere."""

    PARENT = "cadre"

    class Meta(RowForm.Meta):
        model = CadreTraining
        fields = ["activity", "course", "organiser", "from_on", "to_on", "certificate"]
        labels = {"activity": "Lớp tập huấn của phường"}
        help_texts = {"activity": "Chọn lớp đã ghi ở sổ hoạt động thì không cần điền tên lớp, đơn vị tổ chức và ngày."}

    field_order = ["activity", "course", "organiser", "from_on", "to_on", "certificate"]

    def prepare(self) -> None:
        """Courses of the ward that are over."""
        over = Activity.objects.in_ward(self.ward.pk).counting().filter(kind=ActivityKind.TRAINING, state=ActivityState.DONE)
        activities: Any = self.fields["activity"]
        activities.queryset = over.order_by("-to_on", "title")
        activities.label_from_instance = lambda row: f"{row.title}, đến {row.to_on:%d/%m/%Y}"
        for name in ("course", "organiser", "from_on", "to_on"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Either a course of the ward, or one described in full."""
        values: dict[str, Any] = super().clean() or {}
        chosen = values.get("activity")
        if chosen is not None:
            values |= {"course": chosen.title, "organiser": chosen.agency.name, "from_on": chosen.from_on, "to_on": chosen.to_on}
        for name in ("course", "organiser", "from_on", "to_on"):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, f"Điền {self.fields[name].label.lower()}, hoặc chọn lớp tập huấn của phường.")  # type: ignore[union-attr]
        return values
