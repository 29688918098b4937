"""Reduce a commitment that ended below its amount, and take the reduction back."""

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong
from camphucnam.kernel.text import clean
from programs.policies import check_can_work
from registers.services.keeping import change, check_not_future, check_standing, keep, void
from support.models import Commitment, CommitmentCut
from support.rules import budget
from support.selectors.budget import covered_by, left_of
from support.services.lines import locked
from support.services.money import Paper


@transaction.atomic
def commitment_reduce(row: Commitment, amount: int, paper: Paper, *, version: int, by: User) -> CommitmentCut:
    """The commitment is of ``amount`` from now on, at least what was paid on it and what it covers; ``paper.note`` says why."""
    check_can_work(by, row.ward_id, *row.codes)
    check_not_future(paper.on, "Ngày văn bản")
    if paper.on < row.on:
        raise DomainError(f"Ngày văn bản {format_dmy(paper.on)} sớm hơn ngày cam kết {format_dmy(row.on)}. Sửa ngày văn bản.")
    if not clean(paper.note):
        raise DomainError("Ghi lý do giảm cam kết.")
    balance, cut = locked(row.line), row.amount_dong - amount
    budget.contract_reduced(balance, cut, left_of(row), covered_by(row))
    if amount <= 0:
        raise DomainError("Chưa chi gì theo cam kết này. Không thực hiện nữa thì hủy cam kết.")
    figures = {"tu": format_dong(row.amount_dong), "con": format_dong(amount), "so": paper.number}
    change(row, {"amount_dong": amount}, version=version, by=by, viec="Giảm cam kết", **figures)
    made = CommitmentCut(
        ward=row.ward, commitment=row, on=paper.on, document_number=paper.number, amount_dong=cut, reason=clean(paper.note)
    )  # fmt: skip
    return keep(made, by=by, so_tien=cut, so=paper.number)


@transaction.atomic
def cut_void(row: CommitmentCut, reason: str, *, version: int, by: User) -> CommitmentCut:
    """The reduction was written wrongly: its money is bound again; Overspent where it is no longer free."""
    check_can_work(by, row.ward_id, *row.codes)
    commitment = row.commitment
    balance = locked(commitment.line)
    commitment.refresh_from_db()
    check_standing(commitment)
    if not row.is_voided:
        budget.contracted(balance, row.amount_dong)
        values = {"amount_dong": commitment.amount_dong + row.amount_dong}
        change(commitment, values, version=commitment.version, by=by, viec="Hủy lần giảm cam kết", so=row.document_number)
    return void(row, reason, version=version, by=by)
