"""Hostile workbooks, generated: each small on disk, each with the words that its refusal must hold (empty where it may be read)."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl import Workbook

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Hostile:
    """One file: its name, its bytes, and a part of the sentence that refuses it."""

    name: str
    data: bytes
    says: str


def plain_workbook() -> bytes:
    """A harmless file to start from."""
    book = Workbook()
    book.active.append(["STT hộ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Phân loại"])
    book.active.append([1, "Nguyễn Văn Ví Dụ", "Chủ hộ", "01/02/1970", "Hộ nghèo"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(change: Callable[[dict[str, bytes]], None], *, stored: bool = False) -> bytes:
    """The harmless file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(plain_workbook())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return target.getvalue()


def sheet(body: str, *, before: str = "", after: str = "") -> bytes:
    """The harmless file with another first sheet."""
    xml = f"{HEAD}<worksheet {NAMESPACE}>{before}<sheetData>{body}</sheetData>{after}</worksheet>".encode()
    return changed(lambda parts: parts.__setitem__(SHEET, xml))


def part(name: str, data: bytes) -> bytes:
    """The harmless file with one part more, or another one in its place."""
    return changed(lambda parts: parts.__setitem__(name, data))


def doctype(declaration: str, use: str = "&a;") -> bytes:
    """A sheet that declares entities."""
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{use}</t></is></c></row>'
    xml = f"{HEAD}{declaration}<worksheet {NAMESPACE}><sheetData>{cell}</sheetData></worksheet>".encode()
    return changed(lambda parts: parts.__setitem__(SHEET, xml))


def _lying_sizes() -> bytes:
    """A part whose table of contents says 1 KB while it unpacks to 150 MB."""
    content = b"<worksheet><sheetData>" + b" " * (150 * 1024 * 1024)
    data = part(SHEET, content)
    lie = data.replace(len(content).to_bytes(4, "little"), (1024).to_bytes(4, "little"))
    assert lie != data
    return lie


def _laughs() -> str:
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE lolz [{''.join(lines)}]>"


