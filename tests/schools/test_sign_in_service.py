"""The coordinator connects the sign-in service of the school: fill in, test for real, switch on."""

import pytest
from django.urls import reverse

from core.models import AuditEntry, OutgoingMail
from core.secrets import decrypt
from core.tenancy import for_school
from schools.enums import Role
from schools.models import SchoolAccount, SignInService
from schools.oidc import PURPOSE
from tests.factories import MembershipFactory, UserFactory
from tests.oidc.rounds import page, round_trip, way_back
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
TENANT = "0b1c2d3e-0000-4000-8000-00000000aaaa"
ENTRA = {
    "tenant": TENANT,
    "domains": "School.example, @leerling.school.example",
    "client_id": "abc",
    "secret": "s3cret",
}


def address(school, kind=""):
    return page(school, "sign_in_service") + (f"?soort={kind}" if kind else "")


@pytest.fixture
def boss(sign_in, coordinator):
    return sign_in(coordinator)


def the_service(school):
    with for_school(school):
        return SignInService.objects.get()


def test_a_coordinator_chooses_a_kind_and_fills_it_in(boss, school):
    assert "Entree Federatie" in boss.get(address(school)).text
    form = boss.get(address(school, "entra")).text
    assert "Tenant-id" in form
    assert f"/{school.slug}/schoolaccount/terug/" in form

    told = boss.post(address(school, "entra"), ENTRA, follow=True).text

    service = the_service(school)
    assert "Doe nu de test" in told
    assert (service.state, service.tenant) == ("new", TENANT)
    assert service.domains == "school.example leerling.school.example"


def test_the_secret_is_kept_locked_and_never_shown_again(boss, school):
    boss.post(address(school, "entra"), ENTRA)

    service = the_service(school)
    assert "s3cret" not in service.locked_secret
    assert decrypt(service.locked_secret, PURPOSE) == "s3cret"
    assert "s3cret" not in boss.get(address(school)).text
    boss.post(address(school, "entra"), ENTRA | {"secret": "", "client_id": "def"})
    assert decrypt(the_service(school).locked_secret, PURPOSE) == "s3cret"
    assert the_service(school).client_id == "def"


WRONG = [
    ("entra", {"tenant": "mijn school"}, "geen tenant-id"),
    ("entra", {"domains": "school"}, "geen maildomein"),
    ("entra", {"secret": ""}, "verplicht"),
    ("google", {"tenant": "http://school.example"}, "geen maildomein"),
    ("entree", {"tenant": "1ABC", "issuer": "https://20.190.151.7"}, "BRIN"),
    ("entree", {"tenant": "01AB", "issuer": "http://20.190.151.7"}, "https-adres op het internet"),
    ("other", {"issuer": "https://127.0.0.1/o"}, "https-adres op het internet"),
    ("other", {"issuer": "https://169.254.169.254"}, "https-adres op het internet"),
    ("other", {"issuer": "https://bestaat-niet.invalid"}, "bestaat niet"),
    ("other", {"issuer": "mijn dienst"}, "https-adres op het internet"),
]


@pytest.mark.parametrize(("kind", "wrong", "sentence"), WRONG)
def test_a_mistake_is_told_where_it_was_made(boss, school, kind, wrong, sentence):
    answer = boss.post(address(school, kind), ENTRA | {"client_id": "mijn-client"} | wrong)

    assert (answer.status_code, sentence in answer.text, "mijn-client" in answer.text) == (422, True, True)
    with for_school(school):
        assert not SignInService.objects.exists()


def test_a_real_test_says_what_came_back_and_only_then_it_can_be_switched_on(
    boss, school, coordinator, connect, at_service
):
    connect(school, state="new")
    director = MembershipFactory(school=school, role=Role.DIRECTOR)
    boss.post(page(school, "sign_in_switch"), {"aan": "1"})
    assert the_service(school).state == "new"

    came = round_trip(boss, page(school, "sign_in_test"), at_service("tester", name="Tess Ter", amr=["mfa"]))
    told = boss.get(came["Location"]).text

    assert "De test is goed" in told
    for sentence in ("Het kenmerk van uw school klopt: school.example", "staat in voor het e-mailadres", "Tess Ter"):
        assert sentence in told
    assert "De test is goed" not in boss.get(address(school)).text
    boss.post(page(school, "sign_in_switch"), {"aan": "1"})
    assert the_service(school).state == "on"
    with for_school(school):
        assert OutgoingMail.objects.get().to == director.user.email
        assert not SchoolAccount.objects.exists()
        acts = list(AuditEntry.objects.filter(subject="schools.signinservice").values_list("action", flat=True))
    assert acts == ["made", "pass_test", "switch_on"]
    assert boss.session["_auth_user_id"] == str(coordinator.user_id)


