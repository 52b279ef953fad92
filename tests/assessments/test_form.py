import pytest

from assessments.default_form import ensure_form
from assessments.models import Area, Aspect, AssessmentForm, FormInUse, Indicator
from core.tenancy import for_school


def test_the_default_form_has_four_areas_nine_aspects_and_an_indicator_in_every_cell(school):
    with for_school(school):
        form = ensure_form(school)
        cells = {(i.area.position, i.aspect.code) for i in Indicator.objects.of_form(form)}

        assert cells == {(n, code) for n in range(1, 5) for code in "ETLQSUVDR"}
        assert all(i.self_text.startswith("Ik ") for i in Indicator.objects.of_form(form))


def test_asking_for_the_form_again_gives_the_same_one(school):
    with for_school(school):
        assert ensure_form(school) == ensure_form(school)
        assert AssessmentForm.objects.count() == 1


def test_a_form_that_was_not_used_yet_can_still_be_put_right(school):
    with for_school(school):
        ensure_form(school)
        Indicator.objects.update(text="Anders")
        Indicator.objects.first().delete()
        assert Indicator.objects.count() == 35


@pytest.mark.parametrize("model", [Area, Aspect, Indicator])
def test_a_used_form_is_never_edited(stage, model):
    with for_school(stage.school):
        row = model.objects.first()
        for act in (
            row.save,
            row.delete,
            model.objects.all().delete,
            lambda: model.objects.update(position=9),
            lambda: model.objects.bulk_create([row]),
        ):
            with pytest.raises(FormInUse):
                act()
