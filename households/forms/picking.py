"""Choose a household or a person by typing: suggestions come while one types, a known code is enough without them.

A suggestion reads ``TDP01-0003 · Nguyễn Văn Ví Dụ · TDP 01`` or, for a person, ``TDP01-0003/2 · Trần Thị Ví Dụ · sinh 1987``; what
stands before the first `` · `` decides. A name alone is accepted when only one household or person has it.
"""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from camphucnam.accounts.models import User
from camphucnam.kernel.text import clean
from camphucnam.ui.navigation import url_of
from households.models import Household, Member
from households.selectors import picking

Record = TypeVar("Record", Household, Member)
MARK = picking.MARK
SAMPLE = "TDP01-0003"  # the shape of the codes that the software gives
MANY = "Có nhiều nơi khớp với ‘{text}’: {names}. Chọn một dòng trong danh sách gợi ý."


class SuggestionInput(forms.TextInput):
    """A text input whose suggestions the server sends while one types; without script it is a plain input."""

    def __init__(self, url_name: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", "maxlength": 200, "spellcheck": "false", **(attrs or {})})
        self.url_name = url_name

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The input and its list of suggestions."""
        list_id = f"{(attrs or {}).get('id') or f'id_{name}'}_suggestions"
        live = {
            "list": list_id,
            "hx-get": url_of(self.url_name),
            "hx-trigger": "input changed delay:300ms",
            "hx-target": f"#{list_id}",
            "hx-swap": "innerHTML",
        }
        return format_html('{}<datalist id="{}"></datalist>', super().render(name, value, {**(attrs or {}), **live}, renderer), list_id)


class _PickField(forms.CharField, Generic[Record]):
    url_name = ""
    missing = ""
    hint = ""

    def __init__(self, *, user: User | None = None, ward_id: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", SuggestionInput(self.url_name))
        kwargs.setdefault("error_messages", {"required": self.missing})
        kwargs.setdefault("help_text", self.hint)
        super().__init__(**kwargs)
        self.user, self.ward_id = user, ward_id

    def scope(self, user: User, ward_id: int) -> None:
        """Whose choice it is; call it in the form's ``__init__``. A field without scope finds nothing."""
        self.user, self.ward_id = user, ward_id

    def named(self, value: Any) -> Any:
        """The one record that a text from an address means, so that the page shows its name; else the text as it came."""
        text = clean(value) if isinstance(value, str) else ""
        found = list(self.matches(self.user, self.ward_id, text)) if text and self.user is not None and self.ward_id is not None else []
        return found[0] if len(found) == 1 else value

    def clean(self, value: Any) -> Record | None:
        """The record; ValidationError says what to do when there is none, or more than one."""
        text = clean(str(value or ""))
        if not text:
            if self.required:
                raise ValidationError(self.missing, code="required")
            return None
        found = list(self.matches(self.user, self.ward_id, text)) if self.user is not None and self.ward_id is not None else []
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(self.shown(record) for record in found[: picking.FEW])
            raise ValidationError(MANY.format(text=text[:60], names=names), code="many")
        raise ValidationError(self.absent(text), code="absent")

    def matches(self, user: User, ward_id: int, text: str) -> Iterable[Record]:
        """Records that the text may mean."""
        raise NotImplementedError

    def shown(self, record: Record) -> str:
        """The record as a suggestion reads."""
        raise NotImplementedError

    def absent(self, text: str) -> str:
        """The sentence for no match."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        """Show a record as its suggestion, and leave what was typed as it is."""
        return self.shown(cast(Record, value)) if isinstance(value, Household | Member) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as shown."""
        return clean(str(self.prepare_value(initial) or "")) != clean(str(data or ""))


class HouseholdField(_PickField[Household]):
    """One household of the ward."""

    url_name = "households:pick_household"
    missing = "Gõ mã hộ hoặc tên chủ hộ rồi chọn một hộ."
    hint = "Gõ mã hộ hoặc tên chủ hộ rồi chọn trong gợi ý."

    def matches(self, user: User, ward_id: int, text: str) -> Iterable[Household]:
        """By code, else by the name of its head."""
        return picking.households_meant(user, ward_id, text)

    def shown(self, record: Household) -> str:
        """``TDP01-0003 · Nguyễn Văn Ví Dụ · TDP 01``."""
        return picking.household_line(record)

    def absent(self, text: str) -> str:
        """No such household."""
        return f"Không có hộ nào khớp với ‘{text[:60]}’. Gõ mã hộ như trong danh sách hộ, hoặc tên chủ hộ rồi chọn trong gợi ý."


class PersonField(_PickField[Member]):
    """One person living in a household of the ward."""

    url_name = "households:pick_person"
    missing = "Gõ tên người hoặc mã hộ rồi chọn một người."
    hint = f"Gõ họ tên, hoặc mã hộ kèm số thứ tự, ví dụ {SAMPLE}/2, rồi chọn trong gợi ý."

    def matches(self, user: User, ward_id: int, text: str) -> Iterable[Member]:
        """By household code and number, else by name."""
        return picking.persons_meant(user, ward_id, text)

    def shown(self, record: Member) -> str:
        """``TDP01-0003/2 · Trần Thị Ví Dụ · sinh 1987``."""
        return picking.person_line(record, picking.number_of(record))

    def absent(self, text: str) -> str:
        """No such person."""
        return f"Không có người nào khớp với ‘{text[:60]}’. Gõ họ tên, hoặc mã hộ kèm số thứ tự (ví dụ {SAMPLE}/2), rồi chọn trong gợi ý."


def options(lines: Iterable[str]) -> SafeString:
    """The suggestions as the list of an input."""
    return format_html_join("", '<option value="{}"></option>', ((line,) for line in lines))
