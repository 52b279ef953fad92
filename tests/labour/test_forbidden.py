"""The fixed list of dangerous work: by its words, by age, with where it stands."""

from datetime import date

import pytest

from schools.labour.forbidden import DANGERS, bands_between, dangers_in, suggested


@pytest.mark.parametrize(
    ("task", "code", "child", "young"),
    [
        ("Klanten afrekenen aan de kassa", "till", "forbidden", "allowed"),
        ("Dozen tillen en sjouwen", "lifting", "forbidden", "allowed"),
        ("Rolcontainers duwen", "pushing", "forbidden", "allowed"),
        ("Werken met gevaarlijke stoffen", "substances", "forbidden", "forbidden"),
        ("Snoeien met de motorzaag", "noise", "forbidden", "forbidden"),
        ("Stampen met de trilplaat", "vibration", "forbidden", "forbidden"),
        ("Op de trekker rijden", "tractor", "forbidden", "watched"),
        ("Helpen bij het slopen van een muur", "collapse", "forbidden", "watched"),
        ("Staal lassen", "gas", "forbidden", "watched"),
        ("Pizza's bezorgen", "delivery", "watched", "allowed"),
        ("Glazen spoelen achter de tap", "alcohol", "watched", "allowed"),
    ],
)
def test_a_task_reminds_of_what_the_law_says(task, code, child, young):
    assert [one.code for one in dangers_in(task)] == [code]
    assert [suggested(task, band) for band in ("child", "young", "adult")] == [child, young, "allowed"]


@pytest.mark.parametrize("task", ["Planten water geven", "Vegen", "Stapels vouwen", "Barbecues schoonmaken"])
def test_plain_work_is_plain(task):
    assert (dangers_in(task), suggested(task, "child")) == ([], "allowed")


def test_of_two_dangers_the_heaviest_counts():
    assert suggested("De kassa en de trekker", "young") == "watched"
    assert suggested("Lassen met chemisch spul", "young") == "forbidden"


def test_under_16_falls_away_what_is_watched_or_forbidden_under_18():
    assert [one.code for one in DANGERS if one.young != "allowed" and one.child != "forbidden"] == []


def test_a_stage_meets_the_age_bands_between_its_first_and_last_day():
    birth = date(2011, 3, 1)
    assert bands_between(birth, date(2027, 2, 1), date(2027, 2, 28)) == ["child"]
    assert bands_between(birth, date(2027, 2, 1), date(2027, 3, 1)) == ["child", "young"]
    assert bands_between(birth, date(2027, 2, 1), date(2029, 3, 1)) == ["child", "young", "adult"]
