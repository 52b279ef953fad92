"""A student does not get the place, reads why in kind words, and asks elsewhere; and takes a wish back."""

from datetime import timedelta

from django.utils import timezone

from schools.enums import Role
from tests.factories import MembershipFactory, SchoolFactory
from tests.placements.scene import choosing_group, offering, taking_part, wishing


def test_a_student_reads_a_kind_no_and_asks_elsewhere(site, mailbox, actor):
    school = SchoolFactory(name="Praktijkschool De Linde")
    first = timezone.localdate() + timedelta(days=30)
    group = choosing_group(school, starts_on=first, ends_on=first + timedelta(days=60), answer_by=first)
    bakery, garage = (offering(group, company__name=name) for name in ("Bakkerij De Korenaar", "Garage Veld"))
    sem = taking_part(group, first_name="Sem", last_name="Mulder", member__user__name="Sem Mulder")
    wishing(sem, bakery, why="Ik bak thuis ook.")
    coordinator = actor(1280, "no-coordinator", member=MembershipFactory(school=school, role=Role.COORDINATOR))
    student = actor(375, "no-student", member=sem.member)

    coordinator.go(f"/{school.slug}/stages/bord/{group.pk}/")
    coordinator.press("Bakkerij De Korenaar")
    coordinator.press("Afwijzen")
    coordinator.press("Het bedrijf zoekt iemand anders")
    coordinator.reads("Wat leest Sem?")
    coordinator.press("Afwijzen en bericht sturen")
    coordinator.reads("De leerling leest waarom")

    mailbox.wait_for(sem.member.user.email, "Je aanvraag bij Bakkerij De Korenaar")
    student.go(f"/{school.slug}/")
    student.press("Mijn aanvragen")
    student.reads("niet gelukt", "kiest deze keer voor iemand anders", "het zegt niets over jou")
    student.press("Kies een ander bedrijf")
    ask_and_take_back(student, garage.company.name)


def ask_and_take_back(student, name):
    """Ask at the other company, change one's mind, and see that the way is open again."""
    student.press(name)
    student.press("Hier wil ik stage lopen")
    student.write("Waarom wil je hier stage lopen?", "Ik vind auto's leuk.")
    for _step in range(3):
        student.press("Volgende")
    student.press("Verstuur je aanvraag")
    student.press("Trek in")
    student.press("Ja, trek in")
    student.reads("Je aanvraag is ingetrokken", "Je trok deze aanvraag zelf in.")
