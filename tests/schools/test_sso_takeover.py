"""A school's sign-in service may lie. Whatever it says of people, it opens nothing outside its own school.

School A has a coordinator who runs a service of their own and lets it say anything; B is another school. Every attempt
below is made by real rounds with a real service, and gives back what it reached: nothing, or the test fails.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from core.tenancy import for_school
from schools.enums import Role
from schools.models import Membership, SchoolAccount, SignInService
from tests.conftest import StrictClient
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from tests.oidc.rounds import page, round_trip, way_back

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord"
ATTEMPTS = []


@pytest.fixture
def stage(connect, at_service, sign_in):
    """Two schools that trust the same service, each with its own client there; at A it may say what it wants."""

    def cookies_of(member, states=None):
        """The cookies of somebody who is signed in with everything, and perhaps began a round before."""
        browser = sign_in(member)
        session = browser.session
        session["socialaccount_states"] = states or {}
        session.save()
        return browser.cookies

    def built():
        evil, good = SchoolFactory(slug="school-evil"), SchoolFactory(slug="school-good")
        connect(evil, demands_second_step=True)
        connect(good, demands_second_step=True)
        victim = UserFactory(email="victim@school.example", name="Vera Victim")
        victim.set_password(PASSWORD)
        victim.save()
        boss = MembershipFactory(school=good, user=victim, role=Role.COORDINATOR)
        return SimpleNamespace(evil=evil, good=good, victim=victim, boss=boss, says=at_service, sign_in=cookies_of)

    return built


def attempt(trick):
    ATTEMPTS.append(trick)
    return trick


def also_at_evil(scene, role=Role.MENTOR, **more):
    return MembershipFactory(school=scene.evil, user=scene.victim, role=role, **more)


def lie(scene, name="liar", **claims):
    """Somebody at the evil service with the address of the victim."""
    return scene.says(name, **{"email": "victim@school.example"} | claims)


def in_as_victim(scene, name, browser=None, school=None):
    """A browser after a round at the evil school."""
    browser = browser or StrictClient()
    answer = round_trip(browser, page(school or scene.evil, "school_account"), name)
    assert answer.status_code in (302, 400)
    return browser


def person_in(browser):
    return browser.session.get("_auth_user_id")


def home(school):
    return reverse("school_home", args=[school.slug])


@attempt
def the_address_of_somebody_at_another_school(scene):
    return person_in(in_as_victim(scene, lie(scene)))


@attempt
def the_pages_of_the_other_school_in_a_session_of_this_one(scene):
    also_at_evil(scene)
    browser = in_as_victim(scene, lie(scene))
    assert browser.get(home(scene.evil)).status_code == 200
    pages = [home(scene.good)] + [
        page(scene.good, name) for name in ("members", "students", "sign_in_service", "role")
    ]
    return [address for address in pages if browser.get(address).status_code != 404]


@attempt
def the_list_of_the_schools_of_this_person(scene):
    also_at_evil(scene)
    answer = in_as_victim(scene, lie(scene)).get(reverse("home"), follow=True)
    return scene.good.name in answer.text


@attempt
def the_account_pages_of_this_person(scene):
    also_at_evil(scene)
    browser, stranger, reached = in_as_victim(scene, lie(scene)), StrictClient(), []
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    for name in names:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if not address.startswith(("/account/", "/beheer/")) or name in ("account_logout", "confirm_by_mail"):
            continue
        for method in ("get", "post"):
            theirs, anybody = getattr(browser, method)(address), getattr(stranger, method)(address)
            if theirs.status_code == 200 and anybody.status_code != 200:
                reached.append(f"{method} {address}")
    assert person_in(browser) == str(scene.victim.pk), "the session ended before all pages were tried"
    assert names.count("account_change_password") == 1
    return reached


@attempt
def another_password(scene):
    also_at_evil(scene)
    browser = in_as_victim(scene, lie(scene))
    form = {"oldpassword": PASSWORD, "password1": "mijn nieuwe wachtwoord", "password2": "mijn nieuwe wachtwoord"}
    browser.post(reverse("account_change_password"), form)
    browser.post(reverse("account_set_password"), form)
    scene.victim.refresh_from_db()
    return not scene.victim.check_password(PASSWORD)


@attempt
def the_platform_by_its_own_staff(scene):
    scene.victim.is_staff = scene.victim.is_superuser = True
    scene.victim.save()
    also_at_evil(scene, Role.COORDINATOR)
    browser = in_as_victim(scene, lie(scene))
    return person_in(browser) or browser.get("/beheer/", follow=True).context.get("available_apps")


@attempt
def platform_staff_after_linking(scene):
    """Linked as a teacher first, made platform staff later."""
    also_at_evil(scene)
    name = lie(scene)
    assert person_in(in_as_victim(scene, name))
    scene.victim.is_staff = True
    scene.victim.save()
    return person_in(in_as_victim(scene, name))


@attempt
def a_guardian(scene):
    also_at_evil(scene, Role.GUARDIAN)
    return person_in(in_as_victim(scene, lie(scene)))


@attempt
def a_supervisor_of_a_company(scene):
    also_at_evil(scene, Role.SUPERVISOR)
    return person_in(in_as_victim(scene, lie(scene)))


@attempt
def the_role_of_guardian_next_to_one_of_staff(scene):
    also_at_evil(scene)
    also_at_evil(scene, Role.GUARDIAN)
    return "ouder of verzorger" in in_as_victim(scene, lie(scene)).get(page(scene.evil, "role")).text


@attempt
def a_role_that_ended(scene):
    also_at_evil(scene, since=timezone.localdate() - timedelta(9), until=timezone.localdate() - timedelta(1))
    return person_in(in_as_victim(scene, lie(scene)))


@attempt
def a_role_that_begins_tomorrow(scene):
    also_at_evil(scene, since=timezone.localdate() + timedelta(1))
    return person_in(in_as_victim(scene, lie(scene)))


@attempt
def a_role_that_ends_during_the_session(scene):
    member = also_at_evil(scene)
    browser = in_as_victim(scene, lie(scene))
    with for_school(scene.evil):
        Membership.objects.filter(pk=member.pk).update(until=timezone.localdate() - timedelta(1))
    return browser.get(home(scene.evil)).status_code != 404


@attempt
def a_closed_account(scene):
    also_at_evil(scene)
    scene.victim.is_active = False
    scene.victim.save()
    return person_in(in_as_victim(scene, lie(scene)))


@attempt
def a_session_after_the_service_was_switched_off(scene):
    also_at_evil(scene)
    browser = in_as_victim(scene, lie(scene))
    with for_school(scene.evil):
        SignInService.objects.update(state="tested")
    return browser.get(home(scene.evil)).status_code != 404


@attempt
def a_second_step_that_stays_after_the_round(scene):
    """The evil school says that a second step was taken; it may not count for a sign-in with the password."""
    also_at_evil(scene)
    browser = in_as_victim(scene, lie(scene))
    assert [r["type"] for r in browser.session["account_authentication_methods"] if r["method"] == "mfa"] == ["sso"]
    session = browser.session  # as after a password: the same person, in the same browser
    del session["paper"], session["only_at"]
    session.save()
    return browser.get(home(scene.good)).status_code == 200


@attempt
def the_password_page_on_top_of_the_round(scene):
    also_at_evil(scene)
    browser = in_as_victim(scene, lie(scene))
    browser.post(reverse("account_login"), {"login": "victim@school.example", "password": PASSWORD})
    return browser.get(home(scene.good)).status_code == 200


@attempt
def what_a_fuller_session_of_the_same_person_could_do(scene):
    """A round that began in an old tab ends in a browser where the person is signed in with everything."""
    also_at_evil(scene)
    browser = StrictClient()
    came = way_back(browser, page(scene.evil, "school_account"), lie(scene))
    browser.cookies = scene.sign_in(scene.boss, states=browser.session["socialaccount_states"])
    assert browser.get(home(scene.good)).status_code == 200
    assert browser.get(came)["Location"] == home(scene.evil)
    return browser.get(home(scene.good)).status_code != 404


@attempt
def the_same_name_at_the_service_of_another_school(scene):
    """Linked at B; the same service gives A the same name for the account."""
    name = lie(scene)
    assert person_in(in_as_victim(scene, name, school=scene.good))
    return person_in(in_as_victim(scene, name))


@attempt
def somebody_else_with_the_address_of_a_linked_person(scene):
    also_at_evil(scene)
    assert person_in(in_as_victim(scene, lie(scene, "first")))
    return person_in(in_as_victim(scene, lie(scene, "second")))


@attempt
def a_return_to_another_school(scene):
    """A round that began at A comes back at B."""
    also_at_evil(scene)
    browser = StrictClient()
    came = way_back(browser, page(scene.evil, "school_account"), lie(scene))
    browser.get(came.replace(scene.evil.slug, scene.good.slug))
    return person_in(browser)


@attempt
def a_return_in_another_browser(scene):
    also_at_evil(scene)
    came = way_back(StrictClient(), page(scene.evil, "school_account"), lie(scene))
    other = StrictClient()
    other.get(came)
    return person_in(other)


@attempt
def the_same_return_twice(scene):
    also_at_evil(scene)
    browser = StrictClient()
    came = way_back(browser, page(scene.evil, "school_account"), lie(scene))
    browser.get(came)
    browser.post(reverse("account_logout"))
    browser.get(came)
    return person_in(browser)


@attempt
def a_round_that_began_before_the_service_was_switched_off(scene):
    also_at_evil(scene)
    browser = StrictClient()
    came = way_back(browser, page(scene.evil, "school_account"), lie(scene))
    with for_school(scene.evil):
        SignInService.objects.update(state="tested")
    browser.get(came)
    return person_in(browser)


@attempt
def a_test_as_a_way_in(scene):
    also_at_evil(scene)
    browser = StrictClient()
    tester = MembershipFactory(school=scene.evil, role=Role.COORDINATOR)
    browser.cookies = scene.sign_in(tester)
    round_trip(browser, page(scene.evil, "sign_in_test"), lie(scene))
    with for_school(scene.evil):
        return SchoolAccount.objects.exists() or person_in(browser) != str(tester.user_id)


@attempt
def a_link_finished_by_somebody_else(scene):
    """The victim's colleague begins to link; another person is signed in when the browser comes back."""
    member, other = MembershipFactory(school=scene.evil, role=Role.MENTOR), also_at_evil(scene)
    browser = StrictClient()
    browser.cookies = scene.sign_in(member)
    came = way_back(browser, page(scene.evil, "school_account_link"), lie(scene, "own", email="own@school.example"))
    browser.cookies = scene.sign_in(other, states=browser.session["socialaccount_states"])
    browser.get(came)
    with for_school(scene.evil):
        return SchoolAccount.objects.exists()


