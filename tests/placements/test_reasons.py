"""Reasons for a no are rows that the school edits; the move to rows loses nothing."""

import importlib

import pytest
from django.apps import apps

from core.tenancy import for_school
from placements.models import PlacementRequest, RefusalReason
from placements.reasons import choices, lay_reasons, usual
from tests.factories import SchoolFactory
from tests.placements.scene import choosing_group, offering, taking_part, wishing
from tests.placements.test_board import page

give_reasons = importlib.import_module("placements.migrations.0003_usual_reasons").give_reasons


def test_the_migration_gives_every_school_its_reasons_and_no_row_twice(school, wish):
    other = SchoolFactory()
    group = choosing_group(other)
    old = wishing(taking_part(group), offering(group), state="declined", decline_reason="age", decline_text="Te jong.")
    with for_school(other):
        RefusalReason.objects.create(school=other, code="full", label="Vol is vol", text="Jammer {naam}.")

    give_reasons(apps, None)
    give_reasons(apps, None)

    for one in (school, other):
        with for_school(one):
            assert set(RefusalReason.objects.values_list("code", flat=True)) == {row.code for row in usual(one.pk)}
    with for_school(other):
        assert RefusalReason.objects.get(code="full").label == "Vol is vol"
        kept = PlacementRequest.objects.get(pk=old.pk)
        assert (kept.decline_reason, kept.decline_text) == ("age", "Te jong.")
    with for_school(school):
        assert PlacementRequest.objects.get(pk=wish.pk).waits_since is not None


def test_what_the_migration_writes_is_what_a_new_school_begins_with(school):
    give_reasons(apps, None)
    facts = ("code", "label", "text", "for_company", "position")
    with for_school(school):
        written = list(RefusalReason.objects.for_list().values_list(*facts))

    assert written == [tuple(getattr(row, fact) for fact in facts) for row in usual(school.pk)]


def test_a_school_without_rows_uses_the_usual_ones_and_lays_them_once(school):
    with for_school(school):
        assert list(choices(school.pk)) == ["full", "days", "age", "distance", "company", "other"]
        assert lay_reasons(school) == 6
        assert lay_reasons(school) == 0
        RefusalReason.objects.filter(code="age").update(is_active=False)
        assert "age" not in choices(school.pk)
        assert "distance" not in choices(school.pk, company=True)


@pytest.mark.parametrize("code", ["full", "days", "age", "distance", "company"])
def test_the_kind_text_names_student_and_company(school, wish, code):
    with for_school(school):
        text = choices(school.pk)[code].text_for(wish)

    assert text.startswith(f"Hoi {wish.student.first_name}, ")
    assert wish.invitation.company.name in text
    assert "{" not in text


def test_the_school_words_its_own_reasons(school, wish, coordinator, sign_in):
    browser = sign_in(coordinator)
    assert "Pas deze redenen aan" in browser.get(page(wish, "reasons")).text
    browser.post(page(wish, "reasons"))
    data = {"label": "Geen begeleider", "text": "Hoi {naam}, niemand kan je helpen bij {bedrijf}.", "position": "9"}
    data["is_active"] = "on"

    assert browser.post(page(wish, "reason_new"), data).status_code == 302
    again = browser.post(page(wish, "reason_new"), data)

    assert (again.status_code, "Deze reden is er al." in again.text) == (422, True)
    with for_school(school):
        made = RefusalReason.objects.get(code="geen-begeleider")
        company = wish.invitation.company.name
    text = browser.get(page(wish, "request_decline", wish.pk), {"reden": made.code}).context["form"]["text"].value()
    assert text == f"Hoi {wish.student.first_name}, niemand kan je helpen bij {company}."
    browser.post(page(wish, "reason_edit", made.pk), data | {"label": "Niemand vrij", "is_active": ""})
    with for_school(school):
        changed = RefusalReason.objects.get(pk=made.pk)
        assert (changed.label, changed.code, changed.is_active) == ("Niemand vrij", "geen-begeleider", False)
