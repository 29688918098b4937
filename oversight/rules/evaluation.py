"""What a judgement about a part of the plan rests on."""

from collections.abc import Iterable

from oversight.rules.words import Judgement


def why_not_judged(judgement: Judgement, reached: str, values: Iterable[int | None]) -> str:
    """Why a judgement cannot stand; empty when it can. Missing figures are never a zero: without any figure and without words
    about what was reached there is nothing to judge."""
    known = any(value is not None for value in values)
    if judgement is Judgement.NO_FIGURES:
        return "Các sổ đã có số liệu. Chọn mức đạt được theo số liệu đó." if known else ""
    if known or reached.strip():
        return ""
    return "Các sổ chưa có số liệu và chưa ghi kết quả bằng lời, nên chỉ chọn được “Chưa có số liệu để đánh giá”."