BELIEVED_BY_NOBODY = {
    "unverified": {"email_verified": False},
    "not said to be verified": {"email_verified": None},
    "verified in words": {"email_verified": "nee"},
    "verified as a list": {"email_verified": [True]},
    "another domain": {"hd": "kwaad.example"},
    "no domain": {"hd": None},
    "the domain in a list": {"hd": ["school.example"]},
    "the end of the domain": {"hd": "kwaad-school.example"},
    "two addresses": {"email": "victim@school.example,x@kwaad.example"},
    "a list of addresses": {"email": ["victim@school.example"]},
    "a name around the address": {"email": "Vera <victim@school.example>"},
    "a letter that only looks like ours": {"email": "vıctim@school.example"},
    "a letter that becomes ours in lower case": {"email": "victim@\u017fchool.example"},
    "a part after the address": {"email": "victim@school.example.kwaad.example"},
    "an empty address": {"email": ""},
    "no address": {"email": None},
}


def reached_by(stage, trick):
    """What this attempt reached, in schools of its own."""
    with transaction.atomic():
        reached = trick(stage())
        transaction.set_rollback(True)
    return reached


def with_answer(claims):
    """An attempt with such an answer about a teacher of the school itself."""

    def trick(scene):
        also_at_evil(scene)
        return person_in(in_as_victim(scene, lie(scene, **claims)))

    return trick


def test_a_lying_service_reaches_nothing(stage, figure):
    tricks = {trick.__name__: trick for trick in ATTEMPTS}
    tricks |= {f"an answer with {said}": with_answer(claims) for said, claims in BELIEVED_BY_NOBODY.items()}

    reached = {name: what for name, trick in tricks.items() if (what := reached_by(stage, trick))}

    figure("walls.sso_takeover_attempts", f"{len(reached)} of {len(tricks)}", "0")
    assert reached == {}


def test_the_same_answer_without_the_lie_opens_the_school(stage):
    """Or all attempts above would fail for another reason."""
    scene = stage()
    also_at_evil(scene)

    assert person_in(in_as_victim(scene, lie(scene))) == str(scene.victim.pk)
