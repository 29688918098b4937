"""The tab "Sinh kế, việc làm" of the household page."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.tables import Column, Empty, Table
from households.models import Household
from households.views.fetch import day_of, household_crumbs, household_of
from livelihoods.rules.loan_programmes import programme_name
from livelihoods.selectors.household import HouseholdWork, work_of
from livelihoods.views.catalogue import BOOK
from livelihoods.views.credit import standing_badge
from livelihoods.views.initiatives import model_badge
from livelihoods.views.jobs import abroad_badge, still_working
from livelihoods.views.training import certificate, enrolment_badge

NOTHING = Empty("Chưa ghi gì.")


@needs(Permission.VIEW_REGISTER)
def livelihoods(request: OfficeRequest, code: str) -> HttpResponse:
    """Everything recorded about work, training, models and loans of the household up to a day."""
    household, day = household_of(request, code), day_of(request)
    tables = _tables(household, day)
    context = {"household": household, "day": day, "tables": tables, "crumbs": household_crumbs(household)}
    return render(request, "livelihoods/household.html", context)


def _tables(household: Household, day: date) -> list[tuple[str, Table]]:
    """Only what there is."""
    found = work_of(household, day)
    tables = [*_work_tables(found), *_other_tables(found)]
    return [(heading, table) for heading, table in tables if table.rows]


def _work_tables(found: HouseholdWork) -> list[tuple[str, Table]]:
    seekers = [Column("Người", "member__full_name"), Column("Tìm việc từ", "from_on", "day"), Column("Đến hết", lambda r: r.to_on, "day"),
               Column("Nguyện vọng", "wishes")]  # fmt: skip
    fairs = [Column("Người", "name"), Column("Phiên", "activity__title"), Column("Ngày", "last_day", "day")]
    at_fair = lambda row: reverse("livelihoods:fair_of", args=[row.activity_id])  # noqa: E731
    placements = [Column("Người", "seeker__member__full_name"), Column("Nhận việc", "started_on", "day"), Column("Công việc", "job"),
                  Column("Nơi làm", "employer"), Column("Khi hỏi lại", still_working)]  # fmt: skip
    abroad = [Column("Người", "member__full_name"), Column("Nước", "country"), Column("Ký ngày", "signed_on", "day"),
              Column("Tình trạng", abroad_badge)]  # fmt: skip
    enrolments = [Column("Người", "member__full_name"), Column("Nghề", "vocational_class__occupation"),
                  Column("Vào lớp", "enrolled_on", "day"),
                  Column("Tình trạng", enrolment_badge), Column("Chứng chỉ", certificate)]  # fmt: skip
    return [
        _table("Tìm việc làm", seekers, found.seekers),
        ("Dự phiên giao dịch việc làm", Table(fairs, list(found.fairs), caption="Dự phiên giao dịch", empty=NOTHING, row_url=at_fair)),
        _table("Đã nhận việc", placements, found.placements),
        _table("Đi làm việc ở nước ngoài", abroad, found.abroad),
        _table("Học nghề", enrolments, found.enrolments),
    ]


def _other_tables(found: HouseholdWork) -> list[tuple[str, Table]]:
    models = [Column("Mô hình", "model__name"), Column("Từ ngày", "from_on", "day"), Column("Đến hết", lambda r: r.to_on, "day"),
              Column("Tình trạng", lambda row: model_badge(row.model))]  # fmt: skip
    groups = [Column("Tổ, nhóm", "group__name"), Column("Sản phẩm", "group__product"), Column("Từ ngày", "from_on", "day")]
    confirmations = [Column("Người vay", "borrower__full_name"), Column("Chương trình", lambda row: programme_name(row.programme)),
                     Column("Xác nhận tại ngày", "confirmed_on", "day")]  # fmt: skip
    loans = [Column("Người vay", "loan__borrower__full_name"), Column("Chương trình", lambda row: programme_name(row.loan.programme)),
             Column("Số tiền", "loan__amount_dong", "dong"), Column("Dư nợ", "state__outstanding_dong", "dong"),
             Column("Đến hạn", "state__due_on", "day"), Column("Tình trạng", lambda row: standing_badge(row.state))]  # fmt: skip
    return [
        _table("Mô hình sinh kế", models, found.models),
        _table("Tổ, nhóm sản xuất", groups, found.groups),
        _table("Xác nhận vay vốn", confirmations, found.confirmations),
        ("Vay vốn", Table(loans, found.loans, caption="Vay vốn", empty=NOTHING, row_url=lambda row: BOOK.page_of(row.loan))),
    ]


def _table(heading: str, columns: list[Column], rows: object) -> tuple[str, Table]:
    """A table whose rows lead to the register."""
    return heading, Table(columns, list(rows), caption=heading, empty=NOTHING, row_url=BOOK.page_of)  # type: ignore[call-overload]
