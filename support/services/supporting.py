"""The check for double benefit of rows that support a household by themselves."""

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import NotAllowed
from support.models import SupportingRow
from support.rules.double_benefit import conflicts_of, words_of
from support.selectors.benefits import benefit_of_row, benefits_of
from support.services.grants import explain_conflict


def check_double(row: SupportingRow, *, by: User) -> None:
    """Keep with the new row what speaks against it; DoubleBenefit where nobody says why the household gets it all the same, NotAllowed
    where the reason comes from somebody else than the officer."""
    home, wanted = row.supported_home, benefit_of_row(row)
    row.conflict = words_of(conflicts_of(wanted, benefits_of([home.pk])[home.pk]))
    explain_conflict(row, home)
    if row.conflict_reason and not by.may(Permission.EDIT_PLAN, home.ward_id):
        raise NotAllowed("Chỉ cán bộ LĐTBXH được cho hỗ trợ khi có thể trùng. Đề nghị cán bộ LĐTBXH ghi dòng này.")
