"""The size of an LWT on its edges: 80 to 160 days and 640 to 1280 hours (Wvo 2020 art. 2.38 lid 9)."""

import pytest

from contracts.budget import HOUR, Size, fits, too_large, too_small


@pytest.mark.parametrize(
    ("days", "small", "large"),
    [(79, True, False), (80, False, False), (81, False, False), (160, False, False), (161, False, True)],
)
def test_the_days_of_an_lwt_are_counted_to_the_day(days, small, large):
    size = Size(days, 1000 * HOUR)

    assert (too_small(size), too_large(size)) == (small, large)


@pytest.mark.parametrize(
    ("minutes", "small", "large"),
    [
        (639 * HOUR, True, False),
        (640 * HOUR - 1, True, False),
        (640 * HOUR, False, False),
        (1280 * HOUR, False, False),
        (1280 * HOUR + 1, False, True),
        (1281 * HOUR, False, True),
    ],
)
def test_the_hours_of_an_lwt_are_counted_to_the_minute(minutes, small, large):
    size = Size(100, minutes)

    assert (too_small(size), too_large(size)) == (small, large)


def test_both_days_and_hours_must_be_enough():
    assert too_small(Size(80, 639 * HOUR))
    assert too_small(Size(79, 640 * HOUR))
    assert too_large(Size(160, 1281 * HOUR))
    assert too_large(Size(161, 1280 * HOUR))


def test_two_companies_count_together():
    assert Size(100, 700 * HOUR).plus(Size(61, 500 * HOUR)) == Size(161, 1200 * HOUR)


@pytest.mark.parametrize(("minutes", "hours"), [(0, 0), (60, 1), (61, 2), (119, 2), (38_400, 640)])
def test_a_part_of_an_hour_asks_a_whole_one_of_the_budget(minutes, hours):
    assert Size(1, minutes).whole_hours == hours


@pytest.mark.parametrize(
    ("planned", "agreed", "good"),
    [((80, 640), (80, 640), True), ((81, 640), (80, 640), False), ((80, 641), (80, 640), False),
     ((1, 1), (80, 640), True)],
)  # fmt: skip
def test_what_is_planned_stays_within_what_was_agreed(planned, agreed, good):
    sizes = [Size(days, hours * HOUR) for days, hours in (planned, agreed)]

    assert fits(*sizes) == good
