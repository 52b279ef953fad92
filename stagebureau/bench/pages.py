"""pages: a list, a detail page and a form of ours, each against the floor of its kind in the same process."""

from types import SimpleNamespace

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from schools.secondfactor import note_taken
from stagebureau.bench import floor
from stagebureau.bench.measure import compare


def signed_in(member):
    """A browser of this member, without the network in between."""
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(member.user, backend="django.contrib.auth.backends.ModelBackend")
    request = SimpleNamespace(session=browser.session)
    note_taken(request, member.user, "totp")
    request.session.save()
    return browser


def visit(browser, url, data=None, status=200):
    """One request; anything but the expected answer stops the bench."""

    def go():
        answer = browser.get(url) if data is None else browser.post(url, data)
        if answer.status_code != status:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return go


def below(member, url, data=None, status=200):
    """The same at the floor: its own addresses and the least middleware."""
    browser = signed_in(member)
    go = visit(browser, url, data, status)

    with override_settings(MIDDLEWARE=floor.MIDDLEWARE):
        browser.handler.load_middleware()
    return go


def page_list(world, quick):
    """The list of stages of a school, 50 on a page."""
    ours = visit(signed_in(world.coordinator), reverse("placements:placements", args=[world.school.slug]))
    plain = below(world.coordinator, f"/{world.school.pk}/")
    return compare(
        "page_list", ours, plain, target=2.0, rounds=3 if quick else 30, what="the list of stages against a bare list"
    )


def page_detail(world, quick):
    """One stage."""
    url = reverse("placements:placement", args=[world.school.slug, world.placement.pk])
    plain = below(world.coordinator, f"/{world.school.pk}/{world.placement.pk}/")
    return compare(
        "page_detail", visit(signed_in(world.coordinator), url), plain, target=2.5, rounds=3 if quick else 30,
        what="one stage against a bare page with a form",
    )  # fmt: skip


def page_post(world, quick):
    """The student keeps one answer of the contract."""
    url = reverse("contracts:question", args=[world.school.slug, world.placement.pk, "phone"])
    ours = visit(signed_in(world.student.member), url, {"phone": "06 11223344"}, 302)
    hours = {"starts_at": "08:30", "ends_at": "15:30", "break_minutes": "30"}
    plain = below(world.coordinator, f"/{world.school.pk}/{world.placement.pk}/", hours, 302)
    return compare(
        "page_post",
        ours,
        plain,
        target=1.5,
        rounds=3 if quick else 30,
        what="an answer kept against a form saved",
    )


def no_debug():
    """As on a server: no record of questions, no debug pages."""
    return override_settings(
        DEBUG=False,
        ALLOWED_HOSTS=["127.0.0.1"],
        STATIC_ROOT=settings.BASE_DIR / "static",
        WHITENOISE_USE_FINDERS=False,
    )
