"""Dates, hours and names, as people say them."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from core.templatetags import ui_words as words


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2027, 2, 1), date(2027, 4, 23), "1 feb – 23 apr 2027"),
        (date(2027, 2, 1), date(2027, 2, 12), "1 – 12 februari 2027"),
        (date(2026, 11, 30), date(2027, 1, 8), "30 nov 2026 – 8 jan 2027"),
        (date(2027, 2, 1), date(2027, 2, 1), "1 februari 2027"),
        (date(2027, 2, 1), None, "1 februari 2027"),
        (None, None, ""),
    ],
)
def test_a_range_says_once_what_both_ends_share(start, end, shown):
    assert words.date_range(start, end).replace("jan.", "jan") == shown


def test_a_day_and_a_moment_are_named_in_dutch_time():
    assert words.nl_date(date(2027, 2, 4)) == "4 februari 2027"
    assert words.nl_weekday(date(2027, 2, 4)) == "do 4 februari"
    assert words.nl_moment(datetime(2027, 2, 4, 23, 30, tzinfo=UTC)) == "vr 5 februari, 00:30"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (450, "7,5 uur"),
        (420, "7 uur"),
        (435, "7,25 uur"),
        (440, "7 uur 20 min"),
        (20, "20 min"),
        (0, "0 uur"),
        (None, ""),
    ],
)
def test_minutes_read_as_hours(minutes, shown):
    assert words.hours(minutes) == shown


def test_times_and_distances_read_dutch():
    assert words.times(time(8, 30), time(16)) == "08:30 – 16:00"
    assert words.times(time(8, 30)) == "08:30"
    assert words.km(3.44) == "3,4 km"
    assert words.km(12) == "12 km"


def test_initials_take_the_first_and_the_last_name():
    assert words.initials("Jan de Vries") == "JV"
    assert words.initials(SimpleNamespace(name="Çelik")) == "Ç"
    assert words.initials("") == ""


def test_no_state_has_two_tones():
    listed = [word for members in words.TONES.values() for word in members]
    assert len(listed) == len(set(listed))
    assert words.tone_of("ACCEPTED") == "ok"
    assert words.tone_of("a word nobody listed") == "info"