@pytest.mark.parametrize(
    ("claims", "sentence", "passed"),
    [
        ({"hd": "andere.example"}, "hoort niet bij deze school", False),
        ({"hd": None}, "hoort niet bij deze school", False),
        ({"email": "ik@andere.example"}, "ander maildomein", False),
        ({"email": None}, "geen e-mailadres", True),
        ({"email_verified": False}, "staat niet in voor", True),
    ],
)
def test_the_test_says_what_is_wrong(boss, school, connect, at_service, claims, sentence, passed):
    connect(school, state="new")

    came = round_trip(boss, page(school, "sign_in_test"), at_service("tester", **claims))

    assert sentence in boss.get(came["Location"]).text
    assert the_service(school).state == ("tested" if passed else "new")


def test_a_wrong_secret_is_found_by_the_test(boss, school, connect, at_service):
    connect(school, state="new", secret="verkeerd")

    came = round_trip(boss, page(school, "sign_in_test"), at_service("tester"))

    assert "geheim klopt niet" in boss.get(came["Location"]).text
    assert the_service(school).state == "new"


def test_a_service_that_is_down_is_told_at_once(boss, school, connect, settings):
    connect(school, state="new")
    settings.SIGN_IN_ISSUERS = {"google": "http://127.0.0.1:9"}

    told = boss.post(page(school, "sign_in_test"), follow=True).text

    assert "antwoordt niet" in told


def test_settings_that_changed_during_the_test_do_not_pass(boss, school, connect, at_service):
    service = connect(school, state="new")
    came = way_back(boss, page(school, "sign_in_test"), at_service("tester"))
    boss.post(address(school, "google"), {"tenant": "andere.example", "client_id": service.client_id, "secret": ""})
    boss.get(came)

    assert the_service(school).state == "new"


def test_a_change_switches_off_and_another_service_ends_the_links(boss, school, mentor, connect):
    service = connect(school)
    with for_school(school):
        SchoolAccount.objects.create(user=mentor.user, subject_hmac="a" * 64, how="email")
    same = {"tenant": "school.example", "client_id": service.client_id, "secret": ""}

    boss.post(address(school, "google"), same | {"client_id": "anders"})
    with for_school(school):
        assert (SignInService.objects.get().state, SchoolAccount.objects.linked().count()) == ("new", 1)
    boss.post(address(school, "google"), same | {"tenant": "andere.example"})
    with for_school(school):
        assert SchoolAccount.objects.linked().count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_it_is_the_coordinator_s_alone(sign_in, school, connect, role):
    connect(school)
    browser = sign_in(MembershipFactory(school=school, role=role))

    names = ("sign_in_service", "sign_in_test", "sign_in_switch")
    assert {browser.post(page(school, name)).status_code for name in names} == {404}
    assert browser.get(address(school)).status_code == 404


def test_another_school_s_link_cannot_be_undone(boss, school, coordinator):
    other = MembershipFactory(role=Role.MENTOR)
    with for_school(other.school):
        account = SchoolAccount.objects.create(user=other.user, subject_hmac="a" * 64, how="email")

    assert boss.post(page(school, "school_account_end", account.pk)).status_code == 404
    with for_school(other.school):
        assert SchoolAccount.objects.linked().exists()


def test_six_linked_people_cost_as_many_questions_as_one(boss, school, connect):
    connect(school)

    def link(number):
        with for_school(school):
            SchoolAccount.objects.create(user=UserFactory(), subject_hmac=f"{number:064}", how="email")

    link(0)
    one = count_queries(boss, address(school))
    for number in range(1, 6):
        link(number)

    assert count_queries(boss, address(school)) == one <= 8


def test_the_way_to_the_page_stands_in_the_menu(boss, school):
    assert address(school) in boss.get(reverse("school_home", args=[school.slug])).text
