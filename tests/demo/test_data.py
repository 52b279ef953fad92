"""The four lists of the demo: written as schools export them, mistakes included."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from companies.company_list import COMPANIES as COMPANY_LIST
from core.postcode import clean_postcode, distance_km
from core.sheets import match_columns, read_table
from schools.student_list import STUDENTS as STUDENT_LIST

DATA = Path(__file__).parents[2] / "demo" / "data"
TODAY = date(2026, 11, 21)
PUPILS = {
    "pro_leerlingen.csv": ("Stamnummer", "Geboortedatum", "Stamgroep", "Mentor (e-mail)"),
    "vmbo_leerlingen.xlsx": ("Leerlingnummer", "Geb.datum", "Klas", "E-mail mentor"),
}
COMPANIES = ("pro_bedrijven.csv", "vmbo_bedrijven.xlsx")
FAULTY = {
    "pro_leerlingen.csv": {15, 28, 41, 65},
    "vmbo_leerlingen.xlsx": {20, 49},
    "pro_bedrijven.csv": {11, 25},
    "vmbo_bedrijven.xlsx": {11, 25},
}
PHONE = re.compile(r"(0\d{1,3})-(0?)\d{5,8}")


def lists(name):
    return read_table((DATA / name).read_bytes())


def good(name):
    """The rows without a mistake, as dictionaries."""
    table = lists(name)
    return [dict(zip(table.header, row.cells, strict=True)) for row in table.rows if row.number not in FAULTY[name]]


@pytest.mark.parametrize(
    ("name", "header_number", "columns", "rows"),
    [
        ("pro_leerlingen.csv", 1, 19, 64),
        ("vmbo_leerlingen.xlsx", 5, 19, 42),
        ("pro_bedrijven.csv", 1, 18, 32),
        ("vmbo_bedrijven.xlsx", 3, 18, 22),
    ],
)
def test_each_list_is_read_whole(name, header_number, columns, rows):
    table = lists(name)

    assert (table.header_number, len(table.header), len(table.rows)) == (header_number, columns, rows)
    assert not any(row.surplus for row in table.rows)
    assert FAULTY[name] <= {row.number for row in table.rows}


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("pro_leerlingen.csv", {"P3a": 13, "P3b": 12, "P4a": 12, "P4b": 12, "P5a": 11}),
        ("vmbo_leerlingen.xlsx", {"3K1": 14, "4K1": 13, "4B2": 13}),
    ],
)
def test_pupils_without_mistake_are_14_to_18_and_each_has_a_number_of_his_own(name, groups):
    number, born, group, mentor = PUPILS[name]
    pupils = good(name)

    birthdays = [datetime.strptime(pupil[born], "%d-%m-%Y").date() for pupil in pupils]  # noqa: DTZ007
    assert {(TODAY - day).days * 100 // 36525 for day in birthdays} <= {14, 15, 16, 17, 18}
    assert len({pupil[number] for pupil in pupils}) == len(pupils)
    assert {name: [pupil[group] for pupil in pupils].count(name) for name in groups} == groups
    assert all(pupil[mentor].endswith(".example") for pupil in pupils)


def test_leading_zeros_and_diacritics_survive():
    pro, vmbo = good("pro_leerlingen.csv"), good("vmbo_leerlingen.xlsx")

    assert all(len(pupil["Stamnummer"]) == 6 for pupil in pro)
    assert {"Çelik", "Šimic"} <= {pupil["Achternaam"] for pupil in pro}
    assert {"Şahin", "Nguyễn", "Zieliński"} <= {pupil["Achternaam"] for pupil in vmbo}
    assert all(re.fullmatch(r"00\d{6}", company["KvK"]) for company in good("vmbo_bedrijven.xlsx"))


def test_every_postcode_is_near_its_school():
    for name, home, column in [
        ("pro_leerlingen.csv", "8331", "Postcode"),
        ("vmbo_leerlingen.xlsx", "3441", "Postcode"),
        ("pro_bedrijven.csv", "8331", "Postcode"),
        ("vmbo_bedrijven.xlsx", "3441", "Postcode"),
    ]:
        assert all(clean_postcode(row[column]) and distance_km(row[column], home) < 25 for row in good(name)), name


def test_nobody_can_be_mailed_or_called_by_mistake():
    for name in (*PUPILS, *COMPANIES):
        for row in lists(name).rows:
            for cell in row.cells:
                assert "@" not in cell or cell.endswith(".example"), cell
                phone = PHONE.fullmatch(cell)
                assert phone is None or phone.groups() in {("06", "0"), ("0521", "0"), ("0348", "0")}, cell


@pytest.mark.parametrize("name", COMPANIES)
def test_companies_tell_a_pupil_what_there_is_to_do(name):
    table = lists(name)
    found = match_columns(
        table.header, {"about": ["Omschrijving", "Over het bedrijf"], "tasks": ["Wat doe je er", "Werkzaamheden"]}
    ).found

    for row in table.rows:
        assert 2 <= row.cells[found["about"]].count(".") <= 3
        assert len(row.cells[found["tasks"]].split("|")) > 1


@pytest.mark.parametrize(
    ("name", "kind", "odd"),
    [
        ("pro_leerlingen.csv", STUDENT_LIST, []),
        ("vmbo_leerlingen.xlsx", STUDENT_LIST, ["Leerweg"]),
        ("pro_bedrijven.csv", COMPANY_LIST, []),
        ("vmbo_bedrijven.xlsx", COMPANY_LIST, []),
    ],
)
def test_every_column_of_the_lists_is_understood(name, kind, odd):
    header = read_table((DATA / name).read_bytes(), kind.aliases).header

    assert match_columns(header, kind.aliases).unknown == odd
