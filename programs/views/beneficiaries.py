"""The reverse question: everyone entitled to a (sub-)project, a policy or a content on a day, and what came of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.badges import class_badge, state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from households.views.fetch import day_of
from programs.forms.beneficiaries import BeneficiaryForm
from programs.policies import can_read
from programs.registry import provided_in
from programs.rules.words import VerdictState
from programs.selectors.beneficiaries import Beneficiary, Delivery, Span, beneficiaries_of
from programs.selectors.eligibility import PlanRules, plan_for_day, plan_rules
from programs.selectors.entitlements import BADGES, THE_HOUSEHOLD, Subject, subjects_of
from programs.selectors.homes import Home, groups_of, homes_for, names_of
from programs.views.lists import PlanList

P = Permission
DELIVERIES = {
    Delivery.GIVEN: "done",
    Delivery.PARTLY: "risk",
    Delivery.PLANNED: "running",
    Delivery.UNTOLD: "waiting",
    Delivery.NONE: "late",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A household, or one of its people, as the list shows it."""

    home: Home
    who: str
    row: Beneficiary


@dataclass(frozen=True, slots=True)
class _Asked:
    """A (sub-)project or policy, or the content of it with the number ``order``."""

    subject: Subject
    rules: PlanRules
    day: date
    order: int | None = None

    @property
    def heading(self) -> str:
        return f"nội dung {self.order} của {self.subject.code}" if self.order is not None else self.subject.name

    @property
    def lead(self) -> str:
        if self.order is None:
            return f"{self.subject.code}, theo quy tắc của kế hoạch"
        own = (self.subject.code, self.order) in self.rules.by_content
        words = self.rules.contents[self.subject.code, self.order].rstrip(".;")
        return f"“{words}”. Theo quy tắc {'riêng của nội dung' if own else f'chung của {self.subject.code}'}"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        code = self.subject.code
        up = [] if self.order is None else [(f"Ai được hưởng {code}", f"{reverse('programs:beneficiaries', args=[code])}?{self._query}")]
        return [(self.subject.name, reverse("programs:desk", args=[code])), *up]

    @property
    def _query(self) -> str:
        return urlencode({"ngay": format_dmy(self.day)})

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(words, address) of the lists of single contents, from the list of the whole."""
        if self.order is not None:
            return []
        return [
            (f"{order}. {words}", f"{reverse('programs:content_beneficiaries', args=[self.subject.code, order])}?{self._query}")
            for order, words in self.rules.contents_of(self.subject.code).items()
        ]


def _asked(ward_id: int, day: date, code: str, order: int | None) -> _Asked:
    """404 where the plan of the day has no such (sub-)project, policy or content."""
    try:
        rules = plan_rules(plan_for_day(ward_id, day))
    except DomainError:
        raise Http404 from None
    subject = next((item for item in subjects_of(rules.plan) if item.code == code), None)
    if subject is None or (order is not None and (code, order) not in rules.contents):
        raise Http404
    return _Asked(subject, rules, day, order)


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def beneficiaries(request: OfficeRequest, code: str, order: int | None = None) -> HttpResponseBase:
    """Households and persons who benefit; for who keeps the code's registers and who reads the ward's list. ``order``: from the
    content with this number."""
    day, ward_id = day_of(request), request.ward.pk
    if not can_read(request.user, ward_id, code):
        raise Http404
    asked = _asked(ward_id, day, code, order)
    form = BeneficiaryForm(request.GET, groups=groups_of(ward_id), of_content=order is not None)
    homes = homes_for(request.user, ward_id, text=form.value("q") or "", group=form.value("to"))
    span = Span(form.value("tinh_tu") or Span.YEAR)
    rows = beneficiaries_of(code, order, asked.rules, day, provided_in(ward_id), span)
    wanted = _states(form.value("doi_tuong"))
    found = {row.household: row for row in rows if row.state in wanted}
    ordered = [found[key] for key in homes if key in found]
    by_person, opens = form.value("theo") == "nguoi", request.user.may(P.VIEW_REGISTER, ward_id)
    lines = [line for row in ordered for line in _lines(row, by_person=by_person)]
    counts = Counter(line.delivery for line in lines)
    kept = [line for line in lines if form.value("tinh_trang") in (None, line.delivery)]
    page = _list(asked, span, homes, counts, by_person=by_person, opens=opens)
    return page.draw(request, kept, Filters(form, request.GET, folded=("ngay", "doi_tuong", "tinh_tu")))


def _states(asked: str | None) -> frozenset[str]:
    """Those who benefit, with or without priority; or what was asked for."""
    return frozenset({asked} if asked else {VerdictState.ELIGIBLE, VerdictState.PRIORITY})


def _lines(row: Beneficiary, *, by_person: bool) -> list[Beneficiary]:
    """One line for the household with its people, or one line a person."""
    return [row.of_person(key) for key in row.people] if by_person else [row]


def _list(what: _Asked, span: Span, homes: Mapping[int, Home], counts: Mapping[Delivery, int], *, by_person: bool, opens: bool) -> PlanList:
    day = what.day
    counted = {Span.YEAR: f"từ đầu năm {day.year}", Span.STANDING: "từ ngày hộ vào diện đang hưởng", Span.EVER: "từ trước đến nay"}[span]

    def dressed(lines: Sequence[Beneficiary]) -> list[Shown]:
        names = names_of(key for row in lines for key in row.people)
        return [Shown(homes[row.household], _who(row, names), row) for row in lines]

    query = urlencode({"muc": "quyen-loi", "ngay": format_dmy(day)})
    return PlanList(
        f"Ai được hưởng: {what.heading}",
        f"{what.lead} tại ngày {format_dmy(day)}; đã hưởng tính {counted}.",
        "người" if by_person else "hộ",
        "-".join(filter(None, ["duoc-huong", what.subject.code.replace(".", "-").lower(), str(what.order or "")])),
        SCREEN_COLUMNS,
        Empty("Không có hộ nào khớp.", "Bỏ bớt điều kiện lọc. Nội dung không dành cho hộ dân thì danh sách luôn trống."),
        day,
        dressed,
        (lambda shown: f"{reverse('households:household', args=[shown.home.code])}?{query}") if opens else None,
        1,
        may_export=True,
        export_columns=SHEET_COLUMNS,
        counts=[(DELIVERIES[item], item.label, counts[item]) for item in Delivery if counts[item]],
        crumbs=what.crumbs,
        parts=what.parts,
    )


def _who(row: Beneficiary, names: Mapping[int, str]) -> str:
    return ", ".join(names.get(key, "") for key in row.people) or (THE_HOUSEHOLD if row.whole_household else "")


def _standing(shown: Shown) -> SafeString | str:
    standing = shown.row.standing
    return class_badge(standing.value, standing.label[:1].upper() + standing.label[1:]) if standing else "Chưa có phân loại"


def _outcome(row: Beneficiary) -> str:
    """``Hưởng một phần: 2/4 người``."""
    return f"{row.delivery.label}: {len(row.served)}/{row.n_people} người" if row.delivery is Delivery.PARTLY else row.delivery.label


def _delivered(shown: Shown) -> SafeString:
    badge = state_badge(DELIVERIES[shown.row.delivery], _outcome(shown.row))
    day = format_html('<div class="small muted">{}</div>', format_dmy(shown.row.given_on)) if shown.row.given_on else ""
    return format_html("{}{}", badge, day)


COLUMNS = (
    code_column("home__code"),
    name_column("Chủ hộ", "home__head"),
    group_column("home__group"),
    Column("Phân loại", _standing),
    name_column("Người được hưởng", "who"),
    Column("Đối tượng", lambda shown: state_badge(BADGES[shown.row.state], shown.row.state.label)),
)
SCREEN_COLUMNS = (*COLUMNS, Column("Kết quả", _delivered, title="Kết quả và ngày hưởng gần nhất"))
SHEET_COLUMNS = (
    *COLUMNS,
    Column("Kết quả", lambda shown: _outcome(shown.row)),
    Column("Ngày hưởng gần nhất", "row__given_on", "day"),
)
