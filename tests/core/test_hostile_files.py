"""What strangers bring: every hostile file is refused with a sentence, soon, and without eating the server."""

import re
import resource
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.sheets import SheetFault, read_table
from core.uploads import PhotoField, WorkField
from tests.core import hostile

PARTS = {"photos": lambda: hostile.PHOTOS, "documents": hostile.documents, "lists": hostile.lists}
AT_MOST_SECONDS, AT_MOST_MEGABYTES = 5, 512


def brought_to_a_form(part, content):
    """The sentence of the refusal, or None when the file came in."""
    upload = SimpleUploadedFile("bestand.jpg", content, content_type="image/jpeg")
    field = PhotoField(required=False) if part == "photos" else WorkField(required=False)
    try:
        if part == "lists":
            read_table(content)
        else:
            field.clean(upload)
    except ValidationError as refused:
        return " ".join(refused.messages)
    except SheetFault as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("part", PARTS)
def test_no_hostile_file_comes_in(part, figure):
    accepted, wrong, slowest = [], {}, 0
    corpus = PARTS[part]()
    for name, (content, words) in corpus.items():
        began = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
        said = brought_to_a_form(part, content)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = time.process_time() - began[0] + sum(after[:2]) - sum(began[1][:2])
        slowest = max(slowest, spent)
        if said is None:
            accepted.append(name)
        elif not re.search(words, said):
            wrong[name] = said
        assert spent < AT_MOST_SECONDS, f"{name} took {spent:.1f} s of a processor"
    heaviest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    figure(f"walls.hostile_files[{part}]", len(corpus), ">= 40 in all")
    figure(f"walls.hostile_files_accepted[{part}]", len(accepted), "0")
    figure(f"walls.hostile_slowest_seconds_{part}", round(slowest, 1), "< 5 of a processor")
    figure(f"walls.hostile_heaviest_megabytes_{part}", heaviest, "< 512")

    assert accepted == []
    assert wrong == {}
    assert heaviest < AT_MOST_MEGABYTES


def test_an_honest_file_comes_in_so_that_the_corpus_proves_something():
    assert brought_to_a_form("photos", hostile.jpeg()) is None
    assert brought_to_a_form("photos", hostile.heic()) is None
    assert brought_to_a_form("documents", hostile.pdf()) is None
    assert brought_to_a_form("lists", hostile.workbook(["naam", "klas"], ["Bo", "3a"])) is None
