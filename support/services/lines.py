"""Lines of the budget, locked while their money is counted: two people never spend the same đồng."""

from dataclasses import asdict, dataclass

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from registers.services.keeping import check_standing, write
from support.models import BudgetLine, Settlement
from support.rules.budget import Balance
from support.rules.sources import all_sources, source_name
from support.rules.words import SettlementState
from support.selectors.budget import balance_of
from support.selectors.codes import codes_of_year, contents_of_year


@dataclass(frozen=True, slots=True)
class Heading:
    """What money of a source is for: a (sub-)project or policy in a year, or one of its contents in the words of the plan."""

    year: int
    code: str
    source: str
    content: str = ""


class YearClosed(DomainError):
    """The year of the source is settled; nothing is written in it any more."""


def _check_planned(ward: Ward, wanted: Heading) -> None:
    if wanted.code not in codes_of_year(ward.pk, wanted.year):
        raise DomainError(f"Kế hoạch năm {wanted.year} không có dự án hay chính sách mã ‘{wanted.code}’. Chọn trong danh sách.")
    if wanted.content and wanted.content not in contents_of_year(ward.pk, wanted.year).get(wanted.code, []):
        raise DomainError(f"{wanted.code} trong kế hoạch năm {wanted.year} không có nội dung đã chọn. Chọn lại nội dung.")


def line_open(ward: Ward, wanted: Heading, *, by: User) -> BudgetLine:
    """The line of a heading, made when there is none. The caller has asked for the right."""
    _check_planned(ward, wanted)
    year, code, source = wanted.year, wanted.code, wanted.source
    if source not in {item.code for item in all_sources()}:
        raise DomainError("Chọn nguồn kinh phí trong danh sách.")
    Settlement.objects.get_or_create(ward=ward, year=year, source=source, defaults={"recorded_by": by})
    # Whoever opens the same line at the same time waits here.
    Settlement.objects.select_for_update().get(ward=ward, year=year, source=source)
    found: BudgetLine | None = BudgetLine.objects.in_ward(ward.pk).counting().filter(**asdict(wanted)).first()
    if found is not None:
        return found
    row = BudgetLine(ward=ward, **asdict(wanted))
    return write(row, by=by, nam=year, ma=code, noi_dung=wanted.content, nguon=source_name(source))


def locked(line: BudgetLine) -> Balance:
    """Lock the line and its settlement until the transaction ends, and count its money; YearClosed once it is settled."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a line is locked inside a transaction")
    settlement = Settlement.objects.select_for_update().get(ward=line.ward_id, year=line.year, source=line.source)
    fresh = BudgetLine.objects.select_for_update().get(pk=line.pk)
    if settlement.state == SettlementState.CLOSED:
        raise YearClosed(
            f"{source_name(line.source)} năm {line.year} đã quyết toán theo văn bản số {settlement.document_number}, nên không ghi thêm, "
            "sửa hay hủy khoản nào của năm đó. Ghi vào năm đang mở."
        )
    check_standing(fresh)
    return balance_of(fresh)
