"""Lists of grants: made for households of a filter or a pasted list, looked at first, then written at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError
from households.models import Household
from programs.policies import check_can_work
from registers.services.keeping import check_not_future, check_standing, keep
from support.models import Grant, GrantBatch
from support.rules import budget
from support.rules.pasting import MOST_LINES, codes_in
from support.rules.words import GrantState, Share
from support.selectors.prospects import Filter, Prospect, households_of, n_people, prospects
from support.services.grants import check_line, settle, tidy
from support.services.lines import locked


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Why those outside the rules get it all the same; empty: they do not."""

    override: str = ""
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line of the preview. ``problem`` is what keeps it out as it stands."""

    code: str
    household: Household | None = None
    prospect: Prospect | None = None
    value_dong: int | None = None
    quantity: int | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        """The head of the household."""
        return self.household.head_name if self.household is not None else ""

    def remark(self, reasons: Exceptions) -> str:
        """Why it cannot be added with these reasons; empty: it can."""
        if self.problem or self.prospect is None:
            return self.problem
        if not self.prospect.is_eligible and not reasons.override:
            return self.prospect.obstacle
        if self.prospect.conflict and not reasons.conflict:
            return f"Có thể trùng hỗ trợ. {self.prospect.conflict}"
        return ""


@transaction.atomic
def batch_make(batch: GrantBatch, *, by: User) -> GrantBatch:
    """A new list, still without households."""
    check_can_work(by, batch.ward_id, *batch.codes)
    check_not_future(batch.decided_on, "Ngày quyết định")
    check_line(batch)
    tidy(batch)
    return keep(batch, by=by, ten=batch.name, ma=batch.code)


def candidates_matching(batch: GrantBatch, wanted: Filter, *, by: User) -> list[Candidate]:
    """Households of a filter on the day of the decision."""
    rows = households_of(by, batch.ward_id, wanted, batch.decided_on)
    if wanted.only_eligible:
        known = prospects(batch.ward_id, batch.code, rows, batch.decided_on, batch.content)
        rows = [row for row in rows if known[row.pk].is_eligible]
        if not rows:
            raise DomainError(f"Chưa có hộ nào thuộc đối tượng của {batch.code} vào ngày quyết định.")
    return _candidates(batch, [(row.code, row) for row in rows])


def candidates_named(batch: GrantBatch, text: str, *, by: User) -> list[Candidate]:
    """Households of a pasted list of codes."""
    codes = codes_in(text)
    rows = Household.objects.servable_to(by).in_ward(batch.ward_id).filter(code__in={*codes, *(code.upper() for code in codes)})
    known = {row.code.upper(): row for row in rows.select_related("group", "ward")}
    return _candidates(batch, [(code, known.get(code.upper())) for code in codes])


def _candidates(batch: GrantBatch, named: list[tuple[str, Household | None]]) -> list[Candidate]:
    if len(named) > MOST_LINES:
        raise DomainError(f"Danh sách có {len(named)} hộ, mỗi lần chỉ thêm đến {MOST_LINES}. Chọn ít tổ dân phố hơn hoặc chia nhiều lần.")
    check_standing(batch)
    listed = set(batch.grants.counting().exclude(state=GrantState.CANCELLED).values_list("household", flat=True))
    fresh = [row for _, row in named if row is not None and row.pk not in listed]
    people = n_people([row.pk for row in fresh], batch.decided_on) if batch.share == Share.PERSON else {}
    known = prospects(batch.ward_id, batch.code, fresh, batch.decided_on, batch.content)
    found, first = [], dict[int, str]()
    for code, row in named:
        if row is not None and first.setdefault(row.pk, code) != code:
            found.append(Candidate(code, row, problem=f"Trùng hộ với dòng {first[row.pk]} ở trên."))
        else:
            found.append(_candidate(batch, code, row, known.get(row.pk) if row else None, people))
    return found


def _candidate(batch: GrantBatch, code: str, row: Household | None, prospect: Prospect | None, people: dict[int, int]) -> Candidate:
    if row is None:
        return Candidate(code, problem="Không có hộ mang mã này. Kiểm tra lại mã.")
    if prospect is None:
        return Candidate(code, row, problem="Đã có trong đợt.")
    times = people[row.pk] if batch.share == Share.PERSON else 1
    if not times:
        return Candidate(code, row, prospect, problem="Hộ không có nhân khẩu nào vào ngày quyết định.")
    value = None if batch.value_dong is None else batch.value_dong * times
    return Candidate(code, row, prospect, value, None if batch.quantity is None else batch.quantity * times)


@transaction.atomic
def batch_fill(batch: GrantBatch, candidates: Iterable[Candidate], reasons: Exceptions, *, by: User) -> int:
    """Add every household without problem, and with reasons those outside the rules; how many. The money is counted once, for all."""
    check_can_work(by, batch.ward_id, *batch.codes)
    check_standing(batch)
    chosen = [item for item in candidates if item.household is not None and not item.remark(reasons)]
    if not chosen:
        raise DomainError("Không có hộ nào thêm được. Xem lý do ở từng dòng, chọn lại rồi kiểm tra lại.")
    if batch.line is not None:
        budget.promised(locked(batch.line), sum(item.value_dong or 0 for item in chosen))
    for item in chosen:
        _write(batch, item, reasons, by=by)
    return len(chosen)


def _write(batch: GrantBatch, item: Candidate, reasons: Exceptions, *, by: User) -> Grant:
    if item.household is None or item.prospect is None:
        raise DomainError(item.problem)
    row = Grant(
        ward=batch.ward, batch=batch, household=item.household, line=batch.line, code=batch.code, content=batch.content, kind=batch.kind,
        donor=batch.donor,
        item=batch.item, unit=batch.unit, decided_on=batch.decided_on, quantity=item.quantity, value_dong=item.value_dong,
        override_reason=reasons.override, conflict_reason=reasons.conflict,
    )  # fmt: skip
    settle(row, item.prospect, by=by)
    return keep(row, by=by, dot=batch.name, thuoc_doi_tuong=row.is_eligible, trung=bool(row.conflict))
