"""Sixty wishes: a proposal, one decision, one what-if, a part confirmed; the student sees the place."""

from datetime import timedelta

from django.utils import timezone

from core.tenancy import for_school
from placements.models import MatchRule, Placement
from schools.enums import Role
from tests.factories import MembershipFactory, SchoolFactory
from tests.placements.scene import choosing_group, offering, taking_part, wishing

NAMES = ["Garage Veld", "Bakkerij De Korenaar", "Kapsalon Knip", "Zorghuis Linde", "Kwekerij Groen", "Hout en Zo"]


def sixty_wishes(school):
    """Twenty students with three wishes each at six companies that have room for eighteen of them."""
    first = timezone.localdate() + timedelta(days=30)
    group = choosing_group(school, starts_on=first, ends_on=first + timedelta(days=40), answer_by=first)
    companies = [offering(group, 3, company__name=name) for name in NAMES]
    students = [taking_part(group, first_name=f"Leerling{n}", last_name="Bos") for n in range(20)]
    for n, student in enumerate(students):
        for rank, step in enumerate((0, 1, 3), start=1):
            wishing(student, companies[(n % 4 + step) % 6], rank)
    return group, students


def test_a_coordinator_solves_the_puzzle_and_a_student_sees_the_place(site, actor):
    school = SchoolFactory(name="Praktijkschool De Linde")
    group, students = sixty_wishes(school)
    coordinator = actor(
        1280, "puzzle-coordinator", member=MembershipFactory(school=school, role=Role.COORDINATOR)
    )

    coordinator.go(f"/{school.slug}/stages/bord/{group.pk}/")
    coordinator.press("Voorstel")
    coordinator.press("Maak een voorstel")
    coordinator.reads("Er is nog niets vastgelegd", "18 van 20 geplaatst", "2 zonder plek")
    lock_one(coordinator, students[0])
    what_if(coordinator)
    coordinator.press("In een wens")
    coordinator.page.locator("input[name=regel]").nth(0).check(force=True)
    coordinator.page.locator("input[name=regel]").nth(1).check(force=True)
    coordinator.press("Bekijk en leg vast")
    coordinator.reads("Dit legt u vast", "Alles gaat in één keer, of niets.")
    coordinator.press("Leg vast en stuur bericht")
    coordinator.reads("Vastgelegd: 2 geplaatst")

    with for_school(school):
        placed = Placement.objects.select_related("student__member", "company").order_by("pk").first()
    student = actor(375, "puzzle-student", member=placed.student.member)
    student.go(f"/{school.slug}/")
    student.reads(placed.company.name)


def lock_one(coordinator, student):
    """Say where one student must go; the rest follows."""
    coordinator.page.get_by_role("link", name=f"Wat kan er anders? bij {student.name}", exact=True).click()
    coordinator.reads("Wat kost een andere plek?", "Spreek iets af")
    coordinator.page.get_by_label("moet hierheen").check(force=True)
    coordinator.page.get_by_label("Bedrijf", exact=False).select_option(label="Kwekerij Groen")
    coordinator.press("Leg vast en reken opnieuw")
    coordinator.reads("Het voorstel is opnieuw gemaakt.")
    with for_school(student.school):
        assert MatchRule.objects.get().student == student


def what_if(coordinator):
    """One seat more on one day places nobody: these students need two days."""
    coordinator.press("Wat als er één plek meer was?")
    coordinator.page.get_by_label("Eén plek meer bij").select_option(label="Garage Veld")
    coordinator.press("Reken uit")
    coordinator.reads("Dit zou er gebeuren", "evenveel geplaatst")
    coordinator.press("Voorstel")
