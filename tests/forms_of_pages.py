"""The forms of a page as a program reads them: names, kinds and choices of their fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    """A field: ``kind`` is the type of the input, or select, textarea, choice; ``values`` what the page offers."""

    kind: str
    values: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    """A form: where it goes and its fields by name."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.open = PageForm(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None and tag == "option" and self.select:
            self.open.fields[self.select].values.append(found.get("value", ""))
        elif self.open is not None and tag in {"input", "select", "textarea"} and found.get("name"):
            kind = found.get("type", tag)
            kind = "choice" if kind in {"radio", "checkbox", "select"} else kind
            known = self.open.fields.setdefault(found["name"], Field(kind))
            if tag == "select":
                self.select = found["name"]
            else:
                known.values.append(found.get("value", "on" if kind == "choice" else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def forms_of(page: str) -> list[PageForm]:
    """Forms of a page in the order of the page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
