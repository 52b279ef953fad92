"""Lists as schools send them, and as nobody should send them."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from core.sheets import SheetFault, column_letter, match_columns, plain, read_table
from tests.core.hostile import repacked

ALIASES = {
    "number": ["Leerlingnummer", "Stamnummer"],
    "first": ["Roepnaam"],
    "last": ["Achternaam"],
    "mail": ["E-mail"],
}


NINE = datetime(2011, 3, 4, 9, 5)  # noqa: DTZ001 - a cell of Excel has no time zone


def workbook(*lines, title="Blad1", formats=()):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for line in lines:
        sheet.append(line)
    for cell, number_format in dict(formats).items():
        sheet[cell].number_format = number_format
    return saved(book)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def package(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def fault_of(source):
    with pytest.raises(SheetFault) as caught:
        read_table(source, ALIASES)
    return str(caught.value)


def cells(table):
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_every_separator_and_encoding_gives_the_same_table(separator, encoding):
    lines = ["Roepnaam|Achternaam|E-mail", "Zoë|Çelik|zoe@es.example", "Renée|Müller|"]
    content = "\r\n".join(lines).replace("|", separator).encode(encoding)

    table = read_table(content)

    assert table.header == ["Roepnaam", "Achternaam", "E-mail"]
    assert cells(table) == [["Zoë", "Çelik", "zoe@es.example"], ["Renée", "Müller", ""]]


def test_a_pasted_piece_of_excel_is_a_table():
    table = read_table("Roepnaam\tAchternaam\nLisa\tde Vries\n\nSem\tBos\n")

    assert [(row.number, row.cells) for row in table.rows] == [(2, ["Lisa", "de Vries"]), (4, ["Sem", "Bos"])]


def test_titles_above_the_header_are_skipped_and_rows_keep_the_number_of_excel():
    content = workbook(
        ["Leerlingenlijst SG Het Veld"],
        [],
        ["Peildatum", date(2026, 11, 20)],
        ["Leerlingnummer", "Roepnaam"],
        [7, "Bo"],
    )

    table = read_table(content, ALIASES)

    assert (table.header_number, table.header) == (4, ["Leerlingnummer", "Roepnaam"])
    assert table.rows == [(5, ["7", "Bo"], False)]


def test_the_header_is_found_by_its_shape_when_no_headings_are_known():
    table = read_table("Klas 3\nNaam;Woonplaats\nBo Smit;Steenwijk\n")

    assert (table.header, table.header_number) == (["Naam", "Woonplaats"], 2)


def test_a_numbered_line_is_no_header():
    assert "kopjes" in fault_of("1;Bo;bo@es.example\n2;Sem;sem@es.example\n")


def test_the_sheet_with_the_list_is_chosen():
    book = openpyxl.Workbook()
    book.active.append(["Lees dit eerst"])
    hidden = book.create_sheet("Verborgen")
    hidden.append(["Roepnaam", "Achternaam"])
    hidden.append(["Fout", "Blad"])
    hidden.sheet_state = "hidden"
    book.create_sheet("3K1").append(["Roepnaam", "Achternaam"])
    book["3K1"].append(["Bo", "Smit"])

    table = read_table(saved(book), ALIASES)

    assert (table.sheet_name, cells(table)) == ("3K1", [["Bo", "Smit"]])


def test_excel_values_read_as_a_dutch_reader_sees_them():
    content = workbook(
        ["a", "b", "c", "d", "e", "f", "g"],
        [1234.0, date(2011, 3, 4), 42, 1.5, True, "00123", NINE],
        formats={"C2": "00000"},
    )

    assert cells(read_table(content)) == [["1234", "04-03-2011", "00042", "1,5", "ja", "00123", "04-03-2011 09:05"]]


def test_leading_zeros_odd_spaces_and_excel_tricks_come_out_clean():
    table = read_table('nummer;telefoon;naam;plaats\n="00123";\'0612;\u00a0Bo\u200b  ;\u2019t Hool\n')

    assert cells(table) == [["00123", "0612", "Bo", "\u2019t Hool"]]


def test_a_letter_with_a_loose_accent_equals_the_letter_in_one_piece():
    assert cells(read_table("naam;klas\nZoe\u0308;3a\n")) == [["Zoë", "3a"]]


def test_a_line_that_excel_marked_with_its_separator_is_no_row():
    table = read_table("sep=;\r\nnaam;klas\r\nBo;3a\r\n")

    assert table.rows == [(3, ["Bo", "3a"], False)]


def test_quoted_cells_may_hold_separators_and_new_lines():
    table = read_table('naam,omschrijving\r\nGarage,"Banden, olie\r\nen remmen"\r\n'.encode("utf-8-sig"))

    assert cells(table) == [["Garage", "Banden, olie\nen remmen"]]


def test_a_row_with_more_cells_than_the_header_says_so():
    table = read_table("naam;klas\nBo;3a\nSem;3a;;teveel\n")

    assert [row.surplus for row in table.rows] == [False, True]


def test_a_quote_that_never_closes_is_named_with_its_row():
    assert "rij 3" in fault_of('naam;klas\nBo;3a\n"Sem;3a\nLisa;3b\n')


def test_an_upload_is_read_like_its_bytes(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"naam;klas\nBo;3a\n")
    with path.open("rb") as upload:
        assert cells(read_table(upload)) == [["Bo", "3a"]]


def test_columns_are_known_by_the_names_schools_use():
    found = match_columns(["STAMNUMMER ", "E mail", "Achtérnaam", "Schoenmaat", "", "Leerlingnummer"], ALIASES)

    assert found.found == {"number": 0, "mail": 1, "last": 2}
    assert found.unknown == ["Schoenmaat", "Leerlingnummer"]
    assert found.missing == ["first"]


def test_a_heading_is_compared_without_accents_and_punctuation():
    assert plain("Ouder 1: E-mail (privé)") == "ouder1emailprive"


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA"), (701, "ZZ")])
def test_a_column_has_the_letter_of_excel(index, letter):
    assert column_letter(index) == letter


# What nobody should send.


def test_a_file_over_five_megabytes_is_refused_also_when_it_lies_about_its_size():
    content = b"naam;klas\n" + b"x" * 6 * 1024 * 1024
    liar = io.BytesIO(content)
    liar.size = 10

    assert fault_of(content) == fault_of(liar) == "Deze lijst is te groot. Een lijst mag hoogstens 5 MB zijn."
    assert fault_of(content.decode()) == fault_of(content)


def test_a_workbook_that_unpacks_too_large_is_refused_before_it_is_unpacked():
    bomb = repacked(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", lambda part: part + b" " * 30 * 1024 * 1024)

    assert len(bomb) < 100_000
    assert "te groot" in fault_of(bomb)


def test_a_workbook_that_is_packed_too_tightly_is_refused():
    bomb = repacked(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", lambda part: part + b" " * 4 * 1024 * 1024)

    assert "te groot" in fault_of(bomb)


def test_a_workbook_full_of_styles_is_refused():
    styles = "".join(f"<xf numFmtId='{number}'/>" for number in range(200_000))
    bomb = repacked(workbook(["a", "b"]), "xl/styles.xml", lambda part: part + styles.encode())

    assert "te groot" in fault_of(bomb)


def test_millions_of_empty_lines_are_refused():
    assert "meer dan 5000" in fault_of("naam;klas\n" + "\n" * 4_000_000)


def test_a_workbook_with_too_many_parts_is_refused():
    assert "onderdelen" in fault_of(package(**{f"xl__{number}.xml": "x" for number in range(101)}))


def test_entities_in_a_workbook_are_not_unfolded():
    def entity(part):
        head = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        return head + part.replace(b"</sheetData>", b'<row r="2"><c t="str"><v>&b;</v></c></row></sheetData>')

    assert "beschadigd" in fault_of(repacked(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", entity))


def test_a_row_number_far_below_does_not_keep_the_server_busy():
    def far(part):
        return part.replace(b"</sheetData>", b'<row r="99999999999"><c t="str"><v>x</v></c></row></sheetData>')

    assert "geen enkele rij" in fault_of(repacked(workbook(["a", "b"]), "xl/worksheets/sheet1.xml", far))


def test_a_sheet_that_lies_about_its_size_is_read_whole():
    def small(part):
        return part.replace(b'ref="A1:B3"', b'ref="A1:A1"')

    content = repacked(workbook(["a", "b"], ["1", "2"], ["3", "4"]), "xl/worksheets/sheet1.xml", small)

    assert cells(read_table(content)) == [["1", "2"], ["3", "4"]]


def test_more_than_five_thousand_rows_are_refused():
    lines = "naam;klas\n" + "Bo;3a\n" * 5000

    assert len(read_table(lines).rows) == 5000
    assert "meer dan 5000" in fault_of(lines + "Bo;3a\n")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b" \r\n \r\n", "leeg"),
        (b"\xef\xbb\xbf", "leeg"),
        (";;;\n;;\n", "leeg"),
        (b"naam;klas\n", "geen enkele rij"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\x00o\x00r\x00k" * 100, "oud Excel-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b"PK\x03\x04 this is no package", "beschadigd"),
        (package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "geen Excel-bestand"),
        (package(xl__workbook="x"), "beschadigd"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n<html><table><tr><td>Roepnaam</td></tr></table>", "webpagina"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "niet lezen"),
        ("naam;klas\nBo;3a".encode("utf-16-le"), "niet lezen"),
        (b"naam;klas\nB\x81\x8d;3a\n", "niet lezen"),
        (b"naam;klas\nBo;" + b"x" * 6000, "lange tekst"),
    ],
)
def test_a_strange_file_gets_a_sentence_in_dutch(content, words):
    assert words in fault_of(content)
