"""The matrix of beneficiaries: class × (sub-)project × policy on a day, with document and article."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.filters import Filters
from camphucnam.ui.tables import Column, Empty
from households.views.fetch import day_of
from programs.forms.matrix import MatrixForm
from programs.rules.words import BeneficiaryClass
from programs.selectors.eligibility import plan_for_day, plan_rules
from programs.selectors.matrix import CLASSES, MatrixRow, matrix_of
from programs.views.lists import PlanList
from programs.views.plan import tabs

SHORT = {
    BeneficiaryClass.POOR: "Nghèo",
    BeneficiaryClass.NEAR_POOR: "Cận nghèo",
    BeneficiaryClass.ESCAPED_POVERTY: "Mới thoát nghèo",
    BeneficiaryClass.ESCAPED_NEAR_POVERTY: "Mới thoát cận nghèo",
    BeneficiaryClass.AVERAGE: "Mức sống TB",
    BeneficiaryClass.NOT_POOR: "Không nghèo",
    BeneficiaryClass.LOW_INCOME_WORKER: "Lao động thu nhập thấp",
    BeneficiaryClass.DISABLED_WITHOUT_LIVELIHOOD: "Khuyết tật, không sinh kế ổn định",
}


@needs(Permission.VIEW_PLAN)
def matrix(request: OfficeRequest) -> HttpResponseBase:
    """Which class benefits from what on the day, and where the plan says so."""
    day = day_of(request)
    try:
        rules = plan_rules(plan_for_day(request.ward.pk, day))
    except DomainError:
        return render(request, "programs/no_plan.html")
    form = MatrixForm(request.GET, classes=CLASSES)
    chosen = form.chosen
    classes = (chosen,) if chosen else CLASSES
    shown = [row for row in matrix_of(rules, day, with_contents=form.with_contents) if chosen is None or row.names(chosen)]
    page = PlanList(
        "Ai được hưởng gì",
        f"Theo {rules.plan.citation}, quy tắc còn hiệu lực tại ngày {format_dmy(day)}.",
        "quy tắc",
        "doi-tuong-chinh-sach",
        (*_columns(classes), Column("Văn bản, mục", _passage)),
        Empty("Không có quy tắc nào còn hiệu lực vào ngày này.", "Chọn ngày khác."),
        day,
        may_export=True,
        note="",
        tabs=tabs(rules.plan, "programs:matrix", request.user),
        export_columns=(*_columns(classes), *IN_FULL),
    )
    return page.draw(request, shown, Filters(form, request.GET, searches=False))


def _columns(classes: tuple[BeneficiaryClass, ...]) -> list[Column]:
    return [
        Column("Dự án, chính sách", lambda row: f"{row.subject.code} {row.subject.name}"),
        *(Column(SHORT[item], _mark(item), title=item.label.capitalize()) for item in classes),
        Column("Ai, điều kiện", lambda row: "; ".join(filter(None, [row.rule.unit.label, row.conditions]))),
    ]


def _mark(item: BeneficiaryClass) -> Callable[[MatrixRow], str]:
    def read(row: MatrixRow) -> str:
        return "" if not row.names(item) else "Ưu tiên" if row.is_priority else "Có"

    return read


def _days(row: MatrixRow) -> str:
    """Empty where the rule holds as long as the plan."""
    first = f"từ {format_dmy(row.rule.from_on)}" if row.rule.from_on else ""
    last = f"đến hết {format_dmy(row.rule.to_on)}" if row.rule.to_on else ""
    return " ".join(filter(None, [first, last]))


def _passage(row: MatrixRow) -> SafeString:
    derived = " (suy ra, kế hoạch không có mục đối tượng)" if row.rule.is_derived else ""
    days = f"; {_days(row)}" if _days(row) else ""
    words = '{}{}<details class="why"><summary>Nguyên văn</summary>“{}”{}</details>'
    return format_html(words, row.rule.source, days, row.rule.text, derived)


IN_FULL = (
    Column("Hiệu lực", lambda row: _days(row) or "Cùng kế hoạch"),
    Column("Văn bản, mục", "rule__source"),
    Column("Nguyên văn", "rule__text"),
)
