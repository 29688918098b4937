"""Needs that households and people expressed: kinds, states, and when a need counts in a period."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.enums import LabelledEnum


class NeedKind(LabelledEnum):
    """What is needed (denominators of the targets "có nhu cầu")."""

    JOB = "job", "Việc làm"
    JOB_INFO = "job_info", "Thông tin, tư vấn việc làm"
    VOCATIONAL = "vocational", "Đào tạo kỹ năng nghề"
    LOAN = "loan", "Vay vốn"
    HOUSING = "housing", "Hỗ trợ nhà ở"
    TELECOM = "telecom", "Dịch vụ viễn thông, internet"
    LEGAL_AID = "legal_aid", "Trợ giúp pháp lý"


PERSONAL_KINDS = frozenset({NeedKind.JOB, NeedKind.JOB_INFO, NeedKind.VOCATIONAL, NeedKind.LEGAL_AID})
"""Needs of one person; the others are the household's."""
CONFIDENTIAL_KINDS = frozenset({NeedKind.LEGAL_AID})
"""Whose need it is, only those learn who answer the kind; whoever wrote it down keeps seeing that it was passed on."""


def hidden_kinds(answered: Collection[NeedKind]) -> frozenset[NeedKind]:
    """Confidential kinds that stay closed to somebody who answers these kinds."""
    return CONFIDENTIAL_KINDS.difference(answered)


class NeedState(LabelledEnum):
    """Where a need stands."""

    EXPRESSED = "expressed", "Chưa đáp ứng"
    MET = "met", "Đã đáp ứng"
    WITHDRAWN = "withdrawn", "Không còn nhu cầu"
    MISTAKEN = "mistaken", "Ghi nhầm"


NEED_TRANSITIONS: dict[NeedState, tuple[NeedState, ...]] = {
    NeedState.EXPRESSED: (NeedState.MET, NeedState.WITHDRAWN, NeedState.MISTAKEN),
    NeedState.MET: (NeedState.EXPRESSED, NeedState.MISTAKEN),
    NeedState.WITHDRAWN: (NeedState.MISTAKEN,),
    NeedState.MISTAKEN: (),
}


class NeedChannel(LabelledEnum):
    """How the office learnt of a need."""

    SURVEY = "survey", "Khảo sát nhu cầu"
    ASSESSMENT = "assessment", "Cùng phiếu rà soát"
    EVENT = "event", "Cùng báo biến cố"
    REQUEST = "request", "Người dân đề nghị"


@dataclass(frozen=True, slots=True)
class NeedDays:
    """The days of a need; ``met_on`` and ``withdrawn_on`` are the day on which it ended, at most one of them is set.

    A need recorded by mistake never counts.
    """

    expressed_on: date
    met_on: date | None = None
    withdrawn_on: date | None = None
    mistaken: bool = False

    def counts_in(self, first: date, last: date) -> bool:
        """Whether the need belongs to the denominators of a period (both days inside): expressed on or before the last
        day, and neither met nor withdrawn before the first."""
        return not self.mistaken and self.expressed_on <= last and (self.ended_on is None or self.ended_on >= first)

    @property
    def ended_on(self) -> date | None:
        """The day on which it was met or withdrawn; None while it waits."""
        return self.met_on or self.withdrawn_on

    def is_answered_by(self, day: date) -> bool:
        """Whether help given on ``day`` is help for this need: told by then, not withdrawn before, and not met in an earlier year.

        Help from before the need was told answers nothing. One that was met goes on being helped within its year: somebody who was
        told about work in March and found it in May needed work in that year."""
        if self.mistaken or self.expressed_on > day or (self.withdrawn_on is not None and self.withdrawn_on < day):
            return False
        return self.met_on is None or self.met_on.year >= day.year

    def state_on(self, day: date) -> NeedState:
        """Where the need stood at the end of a day; one recorded by mistake was never there."""
        if self.mistaken:
            return NeedState.MISTAKEN
        if self.met_on is not None and self.met_on <= day:
            return NeedState.MET
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return NeedState.WITHDRAWN
        return NeedState.EXPRESSED

    def met_in(self, first: date, last: date) -> bool:
        """Whether it was met in the period."""
        return not self.mistaken and self.met_on is not None and first <= self.met_on <= last
