"""The call list: whom to phone, what was said, and who is tried again later."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from groups.models import PhoneCall
from tests.factories import InvitationFactory
from tests.groups.test_asking import MONDAY
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.fixture
def wants_a_call(school, group):
    return InvitationFactory(school=school, group=group, state="call", asked_at=MONDAY, company__name="Aannemer Bos")


def url(thing, name, pk=None):
    return reverse(f"groups:{name}", args=[thing.school.slug, pk or thing.pk])


def calls(invitation):
    with for_school(invitation.school):
        return list(PhoneCall.objects.values_list("is_reached", "said", "again_on"))


def test_nobody_there_is_noted_and_the_company_waits_at_the_bottom(browser, group, wants_a_call):
    InvitationFactory(school=group.school, group=group, state="call", asked_at=MONDAY, company__name="Zagerij Zwart")
    again = timezone.localdate() + datetime.timedelta(days=2)
    answer = browser.post(
        url(wants_a_call, "invitation_call"), {"hoe": "niet", "weer_op": again.isoformat()}, follow=True
    )

    assert calls(wants_a_call) == [(False, "", again)]
    assert "niet opgenomen, weer op" in answer.text
    names = [one.company.name for one in answer.context["rows"]]
    assert names == ["Zagerij Zwart", "Aannemer Bos"]
    assert f'href="tel:{wants_a_call.company.phone}"' in answer.text


def test_what_was_said_is_asked_when_somebody_was_there(browser, wants_a_call):
    page = url(wants_a_call, "invitation_call")
    assert "Schrijf in een paar woorden op" in browser.post(page, {"hoe": "wel"}).text
    assert "Kies of er iemand opnam." in browser.post(page, {"gezegd": "Druk."}).text
    late = browser.post(page, {"hoe": "wel", "gezegd": "Druk.", "weer_op": "2020-01-01"})
    assert (late.status_code, "Druk." in late.text) == (422, True)
    assert calls(wants_a_call) == []

    browser.post(page, {"hoe": "wel", "gezegd": "Overlegt met de baas."})
    assert calls(wants_a_call) == [(True, "Overlegt met de baas.", None)]
    assert "Overlegt met de baas." in browser.get(url(wants_a_call, "invitation")).text


def test_a_call_sent_twice_is_noted_once_and_a_second_call_is_noted(browser, wants_a_call):
    page = url(wants_a_call, "invitation_call")
    for said in ("Belt terug.", "Belt terug.", "Overlegt nog."):
        browser.post(page, {"hoe": "wel", "gezegd": said})

    assert sorted(words for _reached, words, _again in calls(wants_a_call)) == ["Belt terug.", "Overlegt nog."]


def test_the_answer_itself_takes_the_company_off_the_list(browser, group, wants_a_call):
    typed = {"mee": "ja", "aantal": "1", "wd-3": "ja", "gezegd": "Vraagt naar Sem."}
    browser.post(url(wants_a_call, "invitation_answer"), typed)

    assert calls(wants_a_call) == [(True, "Vraagt naar Sem.", None)]
    assert browser.get(url(group, "call_list")).context["rows"] == []


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_asks_the_same_however_many_calls(browser, group, rows):
    for one in InvitationFactory.create_batch(rows, school=group.school, group=group, state="call", asked_at=MONDAY):
        browser.post(url(one, "invitation_call"), {"hoe": "niet"})

    assert count_queries(browser, url(group, "call_list")) == 6
