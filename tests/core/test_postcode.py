"""Distances a coordinator can check on a map."""

import pytest

from core.postcode import clean_postcode, cycling_minutes, distance_km, place_of


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("8331ab", "8331 AB"),
        (" 8331 AB ", "8331 AB"),
        ("8331", "8331"),
        ("0331 AB", None),
        ("8331 SS", None),
        ("833 AB", None),
        ("", None),
        (None, None),
    ],
)
def test_a_postcode_is_written_in_one_way(text, postcode):
    assert clean_postcode(text) == postcode


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("8331 AB", "8331CD", 0, 0),
        ("8331", "7941", 10, 15),  # Steenwijk and Meppel
        ("3511", "1012", 30, 40),  # Utrecht and Amsterdam
        ("6211", "9711", 255, 275),  # Maastricht and Groningen
    ],
)
def test_distances_are_those_of_the_map(one, other, low, high):
    assert low <= distance_km(one, other) <= high


def test_an_unknown_code_falls_back_to_its_area():
    assert place_of("8340 ZZ") not in (None, place_of("8341"))
    assert distance_km("8340", "8331") < 15


def test_a_code_that_is_nowhere_has_no_distance():
    assert distance_km("8331", "0000") is None
    assert distance_km("", "8331") is None
    assert cycling_minutes(None) is None


def test_cycling_takes_the_road_and_not_the_crow():
    assert cycling_minutes(3) == 16
