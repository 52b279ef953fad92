"""What is posted on the road of paper."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.core.paper_photos import as_jpeg, sheet
from tests.matrix.posts import thing
from tests.matrix.world import days_on


def a_scan(world, relation):
    """A photo of signed paper."""
    return {"pages": SimpleUploadedFile("foto.jpg", as_jpeg(sheet(lines=3)), content_type="image/jpeg")}


def a_copy(world, relation):
    """The copy of the company is handed out today."""
    return {"of": "company", "given_to": "Receptie", "given_on": days_on(0)}


def on_the_scan(world, relation):
    """The student's signature stands on it."""
    one = thing(world, relation, "signatory")
    return {"number": 1, f"is_there_{one.pk}": "on", f"day_{one.pk}": days_on(0)}


def a_stand_in(world, relation):
    """A colleague at the company signs."""
    return {"member": thing(world, relation, "colleague").member_id, "note": "Op vakantie."}
