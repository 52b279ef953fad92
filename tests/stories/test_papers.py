"""Contracts from hand to hand: on a screen, on paper, and mixed. Own browsers, real mails, a real worker."""

import re
from datetime import timedelta

import pytest

from core.tenancy import for_school
from tests.stories import papers, sealed
from tests.stories.papers import PARENTS

ELLEN, BRAM, KEES, NOOR = PARENTS[0][1], PARENTS[1][1], "kees@veld.example", "Noor Visser"
WEEK, WEDNESDAY, THURSDAY, FRIDAY = timedelta(days=7), 2, 3, 4


@pytest.fixture
def come(actor):
    """`come(width, name, member)`: somebody at an own screen, signed in when a member is given."""

    def come_in(scene, width, name, member=None):
        found = actor(width, f"paper-{name}", member=member)
        found.home = scene.home
        return found

    return come_in


def test_everybody_signs_on_a_screen_and_one_sealed_paper_is_what_remains(site, mailbox, come, tmp_path):
    scene = papers.open_school()
    papers.printed(scene)
    for name in ("Sem", "Yara"):
        papers.classmate(scene, name)
    director = come(scene, 1280, "director", scene.director)
    student = come(scene, 375, "student", scene.student.member)
    mother, company = come(scene, 375, "mother"), come(scene, 375, "company")

    student.go(scene.contract)
    assert [name for name, _how in papers.rungs(student)] == ["Petra Smit", NOOR, "Ellen Visser", "Kees Veld"]
    papers.director_signs(director, but=["Yara Bos"])
    director.reads("2 van 2 getekend", "Yara Bos")
    papers.student_signs(student)
    papers.come_by_link(mother, mailbox, ELLEN, "Wilt u tekenen?")
    mother.reads("Teken het contract", NOOR, "Garage Veld", "Ik ga akkoord met wat erin staat.")
    assert [how.split()[0] for _name, how in papers.rungs(mother)] == ["Getekend", "Getekend", "Is", "Nog"]
    papers.sign_here(mother, "Ellen Visser", drawn=True)
    papers.come_by_link(company, mailbox, KEES, "Wilt u tekenen?")
    company.never_reads(ELLEN)
    papers.sign_here(company, "Kees Veld")
    mailbox.wait_for(ELLEN, "Iedereen heeft getekend")

    mentor = come(scene, 1280, "mentor", scene.mentor)
    mentor.go(scene.contract)
    mentor.reads("volledig getekend")
    content = sealed.fetched(mentor)
    words = (NOOR, "Petra Smit", "Ellen Visser", "Kees Veld", "Naam getypt op het scherm", "Getekend op het scherm")
    sealed.check(content, pages=3, words=words)
    sealed.is_it_real(mentor, content, tmp_path, hidden=[NOOR, "Ellen Visser", "Garage Veld"])


def test_on_paper_three_copies_go_out_and_photos_come_back(site, mailbox, come, tmp_path):
    scene = papers.open_school()
    version = papers.printed(scene)
    mentor, student = come(scene, 1280, "mentor", scene.mentor), come(scene, 375, "student", scene.student.member)

    mentor.go(scene.contract)
    mentor.press(re.compile("Op papier"))
    content = mentor.download(re.compile("Print versie 1"))
    text = papers.text_of_pdf(content)
    for copy in ("het stagebedrijf", "de ouders/verzorgers", "het dossier op school"):
        assert text.count(f"Exemplaar voor {copy}") == 2  # on each of its two pages

    student.go(scene.contract)
    student.press("Stuur een foto")
    student.page.locator("input[type=file]").set_input_files(papers.photos(content, tmp_path))
    student.press("Breng terug")
    student.reads("Je begeleider kijkt of alles erop staat.")

    mentor.go(f"{scene.home}contracten/versie/{version.pk}/papier/")
    mentor.press(re.compile("^Scan van"))
    mentor.reads("Welke handtekeningen staan erop?")
    mentor.write("Welke versie staat onderaan het papier?", "1")
    for box in mentor.page.locator("input[type=checkbox][name^=is_there_]").all():
        box.check(force=True)
    mentor.press("Leg vast")
    hand_out(mentor)
    mentor.reads("Alles is er")
    assert papers.state_of(scene) == "complete"
    mailbox.wait_for(ELLEN, "Iedereen heeft getekend")
    mentor.go(scene.contract)
    words = ("Getekend op papier; de scan zit in dit bestand", "Gezien door de begeleider van school: Mo Hofstra")
    sealed.check(sealed.fetched(mentor), pages=5, words=words)  # two of the paper, two of the scan, the record


