"""django-import-export over the same models: one resource for member rows that makes the household of a row when it is new."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
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


def day(text: str) -> date:
    """dd/mm/yyyy."""
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 a day has no zone


class MemberResource(resources.ModelResource):
    """Member rows of one ward, found again by the blind index of the personal id."""

    full_name = fields.Field("full_name", "Họ tên thành viên")
    relation = fields.Field("relation", "QH với chủ hộ")
    birth_on = fields.Field("birth_on", "Ngày sinh", widget=widgets.DateWidget("%d/%m/%Y"))
    ethnicity = fields.Field("ethnicity", "Dân tộc")
    personal_id = fields.Field("personal_id", "CCCD")
    personal_id_index = fields.Field("personal_id_index", "personal_id_index")
    sex = fields.Field("sex", "sex")

    class Meta:
        model = Member
        import_id_fields = ("personal_id_index",)
        fields = ("full_name", "relation", "birth_on", "ethnicity", "personal_id", "personal_id_index", "sex")

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.household: Household | None = None
        self.order = 0

    def get_queryset(self) -> QuerySet[Member]:
        return Member.objects.filter(ward=self.ward)

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        dataset.append_col([blind_index(number) for number in dataset["CCCD"]], header="personal_id_index")
        dataset.append_col([SEXES[word] for word in dataset["Giới tính"]], header="sex")

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        if self.household is None or self.household.code != row["Mã hộ"]:
            self.household, self.order = self._household(row), -1
        self.order += 1

    def before_save_instance(self, instance: Member, row: Any, **kwargs: Any) -> None:
        instance.ward, instance.household = self.ward, self.household
        instance.sort_order, instance.is_head = self.order, self.order == 0
        instance.folded_name = fold(instance.full_name)

    def _household(self, row: Any) -> Household:
        group, _ = ResidentialGroup.objects.get_or_create(
            ward=self.ward, name=row["Tổ dân phố"], defaults={"code": row["Tổ dân phố"][:6], "folded_name": fold(row["Tổ dân phố"])}
        )
        household = Household.objects.filter(ward=self.ward, code=row["Mã hộ"]).first()
        if household is not None:
            return household
        household = Household(
            ward=self.ward, code=row["Mã hộ"], group=group, address=row["Địa chỉ"], poverty_causes=row["Nguyên nhân nghèo"]
        )
        apply_names(household, row["Họ tên chủ hộ"], [row["Họ tên chủ hộ"]])
        household.save()
        HouseholdStay.objects.create(household=household, group=group)
        signed = day(row["Ngày ban hành QĐ"])
        decision, _ = Decision.objects.get_or_create(
            ward=self.ward, number=row["QĐ công nhận"], signed_on=signed, defaults={"effective_on": signed}
        )
        StatusPeriod.objects.create(
            household=household,
            household_class=CLASSES[row["Phân loại hộ"]],
            from_on=signed,
            decision=decision,
            standard_code=STANDARD,
            opened_as="new",
        )
        mask = sum(1 << (number - 1) for number in range(1, 13) if row[f"CS{number}"])
        Assessment.objects.create(
            household=household,
            assessed_on=signed,
            standard_code=STANDARD,
            area_type="urban",
            income_score=row["Điểm B1"],
            deprived_mask=mask,
            known_mask=(1 << 12) - 1,
        )
        return household


def import_by_library(path: Path, ward: Ward) -> None:
    """Read the flat file and import it with the library's defaults."""
    dataset = Dataset().load(path.read_bytes(), format="xlsx")
    result = MemberResource(ward).import_data(dataset, raise_errors=True)
    if result.has_errors() or result.has_validation_errors():
        raise SystemExit(f"bench: django-import-export refused {path.name}: {result.row_errors()[:1]}")


def read_only_pass(path: Path) -> int:
    """openpyxl reading every cell and doing nothing with it; the number of cells with a value."""
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return sum(cell is not None for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    finally:
        book.close()
