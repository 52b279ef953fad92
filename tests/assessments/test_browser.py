"""The tiles in a real browser: by keyboard, by touch with saving on the way, and without JavaScript."""

import pytest
from django.conf import settings

from assessments.models import IndicatorScore
from core.tenancy import for_school
from schools.enums import Role
from tests.browser import new_context

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def open_page(chromium, live_server, sign_in, stage):
    """open_page(role, url, **options): the page as this member sees it on a phone."""
    contexts = []

    def go(role, url, **options):
        context = new_context(chromium, **options)
        contexts.append(context)
        cookie = sign_in(stage.members[role]).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + url)
        return page

    yield go
    for context in contexts:
        context.close()


def kept(stage):
    with for_school(stage.school):
        return dict(IndicatorScore.objects.values_list("indicator", "value"))


def test_the_tiles_work_by_keyboard_and_save_on_the_way(stage, indicators, open_page):
    page = open_page(Role.STUDENT, stage.url("fill", stage.assessment.pk, 1))
    first, second = indicators[0].pk, indicators[1].pk

    page.locator(f"[name=score_{first}][value='1']").focus()
    page.keyboard.press("Space")
    with page.expect_response(lambda answer: answer.status == 204):
        page.keyboard.press("ArrowRight")
    assert page.locator(f"[name=score_{first}]:checked").input_value() == "2"
    page.get_by_text("Opgeslagen om").wait_for()
    assert kept(stage) == {first: 2}

    page.locator(f"[name=score_{second}][value='1']").focus()
    with page.expect_response(lambda answer: answer.status == 204):
        page.keyboard.press("ArrowLeft")  # round to the last: not seen
    assert kept(stage) == {first: 2, second: None}
    assert page.locator("[data-points-count]").inner_text() == "2 van 9 ingevuld"


def test_without_javascript_the_page_is_a_plain_form(stage, indicators, open_page):
    page = open_page(Role.SUPERVISOR, stage.url("fill", stage.assessment.pk, 1), java_script_enabled=False)
    for indicator in indicators[:9]:
        page.locator(f"[name=score_{indicator.pk}][value='4']").check()
    page.get_by_role("button", name="Volgende").click()

    assert page.url.endswith(stage.url("fill", stage.assessment.pk, 2))
    assert set(kept(stage).values()) == {4}


def test_every_tile_is_large_enough_to_touch(stage, open_page):
    page = open_page(Role.STUDENT, stage.url("fill", stage.assessment.pk, 1))
    for tile in page.locator(".punt").all():
        box = tile.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44
