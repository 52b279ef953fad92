"""The proposal on the board: explained, decided upon, and confirmed in part, all or nothing."""

import pytest
from django.urls import reverse

from core.models import Job, OutgoingMail
from core.tenancy import for_school
from placements.matching import place
from placements.models import MatchPlan, MatchRule, Placement, PlacementRequest, PlanLine
from placements.solving import proving
from schools.enums import Role
from tests.factories import ContactFactory, MembershipFactory, PlacementFactory
from tests.placements.plans import never, open_on, page, proposed, stage_days, the_line
from tests.placements.scene import arrangement, offering, taking_part, wishing
from tests.queries import count_queries


@pytest.fixture
def browser(coordinator, sign_in):
    return sign_in(coordinator)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_proposal_asks_the_same_few_queries(group, coordinator, browser, rows):
    company = offering(group, 3)
    for _ in range(rows):
        wishing(taking_part(group), company)
    proposed(group, coordinator)

    assert count_queries(browser, page(group, "plan")) == 7


@pytest.mark.parametrize("rows", [1, 6])
def test_one_student_asks_the_same_number_of_queries(group, coordinator, browser, rows):
    company = offering(group, 3)
    students = [wishing(taking_part(group), company).student for _ in range(rows)]
    proposed(group, coordinator)

    assert count_queries(browser, page(group, "plan") + f"leerling/{students[0].pk}/") == 16


def test_nothing_is_saved_or_mailed_before_it_is_confirmed(group, wish, browser):
    browser.post(page(group, "plan_make"), {"aim": "first"})

    line = the_line(group)
    browser.post(page(group, "plan_confirm"), {"version": 1, "regel": line.pk})
    with for_school(group.school):
        assert MatchPlan.objects.get().aim == "first"
        assert not Placement.objects.exists()
        assert not OutgoingMail.objects.exists()


def test_confirming_a_part_places_that_part(group, coordinator, browser):
    garage = offering(group, 2)
    wishes = [wishing(taking_part(group), garage) for _ in range(2)]
    proposed(group, coordinator)
    line = the_line(group, wishes[0].student)

    data = {"version": 1, "regel": line.pk}
    assert wishes[0].student.name in browser.post(page(group, "plan_confirm"), data).text
    answer = browser.post(page(group, "plan_confirm"), data | {"zeker": "ja"}, follow=True)

    assert "Vastgelegd: 1 geplaatst" in answer.text
    with for_school(group.school):
        made = Placement.objects.get()
        assert (made.student, made.request) == (wishes[0].student, wishes[0])
        assert made.taken_seats.count() == len(group.stage_days())
        assert [line.student for line in PlanLine.objects.select_related("student")] == [wishes[1].student]
    assert "Er is iets veranderd" not in answer.text


def test_the_same_form_sent_twice_places_once(group, wish, coordinator, browser):
    proposed(group, coordinator)
    data = {"version": 1, "regel": the_line(group).pk, "zeker": "ja"}

    for _ in range(2):
        browser.post(page(group, "plan_confirm"), data)

    with for_school(group.school):
        assert Placement.objects.count() == 1


def test_all_or_nothing_with_the_name_of_who_failed(group, coordinator, browser):
    garage, bakery = offering(group), offering(group)
    sem, noor = taking_part(group, first_name="Sem"), taking_part(group, first_name="Noor")
    wishes = [wishing(sem, garage), wishing(noor, bakery)]
    proposed(group, coordinator)
    with for_school(group.school):
        lines = list(PlanLine.objects.values_list("pk", flat=True))
        wishes[1].withdraw(by=None)

    answer = browser.post(page(group, "plan_confirm"), {"version": 1, "regel": lines, "zeker": "ja"})

    assert answer.status_code == 422
    assert f"{noor.name}: de aanvraag bij {bakery.company.name} is er niet meer." in answer.text
    with for_school(group.school):
        assert not Placement.objects.exists()
        assert PlacementRequest.objects.get(pk=wishes[0].pk).state == "submitted"
        assert not OutgoingMail.objects.exists()
    assert "Er is iets veranderd sinds dit voorstel" in browser.get(page(group, "plan")).text


def test_a_seat_that_went_meanwhile_is_named(group, coordinator, browser):
    garage = offering(group)
    wish = wishing(taking_part(group), garage)
    proposed(group, coordinator)
    line = the_line(group)
    with for_school(group.school):
        place(taking_part(group), garage, by=coordinator, **arrangement(garage))

    answer = browser.post(page(group, "plan_confirm"), {"version": 1, "regel": line.pk, "zeker": "ja"})

    assert f"{wish.student.name}: {garage.company.name}: plek is al vergeven." in answer.text


