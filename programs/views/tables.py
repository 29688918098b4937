"""Tables of the plan's pages."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty, Table
from programs.models import Policy, SubProject
from programs.rules.words import BeneficiaryClass
from programs.selectors.plans import classes_of
from programs.selectors.work import AgencyBoard


def _classes(subproject: SubProject) -> str:
    labels = [BeneficiaryClass(code).label for code in classes_of(subproject.rules.all())]
    return ", ".join(labels).capitalize() if labels else "Cán bộ, cơ quan"


def subprojects_table(subprojects: Sequence[SubProject]) -> Table:
    """Who leads which (sub-)project, for whom."""
    columns = [
        Column("Mã", "code"),
        Column(
            "Dự án, tiểu dự án",
            lambda row: row.full_name if row.is_whole_project else f"{row.project.printed.rstrip('.:')} – {row.full_name}",
        ),
        Column("Cơ quan chủ trì", lambda row: row.lead.name if row.lead else "Chưa giao"),
        Column("Đối tượng", _classes),
        Column("Nội dung", lambda row: len(row.contents.all()), "number", title="Số nội dung hỗ trợ"),
        Column("Mã quốc gia", lambda row: row.national_code or "Chưa có"),
    ]
    return Table(
        columns,
        subprojects,
        caption="Dự án, tiểu dự án và cơ quan chủ trì",
        row_url=lambda row: reverse("programs:subproject", args=[row.pk]),
        link=1,
        empty=Empty("Kế hoạch chưa có dự án nào."),
    )


def _owners(policy: Policy) -> str:
    return "; ".join(owner.name for owner in policy.owners.all()) or state_badge("risk", "Chưa giao cho đơn vị nào")


def policies_table(policies: Sequence[Policy]) -> Table:
    """Who owns which policy."""
    columns = [Column("Mã", "code"), Column("Chính sách", "name"), Column("Đơn vị phụ trách", _owners)]
    return Table(
        columns,
        policies,
        caption="Chính sách thường xuyên và đơn vị phụ trách",
        row_url=lambda row: reverse("programs:policy", args=[row.pk]),
        link=1,
        empty=Empty("Kế hoạch chưa có chính sách nào."),
    )


def _states(board: AgencyBoard, visible: bool) -> SafeString | str:
    if not visible:
        return "Chỉ đơn vị và người theo dõi xem được"
    badges = format_html_join(" ", "{}", ((state_badge(badge, f"{label} {number}"),) for badge, label, number in board.counts))
    return format_html("<span>{}</span>", badges)


def boards_table(boards: Sequence[tuple[AgencyBoard, bool]], year: int) -> Table:
    """Agencies with what they do and how it stands; progress only where it is visible."""
    columns = [
        Column("Đơn vị", lambda row: row[0].agency.name),
        Column("Nhiệm vụ", lambda row: len(row[0].items), "number"),
        Column("Chủ trì", lambda row: ", ".join(row[0].led_codes) or "–"),
        Column("Tình trạng", lambda row: _states(*row)),
    ]
    return Table(
        columns,
        boards,
        caption="Đơn vị, số nhiệm vụ và tình trạng",
        row_url=lambda row: f"{reverse('programs:agency', args=[row[0].agency.pk])}?nam={year}",
    )
