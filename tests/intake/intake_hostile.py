"""Files that are broken or made to do harm, each by one function; the name says what it is."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable

from intake_books import pack, parts, sheet_xml, xlsx

from graphs.intake import InputFile

Make = Callable[[], bytes]
HOSTILE: dict[str, tuple[str, Make]] = {}
_GOOD = {"单位": [["名称", "所有制"], ["顺达公司", "民营"]]}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOL = (
    "<!DOCTYPE x ["
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    + "]>"
)


def hostile(ending: str = "xlsx") -> Callable[[Make], Make]:
    def declare(make: Make) -> Make:
        HOSTILE[make.__name__] = (ending, make)
        return make

    return declare


def hostile_file(name: str) -> InputFile:
    ending, make = HOSTILE[name]
    return InputFile(name=f"{name}.{ending}", content=make())


def _plain(content: bytes, name: str, ending: str = "xlsx") -> None:
    HOSTILE[name] = (ending, lambda: content)


def _cells(body: str) -> bytes:
    return pack(parts(sheet_xml(body)))


_plain(b"", "empty")
_plain(b"\0" * 5000, "only_zero_bytes")
_plain(b" \r\n\t" * 50, "only_blanks", "csv")
_plain(b"%PDF-1.7\n%\xe2\xe3", "a_pdf")
_plain(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "a_png")
_plain(b"\xff\xd8\xff\xe0" + b"\0" * 100, "a_jpeg")
_plain(b"{\\rtf1 hello}", "an_rtf", "xls")
_plain(b"Rar!\x1a\x07\x00" + b"x" * 50, "a_rar")
_plain(b"7z\xbc\xaf\x27\x1c" + b"x" * 50, "a_7z")
_plain(gzip.compress(b"name,kind\n"), "a_gzip", "csv")
_plain(b"SQLite format 3\0" + b"\0" * 100, "a_database")
_plain(b"MZ" + b"\0" * 200, "a_program", "csv")
_plain(b"\x7fELF" + b"\0" * 200, "an_elf_program", "csv")
_plain("<html><table><tr><td>名称</td></tr></table></html>".encode(), "html_named_xls", "xls")
_plain(b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "xml_spreadsheet_2003", "xls")
_plain(_OLE + b"\0" * 600, "ole_of_zeros", "xls")
_plain(_OLE + b"\xff" * 5000, "ole_of_ones", "xls")
_plain(_OLE, "ole_header_alone", "xls")
_plain(_OLE + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900, "encrypted_ole")
_plain("黨支部,名稱\n結對共建協議書,簽約單位\n".encode("big5"), "big5_text", "csv")
_plain("支部名,種別\n日本語の文章です,カタカナ\n".encode("shift_jis"), "shift_jis_text", "csv")
_plain("nom,genre\nélève à côté,où\n".encode("latin-1"), "latin_1_text", "csv")
_plain("名称\n甲公司".encode("utf-16")[:-1], "utf_16_cut_in_a_character", "csv")
_plain("名称,类型\n甲,党支部\n".encode("utf-32"), "utf_32_text", "csv")
_plain("名称\n".encode() + b"\xff\xfe\xfd\xfc" * 20, "broken_utf_8", "csv")
_plain(b"name\0,kind\0\n" * 20, "text_with_zero_bytes", "csv")
_plain('名称,类型\n"甲公司,党支部\n乙,党支部\n'.encode(), "quote_never_closed", "csv")
_plain('名称,类型\n甲"公"司"x,"党"支部"\n'.encode(), "quotes_in_the_middle", "csv")
_plain(("名称\n" + "甲" * 30_000).encode(), "cell_of_30_000_characters", "csv")
_plain(("名称\n" + "a" * 2_000_000).encode(), "line_of_two_million_characters", "csv")
_plain((",".join(f"c{n}" for n in range(10_000)) + "\n").encode(), "ten_thousand_columns", "csv")
_plain("名称,类型\n甲公司\n乙,党支部,多出来\n".encode(), "shifted_rows", "csv")
_plain(b"a," * 3 + b"\n" + b"1,2,3,4,5,6,7,8\n", "no_known_header", "csv")
_plain(("名称\n" + "甲\n" * 250_000).encode(), "a_quarter_million_rows", "csv")


@hostile()
def half_a_workbook() -> bytes:
    whole = xlsx(_GOOD)
    return whole[: len(whole) // 2]


@hostile()
def workbook_without_its_directory() -> bytes:
    whole = xlsx(_GOOD)
    return whole[: whole.rindex(b"PK\1\2")]


@hostile()
def workbook_with_bytes_changed() -> bytes:
    whole = bytearray(xlsx(_GOOD))
    for at in range(200, len(whole) - 600, 97):
        whole[at] ^= 0xFF
    return bytes(whole)


@hostile()
def directory_with_a_small_size() -> bytes:
    content = pack(parts(sheet_xml("<row r='1'/>" + " " * 2_000_000)))
    return content.replace(struct.pack("<L", 2_000_000 + 148), struct.pack("<L", 12))


@hostile()
def directory_with_overlapping_parts() -> bytes:
    whole = pack({"a.xml": b"<a/>" * 1, "b.xml": b"<b/>" * 1} | parts())
    at = whole.rindex(b"PK\1\2", 0, whole.rindex(b"PK\1\2"))
    return whole[: at + 42] + struct.pack("<L", 0) + whole[at + 46 :]


@hostile()
def directory_with_one_name_twice() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
        archive.writestr("XL/Workbook.xml", b"<workbook/>")
    return target.getvalue()


@hostile()
def directory_that_names_another_method() -> bytes:
    whole = bytearray(pack(parts()))
    at = whole.index(b"PK\1\2")
    whole[at + 10 : at + 12] = struct.pack("<H", 0)
    return bytes(whole)


@hostile()
def parts_marked_as_encrypted() -> bytes:
    whole = bytearray(pack(parts()))
    at = whole.index(b"PK\1\2")
    whole[at + 8] |= 1
    return bytes(whole)


@hostile()
def media_of_half_a_gigabyte() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
        with archive.open("xl/media/image1.bin", "w") as part:
            for _ in range(350):
                part.write(b"\0" * 1_048_576)
    return target.getvalue()


@hostile()
def sheet_of_half_a_gigabyte_of_blanks() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            if "sheet1" not in name:
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(350):
                part.write(b" " * 1_048_576)
    return target.getvalue()


@hostile()
def five_thousand_parts() -> bytes:
    return pack(parts() | {f"xl/media/{n}.bin": b"" for n in range(5000)})


@hostile()
def entities_in_strings() -> bytes:
    strings = f"<?xml version='1.0'?>{_LOL}<sst><si><t>&l9;</t></si></sst>"
    return pack(parts(strings=strings))


@hostile()
def entities_in_a_sheet() -> bytes:
    body = "<row r='1'><c r='A1' t='inlineStr'><is><t>&l9;</t></is></c></row>"
    return pack(parts(sheet_xml(body, head=_LOL)))


@hostile()
def entity_that_reads_a_file() -> bytes:
    head = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    body = "<row r='1'><c r='A1' t='inlineStr'><is><t>&e;</t></is></c></row>"
    return pack(parts(sheet_xml(body, head=head)))


@hostile()
def document_type_alone() -> bytes:
    return pack(parts(sheet_xml("", head="<!DOCTYPE worksheet>")))


@hostile()
def document_type_in_utf_16() -> bytes:
    made = parts()
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w [<!ENTITY a "b">]><worksheet/>'
    return pack(made | {"xl/worksheets/sheet1.xml": text.encode("utf-16")})


@hostile()
def document_type_in_relations() -> bytes:
    made = parts()
    name = "xl/_rels/workbook.xml.rels"
    return pack(made | {name: _LOL.encode() + made[name]})


@hostile()
def two_cells_in_far_corners() -> bytes:
    return _cells(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )


@hostile()
def one_cell_in_the_last_row() -> bytes:
    return _cells('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')


@hostile()
def one_cell_in_the_last_column() -> bytes:
    return _cells('<row r="1"><c r="XFD1"><v>1</v></c></row>')


@hostile()
def a_million_cells_in_wide_rows() -> bytes:
    row = "<c><v>1</v></c>" * 16_000
    return _cells("".join(f'<row r="{n}">{row}</row>' for n in range(1, 60)))


@hostile()
def four_million_small_cells() -> bytes:
    row = "<c><v>1</v></c>" * 300
    return _cells("".join(f'<row r="{n}">{row}</row>' for n in range(1, 13_000)))


@hostile()
def sparse_places_that_add_up() -> bytes:
    return _cells(
        "".join(
            f'<row r="{n * 1000 + 1}"><c r="NA{n * 1000 + 1}"><v>1</v></c></row>'
            for n in range(190)
        )
    )


@hostile()
def one_long_string_named_by_every_cell() -> bytes:
    strings = f"<sst><si><t>{'甲' * 15_000}</t></si></sst>"
    row = '<c t="s"><v>0</v></c>' * 100
    body = "".join(f'<row r="{n}">{row}</row>' for n in range(1, 1500))
    return pack(parts(sheet_xml(body), strings=strings))


@hostile()
def string_longer_than_a_cell() -> bytes:
    return _cells(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"甲" * 40_000}</t></is></c></row>')


@hostile()
def place_with_five_letters() -> bytes:
    return _cells('<row r="1"><c r="AAAAA1"><v>1</v></c></row>')


@hostile()
def place_in_row_zero() -> bytes:
    return _cells('<row r="0"><c r="A0"><v>1</v></c></row>')


@hostile()
def place_beyond_all_rows() -> bytes:
    return _cells('<row r="1"><c r="A99999999"><v>1</v></c></row>')


@hostile()
def merge_that_is_no_place() -> bytes:
    tail = '<mergeCells><mergeCell ref="A1:;DROP"/></mergeCells>'
    return pack(parts(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', tail=tail)))


@hostile()
def columns_hidden_by_no_number() -> bytes:
    text = '<worksheet><cols><col min="x" max="9" hidden="1"/></cols><sheetData/></worksheet>'
    return pack(parts(text))


@hostile()
def sheet_that_is_not_well_formed() -> bytes:
    return pack(parts("<worksheet><sheetData><row></sheetData>"))


@hostile()
def sheet_cut_in_a_tag() -> bytes:
    return pack(parts(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')[:-30]))


@hostile()
def package_without_a_workbook() -> bytes:
    made = parts()
    del made["xl/workbook.xml"]
    return pack(made)


@hostile()
def workbook_without_sheets() -> bytes:
    return pack(parts(sheets=0))


@hostile()
def workbook_whose_sheet_is_missing() -> bytes:
    made = parts()
    del made["xl/worksheets/sheet1.xml"]
    return pack(made)


@hostile()
def sheet_outside_the_package() -> bytes:
    made = parts()
    name = "xl/_rels/workbook.xml.rels"
    return pack(
        made | {name: made[name].replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd")}
    )


@hostile()
def three_hundred_sheets() -> bytes:
    return pack(parts(sheets=300))


@hostile("docx")
def a_word_document() -> bytes:
    return pack({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


@hostile("ods")
def an_open_document() -> bytes:
    return pack(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    )


@hostile()
def a_zip_of_other_things() -> bytes:
    return pack({"readme.txt": b"hello", "inner.zip": pack({"a": b"b"})})


@hostile()
def a_signature_and_no_more() -> bytes:
    return b"PK\3\4"


@hostile()
def deeply_nested_tags() -> bytes:
    return pack(parts("<worksheet>" + "<a>" * 200_000 + "</a>" * 200_000 + "</worksheet>"))


@hostile()
def persons_in_columns() -> bytes:
    return xlsx({"单位": [["名称", "书记姓名", "手机"], ["顺达公司", "某某", "13800000000"]]})


@hostile("csv")
def larger_than_allowed() -> bytes:
    return b"name\n" + b"x" * (31 * 1024 * 1024)
