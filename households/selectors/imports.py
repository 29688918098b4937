"""Imports as the pages show them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from camphucnam.accounts.models import User
from camphucnam.jobs.models import Job
from households.models import ImportBatch, ImportLine
from households.models.imports import LineKind

TAB_WORDS = {LineKind.ERROR: "loi", LineKind.WARNING: "canh-bao", LineKind.CHANGE: "thay-doi"}
KIND_OF_WORD = {word: kind for kind, word in TAB_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure on top of a preview; ``tab`` is the list that it counts."""

    label: str
    value: int | None
    note: str = ""
    tab: str = ""

    @property
    def url(self) -> str:
        """The list on the same page."""
        return f"?xem={self.tab}" if self.tab else ""


def imports_of(user: User, ward_id: int) -> QuerySet[ImportBatch]:
    """Imports of the ward, newest first."""
    return ImportBatch.objects.visible_to(user).filter(ward=ward_id).select_related("uploaded_by", "committed_by").order_by("-pk")


def newest_job(batch: ImportBatch) -> Job | None:
    """The newest background work for the import."""
    return Job.objects.filter(key=f"import:{batch.pk}").order_by("-pk").first()


def lines_of(batch: ImportBatch, kind: LineKind) -> QuerySet[ImportLine]:
    """One list of the preview, in the order of the file."""
    return ImportLine.objects.filter(batch=batch, kind=kind).order_by("pk")


def count_of(batch: ImportBatch, kind: LineKind) -> int:
    """How many lines a list has, without asking for them."""
    return {LineKind.ERROR: batch.n_errors, LineKind.WARNING: batch.n_warnings, LineKind.CHANGE: batch.n_changes}[kind]


def first_tab(batch: ImportBatch) -> LineKind:
    """The list to show first: what stops the import, else what it changes."""
    return LineKind.ERROR if batch.n_errors else LineKind.CHANGE


def tiles_of(batch: ImportBatch) -> list[Tile]:
    """The figures of a preview or a committed import."""
    summary: dict[str, Any] = batch.summary
    if not summary:
        return []
    households, members, periods = summary["households"], summary["members"], summary["status_periods"]
    return [
        Tile("Lỗi phải sửa", batch.n_errors, "còn lỗi thì chưa ghi được" if batch.n_errors else "", TAB_WORDS[LineKind.ERROR]),
        Tile("Cảnh báo", batch.n_warnings, "", TAB_WORDS[LineKind.WARNING]),
        Tile("Hộ thêm mới", households["created"], f"{members['created']} nhân khẩu thêm mới", TAB_WORDS[LineKind.CHANGE]),
        Tile("Hộ cập nhật", households["updated"], f"{households['unchanged']} hộ không đổi", TAB_WORDS[LineKind.CHANGE]),
        Tile("Phân loại mở mới", periods["opened"], f"{periods['closed']} phân loại kết thúc"),
        Tile("Hộ vắng mặt trong tệp", len(summary["absent"])),
    ]