def not_workbooks() -> Iterator[Hostile]:
    """Files that are no .xlsx at all."""
    yield Hostile("empty", b"", "Tệp rỗng")
    yield Hostile("text", "Họ tên;Ngày sinh\nVí Dụ;1970".encode(), "không phải tệp Excel")
    yield Hostile("html", b"<html><table><tr><td>1</td></tr></table></html>", "không phải tệp Excel")
    yield Hostile("pdf", b"%PDF-1.7\n%", "không phải tệp Excel")
    yield Hostile("old-xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "đời cũ (.xls)")
    yield Hostile("encrypted", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu")
    yield Hostile("too-large", b"PK\x03\x04" + b"x" * (11 * 1024 * 1024), "lớn hơn 10 MB")
    yield Hostile("cut-off", plain_workbook()[:-300], "hỏng")
    yield Hostile("magic-only", b"PK\x03\x04", "hỏng")
    yield Hostile("word", changed(_as_word), "tệp Word")
    yield Hostile("other-zip", changed(lambda parts: (parts.clear(), parts.update({"a.txt": b"a"}))), "không phải tệp Excel")
    flipped = bytearray(plain_workbook())
    for place in range(200, len(flipped) - 200, 97):
        flipped[place] ^= 0xFF
    yield Hostile("bit-rot", bytes(flipped), "hỏng")


def _as_word(parts: dict[str, bytes]) -> None:
    parts.clear()
    parts.update({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


def bombs() -> Iterator[Hostile]:
    """Files that grow when they are opened."""
    yield Hostile("zip-bomb", part(SHEET, b"<worksheet><sheetData>" + b" " * (150 * 1024 * 1024)), "bung ra quá lớn")
    yield Hostile("dense", part("xl/media/a.bin", b"\0" * (20 * 1024 * 1024)), "bung ra quá lớn")
    yield Hostile("lying-sizes", _lying_sizes(), "hỏng")
    yield Hostile("strings-bomb", part("xl/sharedStrings.xml", b"<sst>" + b"<si><t>a</t></si>" * 8_000_000), "bung ra quá lớn")
    yield Hostile("many-parts", changed(lambda parts: parts.update({f"xl/x{n}.xml": b"<a/>" for n in range(1100)})), "thành phần")
    yield Hostile("nested-zip", part("xl/embeddings/book.xlsx", plain_workbook()), "nhúng")
    yield Hostile("nested-unnamed", part("xl/media/image1.png", plain_workbook()), "nhúng")
    yield Hostile("laughs", doctype(_laughs(), "&a9;"), "thực thể")
    yield Hostile("quadratic", doctype(f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 5_000), "thực thể")
    yield Hostile("external-entity", doctype('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "thực thể")
    yield Hostile("doctype-only", doctype('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "a"), "thực thể")
    yield Hostile("utf16", part(SHEET, f"{HEAD}<worksheet {NAMESPACE}><sheetData/></worksheet>".encode("utf-16")), "bảng mã")
    yield Hostile("macro", part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"), "macro")


def far_cells() -> Iterator[Hostile]:
    """Small files whose cells reach far."""
    corner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield Hostile("far-corner", sheet(corner), "dòng 1.048.576")
    yield Hostile("far-column", sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "cột XFD")
    yield Hostile("row-number", sheet('<row r="99999999999"><c><v>1</v></c></row>'), "dòng")
    yield Hostile("column-name", sheet('<row r="1"><c r="ABCDEFG1"><v>1</v></c></row>'), "cột")
    yield Hostile("empty-rows", sheet("".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(1, 60_000))), "dòng")
    yield Hostile("unnumbered-rows", sheet("<row><c><v>1</v></c></row>" * 25_000), "dòng")
    wide = ("<row>" + "".join(f"<c><v>{n * 7919 % 10_007}</v></c>" for n in range(16_384)) + "</row>" for _ in range(62))
    yield Hostile("wide-rows", sheet("".join(wide)), "quá nhiều ô")
    yield Hostile("many-sheets", changed(_many_sheets), "trang tính")
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_100))
    yield Hostile("many-merges", sheet("", after=f"<mergeCells>{merges}</mergeCells>"), "ô gộp")


def _many_sheets(parts: dict[str, bytes]) -> None:
    book = Workbook()
    for number in range(30):
        book.create_sheet(f"Trang {number}")
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as package:
        parts.clear()
        parts.update({name: package.read(name) for name in package.namelist()})


def broken_insides() -> Iterator[Hostile]:
    """Packages in order whose parts are not."""
    yield Hostile("cut-xml", part(SHEET, f"{HEAD}<worksheet {NAMESPACE}><sheetData><row r='1'><c".encode()), "hỏng")
    yield Hostile("no-workbook-part", changed(lambda parts: parts.__setitem__("xl/workbook.xml", b"<workbook/>")), "hỏng")
    yield Hostile("bad-styles", part("xl/styles.xml", b"<styleSheet><cellXfs count='9'"), "hỏng")
    yield Hostile("missing-sheet", changed(lambda parts: parts.pop(SHEET)), "hỏng")
    yield Hostile("lying-dimension", sheet('<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>'), "")
    yield Hostile("shared-index", sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), "hỏng")
    yield Hostile("huge-number", sheet(f'<row r="1"><c r="A1"><v>{"9" * 400}</v></c></row>'), "")
    yield Hostile("bad-date", sheet('<row r="1"><c r="A1" t="d"><v>2023-99-99</v></c></row>'), "hỏng")
    yield Hostile("nul-in-text", sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b</t></is></c></row>'), "")


def corpus() -> list[Hostile]:
    """All of them."""
    return [*not_workbooks(), *bombs(), *far_cells(), *broken_insides()]
