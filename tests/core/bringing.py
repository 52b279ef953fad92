"""`python -m tests.core.bringing photos` brings hostile files in a process of its own and prints what came of them."""

import json
import resource
import sys
import time

import django
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from stagebureau.bench.measure import heaviest_megabytes

PARTS = ("photos", "documents", "lists")


def brought_to_a_form(part, content):
    """The sentence of the refusal, or None when the file came in."""
    from core.sheets import SheetFault, read_table  # noqa: PLC0415 - needs Django
    from core.uploads import PhotoField, WorkField  # noqa: PLC0415 - needs Django

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


def spent():
    """Seconds of a processor so far, of this process and those it started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


def corpus(part):
    """{name: (content, words of the refusal)}."""
    from tests.core import hostile  # noqa: PLC0415 - needs Django

    return hostile.PHOTOS if part == "photos" else getattr(hostile, part)()


def main(part):
    answers = {}
    for name, (content, _words) in corpus(part).items():
        began = spent()
        said = brought_to_a_form(part, content)
        answers[name] = [said, spent() - began]
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"answers": answers, "heaviest": round(max(heaviest_megabytes(), started))}))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
