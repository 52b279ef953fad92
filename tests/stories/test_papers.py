"""Contracts from hand to hand: on a screen, on paper, and mixed. Own browsers, real mails, a real worker."""

import io
import re

import pikepdf
import pytest

from core.tenancy import for_school
from tests.stories import papers
from tests.stories.papers import PARENTS

ELLEN, BRAM, KEES, NOOR = PARENTS[0][1], PARENTS[1][1], "kees@veld.example", "Noor Visser"


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
    director = come(scene, 1280, "director", scene.director)
    student = come(scene, 375, "student", scene.student.member)
    mother, company = come(scene, 375, "mother"), come(scene, 375, "company")

    papers.director_signs(director)
    papers.student_signs(student)
    papers.come_by_link(mother, mailbox, ELLEN, "Wilt u tekenen?")
    mother.reads("Teken het contract", NOOR, "Garage Veld")
    papers.sign_here(mother, "Ellen Visser", drawn=True)
    papers.come_by_link(company, mailbox, KEES, "Wilt u tekenen?")
    company.never_reads(ELLEN)
    papers.sign_here(company, "Kees Veld")
    mailbox.wait_for(ELLEN, "Iedereen heeft getekend")

    mentor = come(scene, 1280, "mentor", scene.mentor)
    mentor.go(scene.contract)
    mentor.reads("Volledig getekend")
    first, second = (mentor.download("Het verzegelde papier (pdf)") for _twice in range(2))
    assert first == second
    text = papers.text_of_pdf(first)
    for words in (NOOR, "Petra Smit", "Ellen Visser", "Kees Veld", "naam getypt", "getekend op het scherm"):
        assert words in text
    is_it_real(mentor, first, tmp_path)


def is_it_real(somebody, content, tmp_path):
    """The page for everybody says so, also when one byte was changed, and names nobody."""
    sealed, changed = tmp_path / "sealed.pdf", tmp_path / "changed.pdf"
    sealed.write_bytes(content)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        del document.pages[-1]
        document.save(out)
    changed.write_bytes(content + b"\n%% een zin erbij\n")
    somebody.press("Is het echt?")
    somebody.reads("Echt")
    for path, words in ((sealed, "precies zoals de school het heeft verzegeld"), (changed, "Gewijzigd")):
        somebody.page.locator("input[type=file]").set_input_files(path)
        somebody.press("Controleer")
        somebody.reads(words)
    assert NOOR not in somebody.page.locator("main").inner_text()


def test_on_paper_three_copies_go_out_and_photos_come_back(site, mailbox, come, tmp_path):
    scene = papers.open_school()
    version = papers.printed(scene)
    mentor, student = come(scene, 1280, "mentor", scene.mentor), come(scene, 375, "student", scene.student.member)

    mentor.go(scene.contract)
    mentor.press(re.compile("Op papier"))
    content = mentor.download(re.compile("Print versie 1"))
    for copy in ("stagebedrijf", "ouders", "dossier"):
        assert copy in papers.text_of_pdf(content)

    student.go(scene.contract)
    student.press(re.compile("[Bb]reng"))
    student.page.locator("input[type=file]").set_input_files(papers.photos(content, tmp_path))
    student.press("Breng terug")
    student.reads("Dank je wel")

    mentor.go(f"{scene.home}contracten/versie/{version.pk}/papier/")
    mentor.press(re.compile("[Kk]ijk"))
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
    text = papers.text_of_pdf(mentor.download("Het verzegelde papier (pdf)"))
    assert "getekend op papier" in text
    assert "Mo Hofstra" in text


def hand_out(mentor):
    """Write down to whom each of the three copies went."""
    for name in ("Kees Veld", "Ellen Visser", "Map van Noor"):
        mentor.page.locator(".sb-copy__form input[name=given_to]").first.fill(name)
        mentor.page.locator(".sb-copy__form button").first.click()
        mentor.page.wait_for_load_state()
        mentor.look()


def test_two_parents_each_by_an_own_link_one_on_screen_and_one_on_paper(site, mailbox, come, tmp_path):
    scene = papers.open_school(guardians=2)
    with for_school(scene.school):
        scene.guardians[1].is_address_shielded = True
        scene.guardians[1].save()
    version = papers.printed(scene)
    papers.director_signs(come(scene, 1280, "director", scene.director))
    papers.student_signs(come(scene, 375, "student", scene.student.member))

    mother, father = come(scene, 375, "mother"), come(scene, 375, "father")
    papers.come_by_link(mother, mailbox, ELLEN, "Wilt u tekenen?")
    mother.never_reads(BRAM)
    papers.sign_here(mother, "Ellen Visser")
    papers.come_by_link(father, mailbox, BRAM, "Wilt u tekenen?")
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
    for box in mentor.page.locator("input[type=checkbox][name^=is_there_]").all():
        box.check(force=True)
    mentor.press("Leg vast")
    mentor.reads("op papier", "op het scherm")
    assert papers.state_of(scene) == "complete"
    mailbox.wait_for(BRAM, "Iedereen heeft getekend")
    mentor.go(scene.contract)
    text = papers.text_of_pdf(mentor.download("Het verzegelde papier (pdf)"))
    assert "getekend op papier" in text
    assert "naam getypt op het scherm" in text


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
    mentor.press("Maak het contract")
    mentor.reads("1 van 1 klaar")

    mail = papers.text_of(mailbox.wait_for("petra@linde.example", "is veranderd"))
    assert "Met de bus, lijn 4" in mail
    assert papers.ANSWERS["travel"] in mail
    mother.go(old)
    mother.reads("versie 2")
    papers.director_signs(director)
    student.go(scene.contract)
    student.reads("versie 1")


def test_a_signed_change_moves_a_day_and_the_stage_follows(site, mailbox, come):
    scene = papers.open_school(age=18, guardians=0)
    papers.printed(scene)
    director = come(scene, 1280, "director", scene.director)
    student = come(scene, 375, "student", scene.student.member)
    company = come(scene, 375, "company", scene.contact.member)
    papers.director_signs(director)
    papers.student_signs(student)
    company.go(scene.contract)
    company.press(re.compile("^Teken"))
    papers.sign_here(company, "Kees Veld")

    coordinator = come(scene, 1280, "coordinator", scene.coordinator)
    coordinator.go(scene.contract)
    coordinator.press(re.compile("[Ww]ijzig"))
    day = scene.placement.starts_on
    coordinator.write("De wijziging gaat in op", str(day))
    coordinator.page.get_by_label("vrijdag", exact=False).first.uncheck(force=True)
    coordinator.page.get_by_label("woensdag", exact=False).first.check(force=True)
    coordinator.write("Waarom verandert het?", "Op vrijdag is de garage dicht.")
    coordinator.press("Bekijk de wijziging")
    coordinator.reads("Wat verandert er?", "woensdag")
    coordinator.press("Maak de wijziging")
    coordinator.reads("1 van 1 klaar")

    papers.director_signs(director)
    papers.student_signs(student)
    company.go(scene.home)
    company.go(papers.links_in(mailbox.wait_for(KEES, "Wijziging"))[0])
    if company.page.get_by_role("button", name="Stuur mij de code").count():
        papers.come_by_link(company, mailbox, KEES, "Wijziging")
    papers.sign_here(company, "Kees Veld")
    coordinator.go(scene.contract)
    coordinator.reads("woensdag")
    with for_school(scene.school):
        scene.placement.refresh_from_db()
        assert scene.placement.terms_on(day).weekdays == [2, 3]
    student.go(f"{scene.home}stages/{scene.placement.pk}/")
    student.reads("woensdag")
