from django.urls import reverse

from core.models import OutgoingMail
from core.tenancy import for_school
from schools.models import Membership, User
from tests.factories import MembershipFactory
from tests.queries import count_queries


def page(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


def test_a_colleague_is_invited_with_a_way_in(school, sign_in, coordinator):
    text = (
        sign_in(coordinator)
        .post(
            page(school, "members"),
            {"name": "Jan de Wit", "email": "J.dewit@school.example", "role": "mentor"},
            follow=True,
        )
        .text
    )

    assert "Jan de Wit" in text
    with for_school(school):
        mail = OutgoingMail.objects.get()
    assert mail.to == "j.dewit@school.example"
    assert reverse("account_request_login_code") in mail.text
    assert not User.objects.get(email=mail.to).has_usable_password()


def test_inviting_a_known_person_says_the_same_and_takes_nothing_over(school, sign_in, coordinator):
    known = User.objects.create_user("jan@mail.example", "een lang wachtwoord", name="Jan")

    text = (
        sign_in(coordinator)
        .post(page(school, "members"), {"name": "Ander", "email": "jan@mail.example", "role": "mentor"}, follow=True)
        .text
    )

    assert "gemaild naar jan@mail.example" in text
    known.refresh_from_db()
    assert (known.name, known.check_password("een lang wachtwoord")) == ("Jan", True)


def test_no_pupil_or_parent_is_made_here(school, sign_in, coordinator):
    answer = sign_in(coordinator).post(
        page(school, "members"), {"name": "A", "email": "a@mail.example", "role": "student"}
    )

    assert answer.status_code == 422


def test_an_ended_role_is_out_at_the_next_page(school, sign_in, coordinator, mentor):
    browser = sign_in(mentor)
    assert browser.get(reverse("school_home", args=[school.slug])).status_code == 200

    sign_in(coordinator).post(page(school, "member_end", mentor.pk))

    assert browser.get(reverse("school_home", args=[school.slug])).status_code == 404


def test_the_last_coordinator_stays(school, sign_in, coordinator):
    text = sign_in(coordinator).post(page(school, "member_end", coordinator.pk), follow=True).text

    assert "Dit is de laatste stagecoördinator" in text
    with for_school(school):
        assert Membership.objects.current().count() == 1


def test_a_role_of_a_parent_is_not_ended_here(school, sign_in, coordinator):
    guardian = MembershipFactory(school=school, role="guardian")

    assert sign_in(coordinator).post(page(school, "member_end", guardian.pk)).status_code == 404


def test_who_has_more_roles_chooses_one(school, sign_in, mentor):
    MembershipFactory(school=school, user=mentor.user, role="director")
    browser = sign_in(mentor)
    home = reverse("school_home", args=[school.slug])
    assert browser.get(home).context["request"].member.role == "mentor"

    browser.post(page(school, "role"), {"rol": "director"})

    assert browser.get(home).context["request"].member.role == "director"
    assert "Wissel van rol" in browser.get(home).text
    assert browser.post(page(school, "role"), {"rol": "coordinator"}).status_code == 404


def test_the_list_of_colleagues_asks_few_questions(school, sign_in, coordinator):
    browser = sign_in(coordinator)
    one = count_queries(browser, page(school, "members"))
    MembershipFactory.create_batch(6, school=school)

    assert count_queries(browser, page(school, "members")) == one <= 8
