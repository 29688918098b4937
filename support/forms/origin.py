"""Where what a household is given comes from: one choice of a grant that stands, a line of the budget, a donor, or what is no grant."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import MISSING, format_dong
from camphucnam.ui.fields import TextField
from camphucnam.ui.forms import set_choices
from households.models import Household
from registers.forms import StepForm
from support.forms.grants import EXCEPTION_HELP
from support.models import BudgetLine, Commitment, Grant
from support.selectors.budget import balances, contracts_with_room
from support.selectors.grants import open_lines
from support.selectors.tied import free_grants
from support.services.grants import DoubleBenefit, NotEligible
from support.services.tying import Origin

MOST_GRANTS = 200
DONOR = "tang"
GRANT, LINE, CONTRACT = "khoan-", "dong-", "hop-dong-"
REASONS = ("override_reason", "conflict_reason")
Pairs = Sequence[tuple[str, str]]


class OriginFields(forms.Form):
    """What forms of rows that hang on grants share. The reasons for an exception are asked for only once a service has refused, and only
    from who may give them."""

    ELSEWHERE: ClassVar[Pairs] = ()

    origin = forms.ChoiceField(label="Khoản hỗ trợ, hoặc nguồn", error_messages={"required": "Chọn nguồn."})
    donor = TextField(
        label="Tên người, đơn vị tặng, chi trả", max_length=200, required=False,
        help_text="Chỉ ghi khi không dùng kinh phí của phường.",
    )  # fmt: skip
    override_reason = TextField(
        label="Lý do vẫn hỗ trợ", max_length=300, required=False, help_text=EXCEPTION_HELP.format(what="không thuộc đối tượng")
    )
    conflict_reason = TextField(
        label="Lý do vẫn hỗ trợ khi trùng", max_length=300, required=False, help_text=EXCEPTION_HELP.format(what="có thể trùng hỗ trợ")
    )

    def set_origins(self, code: str, user: User, ward_id: int, homes: Iterable[Household] | None = None, empty: str = "Chọn") -> None:
        """Free grants of the code (of these households), open lines of the code, donors, and ``ELSEWHERE``."""
        rows = free_grants(ward_id, code)
        rows = rows if homes is None else rows.filter(household__in=homes)
        lines = open_lines(ward_id, code)
        free, grants = balances(lines), list(rows[:MOST_GRANTS])
        self.found: dict[str, Grant | BudgetLine | Commitment] = {f"{GRANT}{row.pk}": row for row in grants}
        self.found |= {f"{LINE}{row.pk}": row for row in lines}
        contracts = {row.pk: (row, room) for row, room in contracts_with_room(lines)}
        self.found |= {f"{CONTRACT}{pk}": row for pk, (row, _) in contracts.items()}
        groups: list[tuple[str, Any]] = [
            ("Khoản hỗ trợ đã ghi, chưa gắn sổ", [(f"{GRANT}{row.pk}", grant_words(row)) for row in grants]),
            ("Nguồn kinh phí của phường", [
                (f"{LINE}{row.pk}", f"{row}, còn {format_dong(free[row.pk].free)} chưa cam kết")
                for row in lines
            ]),
            ("Mua theo hợp đồng đã ký", [(f"{CONTRACT}{pk}", f"{row}, còn {format_dong(room)}") for pk, (row, room) in contracts.items()]),
            ("Không dùng kinh phí của phường", [(DONOR, "Người, đơn vị tặng, chi trả (ghi tên ở dưới)"), *self.ELSEWHERE]),
        ]  # fmt: skip
        set_choices(self, "origin", [("", empty), *(group for group in groups if group[1])])
        self.may_except = user.may(Permission.EDIT_PLAN, ward_id)
        self.reasons = {name: self.fields.pop(name) for name in REASONS}
        if self.may_except and any(name in self.data for name in REASONS):
            self.fields.update(self.reasons)

    def refuse(self, error: DomainError, field: str | None = None) -> None:
        """Where the household is outside the rules, the form asks an officer for the reason."""
        if self.may_except and isinstance(error, NotEligible | DoubleBenefit):
            self.fields.update(self.reasons)
        super().refuse(error, field)  # type: ignore[misc]

    def check_donor(self, values: dict[str, Any]) -> None:
        """A donor has a name."""
        if values.get("origin") == DONOR and not values.get("donor"):
            self.add_error("donor", "Ghi tên người, đơn vị tặng hoặc chi trả.")

    @property
    def chosen(self) -> Origin | None:
        """The choice as the service takes it; None for what is no grant."""
        values = self.cleaned_data
        row = self.found.get(values["origin"])
        reasons = {name: values.get(name, "") for name in REASONS}
        if isinstance(row, Grant):
            return Origin(grant=row)
        if isinstance(row, Commitment):
            return Origin(line=row.line, commitment=row, **reasons)
        if row is not None:
            return Origin(line=row, **reasons)
        return Origin(donor=values["donor"], **reasons) if values["origin"] == DONOR else None


def grant_words(row: Grant) -> str:
    """``TDP01-003 Nguyễn Văn Ví Dụ: Tiền mặt 1.000.000 đồng, Ngân sách phường``."""
    worth = MISSING if row.value_dong is None else format_dong(row.value_dong)
    return f"{row.household.code} {row.name}: {row.what}, {worth}, {row.origin}"


class TieForm(OriginFields, StepForm):
    """Hang a row that was written before on its grant."""

    def prepare(self) -> None:
        """Grants of the household, lines of the code."""
        self.set_origins(self.row.GRANT_CODE, self.user, self.row.ward_id, [self.row.home])

    def clean(self) -> dict[str, Any]:
        """A donor has a name."""
        values: dict[str, Any] = super().clean() or {}
        self.check_donor(values)
        return values | {"chosen": self.chosen} if not self.errors else values