def hand_out(mentor):
    """Write down to whom each of the three copies went."""
    for name in ("Kees Veld", "Ellen Visser", "Map van Noor"):
        mentor.page.locator(".sb-copy__form input[name=given_to]").first.fill(name)
        mentor.page.locator(".sb-copy__form button").first.click()
        mentor.page.wait_for_load_state()
        mentor.look()


def test_two_parents_each_by_an_own_link_one_on_screen_one_on_paper_and_the_company_by_qr(
    site, mailbox, come, tmp_path
):
    scene = papers.open_school(guardians=2, starts_in=0)
    with for_school(scene.school):
        scene.guardians[1].is_address_shielded = True
        scene.guardians[1].save()
    version = papers.printed(scene)
    student = come(scene, 375, "student", scene.student.member)
    papers.director_signs(come(scene, 1280, "director", scene.director))
    papers.student_signs(student)

    mother, father = come(scene, 375, "mother"), come(scene, 375, "father")
    hers = papers.come_by_link(mother, mailbox, ELLEN, "Wilt u tekenen?")
    mother.never_reads(BRAM)
    assert "andere ouder of verzorger" in [name for name, _how in papers.rungs(mother)]
    papers.sign_here(mother, "Ellen Visser")
    assert papers.come_by_link(father, mailbox, BRAM, "Wilt u tekenen?") != hers
    father.never_reads(ELLEN)
    father.press("Ik teken op papier")
    father.reads("U tekent op papier")

    mentor = come(scene, 1280, "mentor", scene.mentor)
    mentor.go(f"{scene.home}contracten/versie/{version.pk}/papier/")
    content = mentor.download(re.compile("Print versie 1"))
    mentor.press("Foto of scan toevoegen")
    mentor.page.locator("input[type=file]").set_input_files(papers.photos(content, tmp_path))
    mentor.press("Breng terug")
    mentor.reads("Welke handtekeningen staan erop?", "Ellen Visser tekende al")
    mentor.write("Welke versie staat onderaan het papier?", "1")
    mentor.tick("Ouder of verzorger: Bram de Boer")
    mentor.press("Leg vast")
    mentor.reads("op papier", "op het scherm")

    company_signs_on_the_spot(student, come(scene, 375, "company"), mailbox, scene, version)
    assert papers.state_of(scene) == "complete"
    mailbox.wait_for(BRAM, "Iedereen heeft getekend")
    mentor.go(scene.contract)
    words = ("Bram de Boer", "Getekend op papier; de scan zit in dit bestand", "Naam getypt op het scherm")
    sealed.check(sealed.fetched(mentor), pages=5, words=words)


def company_signs_on_the_spot(student, company, mailbox, scene, version):
    """It is the first day: the student shows a code, the company scans it and types what was mailed to it."""
    student.go(scene.contract)
    student.press("Laat je begeleider tekenen")
    student.reads("Laat Kees Veld deze code scannen")
    with for_school(scene.school):
        signatory = version.signatories.select_related("school").get(role="company")
    company.go(sealed.address_in_qr(student, signatory))
    company.reads("Tekenen voor Garage Veld")
    company.never_reads("Noor", KEES)
    company.press("Stuur mij de code")
    company.write("De code uit de mail", papers.digits_for(mailbox, KEES))
    company.press("Lees het contract")
    company.reads("Teken het contract", NOOR)
    papers.sign_here(company, "Kees Veld")


