"""A wish goes from hand to hand on phones: mentor, company, student; and a no comes with the next step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.tenancy import for_school
from placements.models import PlacementRequest
from schools.enums import Role
from tests.factories import MembershipFactory, SchoolFactory
from tests.placements.scene import choosing_group, offering, taking_part


@pytest.fixture
def scene(site):
    """A school whose mentors approve; a bakery and a garage have places."""
    school = SchoolFactory(name="Praktijkschool De Linde")
    first = timezone.localdate() + timedelta(days=30)
    group = choosing_group(
        school, starts_on=first, ends_on=first + timedelta(days=60), answer_by=first, mentor_say="approves"
    )
    bakery, garage = (offering(group, company__name=name) for name in ("Bakkerij De Korenaar", "Garage Veld"))
    noor = taking_part(group, first_name="Noor", last_name="Visser", member__user__name="Noor Visser")
    return school, group, bakery, garage, noor


def send(student, name, why):
    """Ask at this company in four small steps."""
    student.press(name)
    student.press("Hier wil ik stage lopen")
    student.write("Waarom wil je hier stage lopen?", why)
    for _step in range(3):
        student.press("Volgende")
    student.press("Verstuur je aanvraag")


def test_a_wish_gets_a_tip_is_sent_again_and_becomes_a_stage(scene, mailbox, actor):
    school, _group, bakery, _garage, noor = scene
    home = f"/{school.slug}/"
    student, mentor = actor(375, "wish-student", member=noor.member), actor(1280, "wish-mentor", member=noor.mentor)
    boss = MembershipFactory(school=school, role=Role.COORDINATOR)
    coordinator = actor(1280, "wish-coordinator", member=boss)
    company = actor(375, "wish-company", member=bakery.contact.member)

    the_mentor_gives_a_tip(student, mentor, mailbox, home, noor)
    the_company_says_gladly(coordinator, company, mailbox, home, bakery)
    both_said_yes(student, coordinator, mailbox, home, noor)


def the_mentor_gives_a_tip(student, mentor, mailbox, home, noor):
    """The first words are few; with the tip they are better, and the mentor lets them go on."""
    student.go(home)
    student.press("Kies een stage")
    send(student, "Bakkerij De Korenaar", "Leuk.")
    student.reads("nu bij je mentor")
    mailbox.wait_for(noor.mentor.user.email, "Noor wacht op uw mening")
    mentor.go(home)
    mentor.press("aanvraag wacht op uw mening")
    mentor.press("Noor Visser")
    mentor.press("Teruggeven met een tip")
    mentor.write("Uw tip voor de leerling", "Schrijf ook wat je thuis al bakt.")
    mentor.press("Teruggeven met een tip")

    mailbox.wait_for(noor.member.user.email, "Een tip voor je aanvraag")
    student.go(f"{home}stages/aanvragen/")
    student.reads("Schrijf ook wat je thuis al bakt.")
    student.press("Maak je aanvraag beter")
    student.write("Waarom wil je hier stage lopen?", "Ik bak thuis elke zondag brood.")
    for _step in range(3):
        student.press("Volgende")
    student.press("Verstuur je aanvraag")
    mentor.go(f"{home}stages/aanvragen/?toon=mentor")
    mentor.press("Noor Visser")
    mentor.press("Goedkeuren")
    mentor.press("Goedkeuren")


def both_said_yes(student, coordinator, mailbox, home, noor):
    """The student says yes, and the coordinator makes it a stage."""
    mailbox.wait_for(noor.member.user.email, "Goed nieuws over je aanvraag")
    student.go(home)
    student.press("Er is een antwoord voor jou")
    student.reads("dit bedrijf wil jou graag")
    student.press("Ja, ik wil daar stage lopen")
    student.reads("Jullie willen allebei")

    coordinator.go(home)
    coordinator.press("leg vast")
    coordinator.press("Noor Visser")
    coordinator.press("Match vastleggen")
    coordinator.choose("Begeleider van school", noor.mentor.user.name)
    coordinator.press("Match vastleggen")
    coordinator.reads("Match vastgelegd")
    student.go(f"{home}stages/aanvragen/")
    student.reads("Gelukt! Je mag hier stage lopen.")


def the_company_says_gladly(coordinator, company, mailbox, home, bakery):
    """The coordinator puts it before the company, which answers with one tap and has not seen the last name."""
    coordinator.go(f"{home}stages/aanvragen/")
    coordinator.press("Noor Visser")
    coordinator.press("Voorleggen aan het bedrijf")
    coordinator.press("Voorleggen aan het bedrijf")
    mailbox.wait_for(bakery.contact.member.user.email, "Noor wil graag bij u stage lopen")
    company.go(home)
    company.press("Een leerling wil graag komen")
    company.reads("Ik bak thuis elke zondag brood.")
    company.never_reads("Visser")
    company.press("Graag, Noor is welkom")
    company.reads("Dank u wel.")


def test_a_no_goes_past_the_coordinator_and_shows_where_there_is_room(scene, mailbox, actor):
    school, group, bakery, _garage, noor = scene
    home = f"/{school.slug}/"
    with for_school(school):
        PlacementRequest.objects.create(
            group=group, student=noor, invitation=bakery, rank=1, why="Ik bak graag.", state="read",
            released_at=timezone.now(), submitted_at=timezone.now(), waits_since=timezone.localdate(),
        )  # fmt: skip
    boss = MembershipFactory(school=school, role=Role.COORDINATOR)
    company, student = actor(375, "no-company", member=bakery.contact.member), actor(375, "no", member=noor.member)
    coordinator = actor(1280, "no-office", member=boss)

    company.go(home)
    company.press("Een leerling wil graag komen")
    company.page.get_by_text("Nee, deze keer niet").click()
    company.tick("Het bedrijf zoekt iemand anders")
    company.write("Wilt u er iets bij zeggen?", "Wij zoeken iemand met rijbewijs.")
    company.press("Stuur uw antwoord")
    company.reads("Dank u wel.")
    student.go(f"{home}stages/aanvragen/")
    student.never_reads("rijbewijs", "zegt nee")

    coordinator.go(home)
    coordinator.press("vertel het de leerling")
    coordinator.press("Noor Visser")
    coordinator.reads("Wij zoeken iemand met rijbewijs.")
    coordinator.press("Afwijzen")
    coordinator.press("Afwijzen en bericht sturen")

    mailbox.wait_for(noor.member.user.email, "Je aanvraag bij Bakkerij De Korenaar")
    student.go(f"{home}stages/aanvragen/")
    student.reads("kiest deze keer voor iemand anders", "Hier is nog plek op jouw dagen", "Garage Veld")
    student.never_reads("rijbewijs")
    student.press("Bekijk dit bedrijf")
    student.press("Hier wil ik stage lopen")
