"""The upload form of the import, and the same choices again for a file that is there already."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm
from households.models import ImportBatch
from households.rules.importing.plan import ImportOptions
from households.services.imports.limits import MAX_FILE_BYTES, MAX_ROWS


class ImportChoicesForm(OfficeForm):
    """The decision for rows without one, the day of the review, and the two ticks."""

    decision_number = TextField(
        label="Số quyết định công nhận",
        max_length=60,
        required=False,
        help_text="Chỉ cần khi trong tệp có dòng không ghi quyết định. Ví dụ: 215/QĐ-UBND.",
    )
    signed_on = DayField(label="Ngày ký quyết định", required=False)
    effective_on = DayField(label="Ngày quyết định có hiệu lực", required=False, help_text="Để trống thì lấy ngày ký.")
    reviewed_on = DayField(label="Ngày rà soát", required=False, help_text="Ngày của phiếu B1, B2. Để trống thì lấy ngày ký quyết định.")
    complete = forms.BooleanField(
        label="Danh sách đầy đủ của cả phường",
        required=False,
        help_text="Không cho ghi khi còn hộ đang trong danh sách mà tệp không có.",
    )
    create_groups = forms.BooleanField(label="Tạo tổ dân phố chưa có", required=False, help_text="Tên tổ lạ trong tệp sẽ thành tổ mới.")

    def clean(self) -> dict[str, Any]:
        """A decision has number and day; it does not take effect before it is signed."""
        data: dict[str, Any] = super().clean() or {}
        signed, effective = data.get("signed_on"), data.get("effective_on")
        if data.get("decision_number") and not signed and "signed_on" not in self.errors:
            self.add_error("signed_on", "Đã nhập số quyết định thì nhập cả ngày ký.")
        if signed and effective and effective < signed:
            self.add_error("effective_on", f"Ngày hiệu lực phải từ ngày ký {format_dmy(signed)} trở đi.")
        return data

    @property
    def options(self) -> ImportOptions:
        """The choices as the planner takes them."""
        data = self.cleaned_data
        return ImportOptions(
            data["decision_number"], data["signed_on"], data["effective_on"], data["reviewed_on"], data["complete"], data["create_groups"]
        )


class UploadForm(ImportChoicesForm):
    """A workbook with the choices for it."""

    field_order = ("file",)
    file = forms.FileField(
        label="Tệp Excel (.xlsx)",
        max_length=200,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}),
        help_text=(
            f"Tối đa {MAX_FILE_BYTES // 1024 // 1024} MB và {MAX_ROWS // 1000}.000 dòng mỗi trang. "
            "Chưa có gì được ghi cho đến khi xem trước."
        ),
        error_messages={"required": "Chọn tệp Excel có danh sách hộ."},
    )

    def clean_file(self) -> UploadedFile:
        """Refuse by size before anything is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_FILE_BYTES:
            raise forms.ValidationError(
                f"Tệp lớn hơn {MAX_FILE_BYTES // 1024 // 1024} MB. Bỏ hình ảnh và các trang không cần, hoặc tách thành nhiều tệp."
            )
        return file


def choices_of(batch: ImportBatch) -> dict[str, Any]:
    """The choices of an earlier upload, to begin the form with."""
    return {
        "decision_number": batch.decision_number,
        "signed_on": batch.signed_on,
        "effective_on": batch.effective_on,
        "reviewed_on": batch.reviewed_on,
        "complete": batch.is_complete,
        "create_groups": batch.create_groups,
    }
