"""What people do with a paper: read it, sign it on a screen or on paper, bring it back."""

import io
import re
import subprocess
from datetime import timedelta
from types import SimpleNamespace

import pypdf
from django.utils import timezone
from PIL import Image

from contracts.models import Contract, ContractVersion
from core.tenancy import for_school
from schools.enums import Role
from tests.contracts.conftest import ANSWERS, checked_contract, print_them
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GuardianshipFactory,
    MembershipFactory,
    PlacementFactory,
    RecognitionFactory,
    SchoolFactory,
    StudentFactory,
)
from tests.stories.site import links_in, text_of


def somebody(school, role, name, email):
    return MembershipFactory(school=school, role=role, user__name=name, user__email=email)


def open_school(*, guardians=1, age=16, kind=None, days=70):
    """A school with a student of this age who goes to a garage on Thursdays and Fridays, and everybody around it."""
    school, today = SchoolFactory(name="Praktijkschool De Linde"), timezone.localdate()
    here = {"school": school}
    mentor = somebody(school, Role.MENTOR, "Mo Hofstra", "mo@linde.example")
    born = today.replace(year=today.year - age, day=1) - timedelta(days=40)
    student = StudentFactory(
        first_name="Noor", prefix="", last_name="Visser", birth_date=born, class_name="4A", mentor=mentor, **here
    )
    links = [
        GuardianshipFactory(student=student, member__user__name=name, member__user__email=email, **here)
        for name, email in PARENTS[:guardians]
    ]
    company = CompanyFactory(name="Garage Veld", street="Industrieweg 8", city="Linde", **here)
    contact = ContactFactory(
        company=company, member__user__name="Kees Veld", member__user__email="kees@veld.example", **here
    )
    first = today + timedelta(days=14)
    placement = PlacementFactory(
        student=student, company=company, supervisor=contact, mentor=mentor, starts_on=first,
        ends_on=first + timedelta(days=days), weekdays=[3, 4], **(kind or {}), **here,
    )  # fmt: skip
    return SimpleNamespace(
        school=school, placement=placement, student=student, mentor=mentor, guardians=links, company=company,
        contact=contact, home=f"/{school.slug}/", contract=f"/{school.slug}/contracten/{placement.pk}/",
        coordinator=somebody(school, Role.COORDINATOR, "Anneke Dijk", "anneke@linde.example"),
        director=somebody(school, Role.DIRECTOR, "Petra Smit", "petra@linde.example"),
    )  # fmt: skip


PARENTS = [("Ellen Visser", "ellen@visser.example"), ("Bram de Boer", "bram@deboer.example")]


def recognised(scene):
    """The garage is a recognised company for the whole stage."""
    RecognitionFactory(
        company=scene.company, school=scene.school, valid_until=scene.placement.ends_on + timedelta(days=200)
    )


def printed(scene):
    """The contract is filled in, checked and made; the version that now waits for its signatures."""
    contract = checked_contract(scene.placement, scene.student.member, scene.mentor)
    job = print_them(scene.coordinator, contract)
    assert job.faults == []
    with for_school(scene.school):
        return ContractVersion.objects.get(contract=contract)


def state_of(scene):
    with for_school(scene.school):
        return Contract.objects.get(placement=scene.placement).state


def director_signs(director):
    """All that waits, in one go."""
    director.go(director.home)
    director.press(re.compile("om te tekenen"))
    director.reads("Klaar om te tekenen", "Noor Visser")
    agree(director, "Petra Smit")
    director.press(re.compile("^Teken "))
    director.reads("getekend", "Er is nu niets te tekenen.")


def student_signs(student):
    student.go(student.home)
    student.press(re.compile("Teken je"))
    if student.page.get_by_label("Typ je naam").count() == 0:
        student.press(re.compile("^Teken"))
    agree(student, "Noor Visser")
    student.press("Teken", exact=True)
    student.reads("Je handtekening staat.")


def agree(somebody, name):
    """Tick that it was read, and type the name."""
    somebody.page.get_by_label("Ik heb").check(force=True)
    somebody.page.locator("#id_name").fill(name)


def come_by_link(somebody, mailbox, email, subject):
    """Follow the own link of the mail and type the six digits that are mailed."""
    mail = mailbox.wait_for(email, subject)
    somebody.go(next(link for link in links_in(mail) if "/b/" in link))
    somebody.press("Stuur mij een code")
    digits = re.search(r"\b(\d{6})\b", mailbox.wait_for(email, "is uw code")["Subject"])[1]
    somebody.write("De code uit de mail", digits)
    return somebody.press("Openen")


def draw(somebody):
    """A signature with the finger."""
    paper = somebody.page.locator("svg.sb-pad__paper")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    mouse = somebody.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 60)
    mouse.down()
    for step in range(1, 12):
        mouse.move(box["x"] + 30 + step * 15, box["y"] + (30 if step % 2 else 70))
    mouse.up()


def sign_here(somebody, name, *, drawn=False):
    agree(somebody, name)
    if drawn:
        draw(somebody)
    somebody.press("Teken", exact=True)
    somebody.reads("Uw handtekening staat.")


def photos(content, tmp_path, *, tilt=3):
    """The pages of one copy as photos that somebody took by hand: a little askew, on a table."""
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(content)
    subprocess.run(["pdftoppm", "-r", "70", "-jpeg", str(paper), str(tmp_path / "page")], check=True)  # noqa: S607
    pages = sorted(tmp_path.glob("page*.jpg"))
    taken = []
    for path in pages[: len(pages) // 3]:
        sheet = Image.open(path).convert("RGB").rotate(tilt, expand=True, fillcolor="#5b4636")
        table = Image.new("RGB", (sheet.width + 120, sheet.height + 120), "#5b4636")
        table.paste(sheet, (60, 60))
        table.save(path, "JPEG", quality=85)
        taken.append(path)
    return taken


def text_of_pdf(content):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


__all__ = ["ANSWERS", "PARENTS", "text_of"]