def test_a_change_after_two_signatures_lets_them_fall_and_everybody_signs_the_new_text(site, mailbox, come):
    scene = papers.open_school()
    papers.printed(scene)
    director = come(scene, 1280, "director", scene.director)
    student = come(scene, 375, "student", scene.student.member)
    papers.director_signs(director)
    papers.student_signs(student)
    mother = come(scene, 375, "mother")
    papers.come_by_link(mother, mailbox, ELLEN, "Wilt u tekenen?")
    old = mother.page.url

    mentor = come(scene, 1280, "mentor", scene.mentor)
    mentor.go(scene.contract)
    mentor.press(re.compile("[Tt]erugsturen|Stuur terug"))
    mentor.write("Wat moet de leerling veranderen?", "Zet bij reizen dat je met de bus komt.")
    mentor.press(re.compile("Stuur terug"))
    student.go(f"{scene.contract}invullen/travel/?wijzig")
    student.write("Hoe ga je naar je stage?", "Met de bus, lijn 4")
    student.press("Bewaar")
    student.press("Lever in")
    mentor.go(scene.contract)
    mentor.press("Het klopt")
    mentor.press("Maak een nieuwe versie")
    mentor.reads("1 van 1 klaar")

    mail = papers.text_of(mailbox.wait_for("petra@linde.example", "is veranderd"))
    assert "Met de bus, lijn 4" in mail
    assert papers.ANSWERS["travel"] in mail
    mother.go(old)
    mother.reads("Deze versie is vervangen door versie 2.")
    papers.director_signs(director)
    student.go(scene.contract)
    assert [how.split()[0] for _name, how in papers.rungs(student)] == ["Getekend", "Is", "Nog", "Nog"]
    mentor.go(scene.contract)
    mentor.page.locator("summary", has_text="Versie 1:").click()
    fallen = mentor.page.locator("details", has_text="Versie 1:").inner_text()
    assert fallen.count("Getekend op") == 2  # what fell stays to be seen
    papers.student_signs(student)
    mailbox.wait_for(ELLEN, "is veranderd")


def test_a_signed_change_moves_a_day_and_the_stage_follows(site, mailbox, come):
    scene = papers.open_school(age=18, guardians=0, seats=True)
    papers.printed(scene)
    director = come(scene, 1280, "director", scene.director)
    student = come(scene, 375, "student", scene.student.member)
    company = come(scene, 375, "company")
    papers.director_signs(director)
    papers.student_signs(student)
    papers.come_by_link(company, mailbox, KEES, "Wilt u tekenen?")
    papers.sign_here(company, "Kees Veld")

    coordinator, day = come(scene, 1280, "coordinator", scene.coordinator), scene.placement.starts_on + WEEK
    ask_for_wednesdays(coordinator, scene, day)
    papers.director_signs(director)
    papers.student_signs(student)
    assert weekdays_from(scene, day) == ({THURSDAY, FRIDAY}, {THURSDAY, FRIDAY})
    company.go(next(link for link in papers.links_in(mailbox.wait_for(KEES, "Wijziging")) if "/b/" in link))
    company.press("Openen")
    company.reads("donderdag en vrijdag", "woensdag en donderdag")
    papers.sign_again(company, mailbox, KEES, "Kees Veld")

    assert weekdays_from(scene, day) == ({WEDNESDAY, THURSDAY}, {WEDNESDAY, THURSDAY})
    coordinator.go(scene.contract)
    coordinator.reads("getekend en verwerkt", "stagedagen")
    student.go(f"{scene.home}stages/{scene.placement.pk}/")
    student.reads("woensdag")


def ask_for_wednesdays(coordinator, scene, day):
    """On Fridays the garage is closed from this day on."""
    coordinator.go(scene.contract)
    coordinator.press("Wijzig het contract")
    coordinator.write("De wijziging gaat in op", str(day))
    coordinator.page.get_by_label("vrijdag").first.uncheck(force=True)
    coordinator.page.get_by_label("woensdag").first.check(force=True)
    coordinator.write("Waarom verandert het?", "Op vrijdag is de garage dicht.")
    coordinator.press("Bekijk de wijziging")
    coordinator.reads("Wat verandert er?", "woensdag")
    coordinator.press("Maak de wijziging")
    coordinator.reads("1 van 1 klaar")


def weekdays_from(scene, day):
    """The weekdays from this day on: of the days on which the student is expected, and of the seats that are held."""
    with for_school(scene.school):
        expected = scene.placement.days.filter(date__gte=day).values_list("date", flat=True)
        seats = scene.placement.taken_seats.filter(date__gte=day, released_at=None).values_list("date", flat=True)
        before = scene.placement.days.filter(date__lt=day).values_list("date", flat=True)
        assert {one.weekday() for one in before} == {THURSDAY, FRIDAY}
        return {one.weekday() for one in expected}, {one.weekday() for one in seats}