def test_a_proposal_made_anew_meanwhile_is_not_confirmed_by_an_old_page(group, wish, coordinator, browser):
    proposed(group, coordinator)
    proposed(group, coordinator)

    answer = browser.post(page(group, "plan_confirm"), {"version": 1, "regel": the_line(group).pk, "zeker": "ja"})

    assert "intussen opnieuw gemaakt" in answer.text


def test_a_better_wish_gets_its_own_kind_reason_and_one_mail(group, coordinator, browser):
    garage, bakery = offering(group, 0, company__name="Garage"), offering(group, company__name="Bakker")
    student = taking_part(group, first_name="Sem")
    first = wishing(student, garage)
    wishing(student, bakery, 2)
    proposed(group, coordinator)

    browser.post(page(group, "plan_confirm"), {"version": 1, "regel": the_line(group).pk, "zeker": "ja"})

    with for_school(group.school):
        first.refresh_from_db()
        assert first.state == "declined"
        assert "Je gaat naar Bakker, je 2e keuze." in first.decline_text
        kinds = OutgoingMail.objects.filter(to=student.member.user.email).values_list("kind", flat=True)
        assert len(kinds) == 1


def test_a_student_without_a_place_reads_why_without_names_and_what_next(group, coordinator, browser, sign_in):
    garage = offering(group, company__name="Garage")
    open_on(group, stage_days(group, 4), company__name="Bakker")
    names = ("Sem", "Noor")
    students = {name: taking_part(group, first_name=name) for name in names}
    for student in students.values():
        wishing(student, garage)
    given = proposed(group, coordinator)
    out, placed = sorted(names, key=lambda name: given[name] is not None)
    line = the_line(group, students[out])

    shown = browser.post(page(group, "plan_confirm"), {"version": 1, "regel": line.pk})
    text = shown.context["refusals"][0]["text"]
    assert text.startswith(f"Hoi {out}, er waren meer leerlingen dan plekken bij Garage.")
    assert placed not in text
    assert "nog plek bij" not in text  # what the proposal gives away is no way out
    wish = shown.context["refusals"][0]["wish"]
    data = {"version": 1, "regel": line.pk, "zeker": "ja", f"tekst-{wish.pk}": "Probeer de Bakker eens."}
    assert browser.post(page(group, "plan_confirm"), data | {f"tekst-{wish.pk}": " "}).status_code == 422
    browser.post(page(group, "plan_confirm"), data)

    with for_school(group.school):
        found = PlacementRequest.objects.get(pk=wish.pk)
        assert (found.state, found.decline_reason) == ("declined", "full")
        assert found.decline_text == "Probeer de Bakker eens."
        assert OutgoingMail.objects.filter(to=students[out].member.user.email).count() == 1


def test_staff_reads_who_sits_there_and_why(group, coordinator, browser):
    garage = offering(group, company__name="Garage")
    wishes = [wishing(taking_part(group), garage) for _ in range(2)]
    given = proposed(group, coordinator)
    out, placed = sorted(wishes, key=lambda wish: given[wish.student.first_name] is not None)

    assert "donderdag en vrijdag 1 plek, die is voor een andere leerling" in browser.get(page(group, "plan")).text
    text = browser.get(page(group, "plan_student", out.student.pk)).text
    assert f"{placed.student.name}, 1e keuze" in text


def test_what_another_place_costs(group, coordinator, browser):
    garage, bakery = offering(group, company__name="Garage"), offering(group, company__name="Bakker")
    sem, noor = taking_part(group, first_name="Sem"), taking_part(group, first_name="Noor")
    wishing(sem, garage)
    wishing(sem, bakery, 2)
    wishing(noor, garage)
    assert proposed(group, coordinator) == {"Sem": "Bakker", "Noor": "Garage"}

    options = browser.get(page(group, "plan_student", sem.pk)).context["options"]

    changes = {invitation.company.name: change for invitation, _rank, _barred, change in options}
    assert changes["Bakker"] is None
    assert (changes["Garage"].placed, changes["Garage"].first) == (0, 0)
    moved = {move["student"].first_name: move["after"].company.name for move in changes["Garage"].moves}
    assert moved == {"Sem": "Garage", "Noor": "Bakker"}


