import pytest

from assessments.enums import Score
from assessments.models.score import band


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([1, 1], Score.WEAK),
        ([1] * 51 + [2] * 49, Score.WEAK),  # 1.49
        ([1, 2], Score.SUFFICIENT),  # 1.5
        ([2] * 51 + [3] * 49, Score.SUFFICIENT),  # 2.49
        ([2, 3], Score.AMPLE),  # 2.5
        ([3] * 51 + [4] * 49, Score.AMPLE),  # 3.49
        ([3, 4], Score.GOOD),  # 3.5
        ([4, 4, 4, 4], Score.GOOD),
        ([None, 2, None, 2], Score.SUFFICIENT),
    ],
)
def test_the_mean_becomes_a_word_by_bands(values, word):
    assert band(values) is word


@pytest.mark.parametrize("values", [[], [4], [None, None, 3], [None]])
def test_fewer_than_two_seen_is_no_score(values):
    assert band(values) is None
