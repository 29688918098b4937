"""The last look at a household as read: its head, its scores, its size."""

from camphucnam.kernel.text import fold
from households.rules.classes import HouseholdClass
from households.rules.workbook.household_rows import Block
from households.rules.workbook.members import HEAD_RELATION
from households.rules.workbook.problems import Place, Problems
from households.rules.workbook.records import HouseholdRecord, SheetKind


def close_household(record: HouseholdRecord, block: Block, problems: Problems) -> None:
    """Find the head, then check what only the whole household can tell."""
    place = Place(problems, record.sheet.name, record.row, record.sheet.titles)
    _find_head(record, place)
    if record.stated_size is not None and record.stated_size != len(record.members):
        place.warn(
            "size", f"Ghi {record.stated_size} nhân khẩu nhưng danh sách có {len(record.members)} dòng. Kiểm tra xem có thiếu người không."
        )
    _check_class(record, place)
    _check_days(record, place)


def _find_head(record: HouseholdRecord, place: Place) -> None:
    heads = [member for member in record.members if member.is_head]
    if len(heads) > 1:
        Place(place.problems, place.sheet, heads[1].row, place.titles).error(
            "relation",
            f"Hộ có hai chủ hộ (dòng {heads[0].row} và dòng {heads[1].row}). Chỉ ghi Chủ hộ cho một người, hoặc tách thành hai hộ.",
        )
    if not heads:
        _guess_head(record, place)
    head = record.head
    head.is_head = True
    head.relation = head.relation or HEAD_RELATION
    if record.head_name and fold(record.head_name) != fold(head.name):
        Place(place.problems, place.sheet, head.row, place.titles).warn(
            "head_name", f"Cột chủ hộ ghi {record.head_name}, nhưng dòng chủ hộ là {head.name}. Lấy theo dòng chủ hộ."
        )
    record.head_name = head.name


def _guess_head(record: HouseholdRecord, place: Place) -> None:
    """Without a row marked as head: the member named in the head column, else a first row without any relation."""
    wanted = fold(record.head_name)
    named = [member for member in record.members if wanted and fold(member.name) == wanted]
    if len(named) == 1:
        named[0].is_head = True
        return
    first = record.members[0]
    if first.relation or named:
        place.error("relation", "Hộ này không có dòng nào là chủ hộ. Ghi “Chủ hộ” ở cột quan hệ của chủ hộ, hoặc thêm dòng của chủ hộ.")
    first.is_head = True


def _check_class(record: HouseholdRecord, place: Place) -> None:
    if record.sheet.kind is not SheetKind.STANDING:
        return
    if record.household_class is None:
        if not any(
            problem.row == record.row and problem.column == record.sheet.titles.get("class") for problem in place.problems.errors[-6:]
        ):
            place.error("class", "Hộ này chưa ghi phân loại. Ghi Hộ nghèo hoặc Hộ cận nghèo.")
    elif record.household_class not in (HouseholdClass.POOR, HouseholdClass.NEAR_POOR):
        place.warn(
            "class", f"Danh sách hộ nghèo, hộ cận nghèo có hộ ghi là {record.household_class.label.lower()}. Kiểm tra lại phân loại."
        )


def _check_days(record: HouseholdRecord, place: Place) -> None:
    if record.signed_on and record.effective_on and record.effective_on < record.signed_on:
        place.warn("effective_on", "Ngày hiệu lực ở trước ngày ban hành quyết định. Kiểm tra lại hai ngày này.")
