"""django-import-export over the same models, as its documentation shows: one resource per model, foreign keys by ForeignKeyWidget."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet
from import_export import fields, resources, widgets
from openpyxl import load_workbook
from tablib import Dataset

from camphucnam.accounts.models import Ward
from camphucnam.kernel.text import fold
from camphucnam.privacy.cipher import blind_index
from households.models import Assessment, Decision, Household, HouseholdStay, Member, ResidentialGroup, StatusPeriod
from households.services.naming import apply_names

CLASSES = {"Hộ nghèo": "poor", "Hộ cận nghèo": "near_poor"}
SEXES = {"Nam": "male", "Nữ": "female"}
STANDARD = "nd07-2021"
DAYS = widgets.DateWidget("%d/%m/%Y")


def day(text: str) -> date:
    """dd/mm/yyyy."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 a day has no zone


class OfWard(widgets.ForeignKeyWidget):
    """A row of the ward found by one field."""

    def __init__(self, model: type[Model], field: str, ward: Ward) -> None:
        super().__init__(model, field)
        self.ward = ward

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> QuerySet:
        return self.model.objects.filter(ward=self.ward)


class WardResource(resources.ModelResource):
    """A resource for the rows of one ward."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        super().__init__()
        for name, model, field in (("group", ResidentialGroup, "name"), ("household", Household, "code"), ("decision", Decision, "number")):
            if name in self.fields:
                self.fields[name].widget = OfWard(model, field, ward)

    def get_queryset(self) -> QuerySet:
        return self._meta.model.objects.filter(ward=self.ward)


class HouseholdResource(WardResource):
    """Households, found again by their code."""

    code = fields.Field("code", "Mã hộ")
    head_name = fields.Field("head_name", "Họ tên chủ hộ")
    group = fields.Field("group", "Tổ dân phố", widget=widgets.ForeignKeyWidget(ResidentialGroup, "name"))
    address = fields.Field("address", "Địa chỉ")
    poverty_causes = fields.Field("poverty_causes", "Nguyên nhân nghèo")

    class Meta:
        model = Household
        import_id_fields = ("code",)
        fields = ("code", "head_name", "group", "address", "poverty_causes")

    def before_save_instance(self, instance: Household, row: Any, **kwargs: Any) -> None:
        instance.ward = self.ward
        apply_names(instance, instance.head_name, [instance.head_name])

    def after_save_instance(self, instance: Household, row: Any, **kwargs: Any) -> None:
        HouseholdStay.objects.get_or_create(household=instance, defaults={"group": instance.group})


class PeriodResource(WardResource):
    """Status periods, found again by household and first day."""

    household = fields.Field("household", "Mã hộ", widget=widgets.ForeignKeyWidget(Household, "code"))
    household_class = fields.Field("household_class", "class")
    from_on = fields.Field("from_on", "Ngày ban hành QĐ", widget=DAYS)
    decision = fields.Field("decision", "QĐ công nhận", widget=widgets.ForeignKeyWidget(Decision, "number"))

    class Meta:
        model = StatusPeriod
        import_id_fields = ("household", "from_on")
        fields = ("household", "household_class", "from_on", "decision")

    def before_save_instance(self, instance: StatusPeriod, row: Any, **kwargs: Any) -> None:
        instance.ward, instance.standard_code, instance.opened_as = self.ward, STANDARD, "new"


class AssessmentResource(WardResource):
    """Assessments, found again by household and day."""

    household = fields.Field("household", "Mã hộ", widget=widgets.ForeignKeyWidget(Household, "code"))
    assessed_on = fields.Field("assessed_on", "Ngày ban hành QĐ", widget=DAYS)
    income_score = fields.Field("income_score", "Điểm B1", widget=widgets.IntegerWidget())

    class Meta:
        model = Assessment
        import_id_fields = ("household", "assessed_on")
        fields = ("household", "assessed_on", "income_score")

    def before_save_instance(self, instance: Assessment, row: Any, **kwargs: Any) -> None:
        instance.ward, instance.standard_code, instance.area_type = self.ward, STANDARD, "urban"
        instance.deprived_mask = sum(1 << (number - 1) for number in range(1, 13) if row[f"CS{number}"])
        instance.known_mask = (1 << 12) - 1


class MemberResource(WardResource):
    """Members, found again by the blind index of the personal id."""

    household = fields.Field("household", "Mã hộ", widget=widgets.ForeignKeyWidget(Household, "code"))
    full_name = fields.Field("full_name", "Họ tên thành viên")
    relation = fields.Field("relation", "QH với chủ hộ")
    birth_on = fields.Field("birth_on", "Ngày sinh", widget=DAYS)
    ethnicity = fields.Field("ethnicity", "Dân tộc")
    personal_id = fields.Field("personal_id", "CCCD")
    personal_id_index = fields.Field("personal_id_index", "index")
    sex = fields.Field("sex", "sex")
    sort_order = fields.Field("sort_order", "order")

    class Meta:
        model = Member
        import_id_fields = ("personal_id_index",)
        fields = ("household", "full_name", "relation", "birth_on", "ethnicity", "personal_id", "personal_id_index", "sex", "sort_order")

    def before_save_instance(self, instance: Member, row: Any, **kwargs: Any) -> None:
        instance.ward, instance.is_head = self.ward, int(row["order"]) == 0
        instance.folded_name = fold(instance.full_name)


def import_by_library(path: Path, ward: Ward) -> None:
    """Read the flat file and import it, model by model, with the library's defaults."""
    everyone = Dataset().load(path.read_bytes(), format="xlsx")
    places, order = everyone["Mã hộ"], []
    for n, code in enumerate(places):
        order.append(order[-1] + 1 if n and code == places[n - 1] else 0)
    everyone.append_col(order, header="order")
    everyone.append_col([blind_index(number) for number in everyone["CCCD"]], header="index")
    everyone.append_col([SEXES[word] for word in everyone["Giới tính"]], header="sex")
    everyone.append_col([CLASSES[word] for word in everyone["Phân loại hộ"]], header="class")
    heads = Dataset(*(row for row, place in zip(everyone, order, strict=True) if place == 0), headers=everyone.headers)
    for name in dict.fromkeys(heads["Tổ dân phố"]):
        ResidentialGroup.objects.get_or_create(ward=ward, name=name, defaults={"code": name[:6], "folded_name": fold(name)})
    for number, signed in dict.fromkeys(zip(heads["QĐ công nhận"], heads["Ngày ban hành QĐ"], strict=True)):
        Decision.objects.get_or_create(ward=ward, number=number, signed_on=day(signed), defaults={"effective_on": day(signed)})
    for resource, rows in ((HouseholdResource, heads), (PeriodResource, heads), (AssessmentResource, heads), (MemberResource, everyone)):
        resource(ward).import_data(rows, raise_errors=True)


def read_only_pass(path: Path) -> int:
    """openpyxl reading every cell and doing nothing with it; the number of cells with a value."""
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return sum(cell is not None for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    finally:
        book.close()
