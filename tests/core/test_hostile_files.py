"""What strangers bring: every hostile file is refused with a sentence, soon, and without eating the server."""

import json
import re
import subprocess
import sys

import pytest

from tests.core import hostile
from tests.core.bringing import PARTS, brought_to_a_form, corpus

AT_MOST_SECONDS, AT_MOST_MEGABYTES = 5, 512


@pytest.mark.parametrize("part", PARTS)
def test_no_hostile_file_comes_in(part, figure):
    command = [sys.executable, "-m", "tests.core.bringing", part]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    brought, answers = corpus(part), told["answers"]
    accepted = [name for name in brought if answers[name][0] is None]
    wrong = {
        name: answers[name][0] for name, (_content, words) in brought.items()
        if name not in accepted and not re.search(words, answers[name][0])
    }  # fmt: skip
    slowest = max(answers, key=lambda name: answers[name][1])
    figure(f"walls.hostile_files[{part}]", len(brought), ">= 40 in all")
    figure(f"walls.hostile_files_accepted[{part}]", len(accepted), "0")
    figure(f"walls.hostile_slowest_seconds_{part}", round(answers[slowest][1], 1), "< 5 of a processor")
    figure(f"walls.hostile_heaviest_megabytes_{part}", told["heaviest"], "< 512")

    assert accepted == []
    assert wrong == {}
    assert answers[slowest][1] < AT_MOST_SECONDS, slowest
    assert told["heaviest"] < AT_MOST_MEGABYTES


def test_an_honest_file_comes_in_so_that_the_corpus_proves_something():
    assert brought_to_a_form("photos", hostile.jpeg()) is None
    assert brought_to_a_form("photos", hostile.heic()) is None
    assert brought_to_a_form("documents", hostile.pdf()) is None
    assert brought_to_a_form("lists", hostile.workbook(["naam", "klas"], ["Bo", "3a"])) is None