def test_one_seat_more_places_whom(group, coordinator, browser):
    garage = open_on(group, stage_days(group, 3), company__name="Garage")
    wish = wishing(taking_part(group), garage)
    proposed(group, coordinator)

    url = page(group, "plan_what_if")
    change = browser.get(url, {"bedrijf": garage.pk, "dag": 4}).context["change"]

    assert (change.placed, change.first) == (1, 1)
    assert [move["student"] for move in change.moves] == [wish.student]
    assert browser.get(url, {"bedrijf": garage.pk, "dag": 3}).context["change"].placed == 0
    assert browser.get(url, {"bedrijf": "x", "dag": "9"}).context["change"] is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("must", "Bakker"), ("not_now", "Bakker"), ("never", "Bakker"), ("", "Garage")],
)
def test_the_coordinator_decides_and_the_proposal_follows(group, coordinator, browser, kind, expected):
    garage, bakery = offering(group, company__name="Garage"), offering(group, company__name="Bakker")
    sem = taking_part(group, first_name="Sem")
    wishing(sem, garage)
    proposed(group, coordinator)

    to = bakery if kind == "must" else garage
    data = {"kind": kind, "invitation": to.pk, "reason": "Zijn broer werkt er"}
    assert browser.post(page(group, "plan_student", sem.pk), data).status_code == 302

    with for_school(group.school):
        lines = PlanLine.objects.select_related("student", "invitation__company")
        assert [line.invitation.company.name for line in lines] == [expected]
        assert MatchRule.objects.count() == bool(kind)


def test_never_needs_a_reason_and_keeps_what_was_typed(group, wish, coordinator, browser):
    proposed(group, coordinator)

    data = {"kind": "never", "invitation": wish.invitation.pk, "reason": " "}
    answer = browser.post(page(group, "plan_student", wish.student.pk), data)

    assert answer.status_code == 422
    assert "Schrijf op waarom" in answer.text


def test_never_holds_on_every_road(group, wish, coordinator, browser):
    with for_school(group.school):
        never(wish)
    data = {name: getattr(value, "pk", value) for name, value in arrangement(wish.invitation).items()}

    url = reverse("placements:request_accept", args=[group.school.slug, wish.pk])
    assert "gaat niet naar" in browser.post(url, data).text


def test_the_worker_proves_the_proposal(group, coordinator, browser, at_once):
    garage = offering(group)
    for _ in range(2):
        wishing(taking_part(group), garage)

    with at_once():
        browser.post(page(group, "plan_make"), {"aim": "together", "bewijs": "ja"})

    with for_school(group.school):
        plan, job = MatchPlan.objects.get(), Job.objects.get()
        assert (plan.is_proven, plan.bound, plan.version) == (True, 1, 2)
        assert (job.state, job.done) == ("done", 4)
    assert "bewezen beste" in browser.get(page(group, "plan")).text


def test_a_proof_of_another_state_is_not_kept(group, wish, coordinator, browser, monkeypatch, at_once):
    """Somebody withdraws while the worker thinks."""
    def slow(problem, seconds, tell):
        with for_school(group.school):
            wish.withdraw(by=None)
        return prove(problem, seconds, tell)

    prove = proving.prove
    monkeypatch.setattr(proving, "prove", slow)
    with at_once():
        browser.post(page(group, "plan_make"), {"aim": "together", "bewijs": "ja"})

    with for_school(group.school):
        assert Job.objects.get().faults == ["Er veranderde iets terwijl we zochten. Maak het voorstel opnieuw."]
        assert not MatchPlan.objects.get().is_proven


def test_without_a_contact_nobody_is_placed(group, coordinator, browser):
    bare = offering(group, contact=None)
    wish = wishing(taking_part(group), bare)
    proposed(group, coordinator)
    data = {"version": 1, "regel": the_line(group).pk, "zeker": "ja"}

    assert "heeft nog geen contactpersoon" in browser.post(page(group, "plan_confirm"), data).text
    ContactFactory(school=group.school, company=bare.company)
    assert browser.post(page(group, "plan_confirm"), data).status_code == 302
    with for_school(group.school):
        assert Placement.objects.get().student == wish.student


@pytest.mark.parametrize("data", [{}, {"version": "x"}, {"version": 1}, {"version": 1, "regel": "9"}, {"regel": "a"}])
def test_nonsense_is_answered_in_words(group, wish, coordinator, browser, data):
    proposed(group, coordinator)

    answer = browser.post(page(group, "plan_confirm"), data, follow=True)
    assert answer.status_code == 200
    assert "sb-notice" in answer.text or "alert" in answer.text


def test_who_has_a_stage_is_not_in_the_proposal(group, coordinator, browser):
    student = taking_part(group)
    PlacementFactory(school=group.school, group=group, student=student, state="planned")

    assert proposed(group, coordinator) == {}
    assert "Hier staat niemand" in browser.get(page(group, "plan")).text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordinator_sees_the_proposal(group, wish, coordinator, sign_in, role):
    proposed(group, coordinator)
    browser = sign_in(MembershipFactory(school=group.school, role=role))

    for name in ("plan", "plan_what_if"):
        assert browser.get(page(group, name)).status_code == 404
