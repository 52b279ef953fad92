"""What people do with a paper: read it, sign it on a screen or on paper, bring it back."""

import io
import re
from datetime import timedelta
from types import SimpleNamespace

import pypdf
import pypdfium2
from django.utils import timezone
from PIL import Image

from contracts.models import Contract, ContractVersion
from core.tenancy import for_school
from placements.matching import place
from schools.enums import Role
from tests.contracts.conftest import ANSWERS, checked_contract, print_them
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GroupFactory,
    GroupStudentFactory,
    GuardianshipFactory,
    InvitationFactory,
    MembershipFactory,
    PlacementFactory,
    RecognitionFactory,
    SchoolFactory,
    StudentFactory,
    give_seats,
)
from tests.factories.placements import safe
from tests.stories.site import links_in, text_of, wait_until


def somebody(school, role, name, email):
    return MembershipFactory(school=school, role=role, user__name=name, user__email=email)


def open_school(*, guardians=1, age=16, kind=None, days=70, starts_in=14, seats=False):
    """A school with a student of this age who goes to a garage on Thursdays and Fridays, and everybody around it.

    With `seats` the garage offered them, and the stage has its days.
    """
    school, today = SchoolFactory(name="Praktijkschool De Linde"), timezone.localdate()
    here = {"school": school}
    mentor = somebody(school, Role.MENTOR, "Mo Hofstra", "mo@linde.example")
    born = today.replace(year=today.year - age, day=1) - timedelta(days=40)
    student = StudentFactory(
        first_name="Noor", prefix="", last_name="Visser", birth_date=born, class_name="4A", mentor=mentor,
        member__user__name="Noor Visser", **here,
    )  # fmt: skip
    links = [
        GuardianshipFactory(student=student, member__user__name=name, member__user__email=email, **here)
        for name, email in PARENTS[:guardians]
    ]
    company = CompanyFactory(name="Garage Veld", street="Industrieweg 8", city="Linde", **here)
    contact = ContactFactory(
        company=company, member__user__name="Kees Veld", member__user__email="kees@veld.example", **here
    )
    scene = SimpleNamespace(
        school=school, student=student, mentor=mentor, guardians=links, company=company, contact=contact,
        home=f"/{school.slug}/", coordinator=somebody(school, Role.COORDINATOR, "Anneke Dijk", "anneke@linde.example"),
        director=somebody(school, Role.DIRECTOR, "Petra Smit", "petra@linde.example"),
    )  # fmt: skip
    first = today + timedelta(days=starts_in)
    period = {"starts_on": first, "ends_on": first + timedelta(days=days)}
    scene.placement = _with_seats(scene, period) if seats else _stage_of(scene, student, period | (kind or {}))
    scene.contract = f"/{school.slug}/contracten/{scene.placement.pk}/"
    return scene


def _stage_of(scene, student, facts):
    placement = PlacementFactory(
        school=scene.school, student=student, company=scene.company, supervisor=scene.contact, mentor=scene.mentor,
        weekdays=[3, 4], **facts,
    )  # fmt: skip
    return safe(placement)


def _with_seats(scene, period):
    """The garage has a place on Wednesdays too."""
    here = {"school": scene.school}
    group = GroupFactory(weekdays=[2, 3, 4], state="choosing", coordinator=scene.coordinator, **period, **here)
    offer = give_seats(InvitationFactory(group=group, company=scene.company, contact=scene.contact, **here))
    GroupStudentFactory(group=group, student=scene.student, **here)
    with for_school(scene.school):
        placement = place(
            scene.student, offer, by=scene.coordinator, mentor=scene.mentor, supervisor=scene.contact,
            weekdays=[3, 4], **period,
        )  # fmt: skip
    return safe(placement)


def classmate(scene, first_name):
    """Another student's contract at the same garage waits as well."""
    born = scene.student.birth_date
    student = StudentFactory(
        school=scene.school, first_name=first_name, prefix="", last_name="Bos", birth_date=born, mentor=scene.mentor
    )
    stage = _stage_of(scene, student, {name: getattr(scene.placement, name) for name in ("starts_on", "ends_on")})
    contract = checked_contract(stage, student.member, scene.mentor)
    assert print_them(scene.coordinator, contract).faults == []


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


def director_signs(director, *, but=()):
    """All that waits, in one go, and not what is unticked."""
    director.go(director.home)
    director.press(re.compile("om te tekenen"))
    director.reads("Klaar om te tekenen", "Noor Visser")
    for name in but:
        director.page.get_by_label(name).first.uncheck()
    agree(director, "Petra Smit")
    director.press(re.compile("^Teken "))
    director.reads("Dit is gebeurd", "Getekend", "Noor Visser")
    director.never_reads("Niet getekend")


def student_signs(student):
    student.go(student.home)
    student.press(re.compile("Teken je"))
    agree(student, "Noor Visser")
    student.press("Teken", exact=True)
    student.reads("Je handtekening staat.")


def agree(somebody, name):
    """Tick that it was read, and type the name."""
    somebody.page.get_by_label("Ik heb").check(force=True)
    somebody.page.locator("#id_name").fill(name)


def rungs(somebody):
    """Who signs, as the page tells it: [(name, how it stands)], in order."""
    rows = somebody.page.locator(".sb-rungs").first.locator(".sb-rung").all()
    parts = (".sb-rung__name", ".sb-rung__how")
    return [tuple(row.locator(part).first.inner_text() for part in parts) for row in rows]


def come_by_link(somebody, mailbox, email, subject):
    """Follow the own link of the mail, type the six digits that are mailed, and come out at the paper."""
    mail = mailbox.wait_for(email, subject)
    link = next(link for link in links_in(mail) if "/b/" in link)
    somebody.go(link)
    somebody.press("Stuur mij een code")
    somebody.write("De code uit de mail", digits_for(mailbox, email))
    somebody.press("Openen")
    return link


def digits_for(mailbox, email, *, but=""):
    """The six digits of the newest mail; waits until they are other ones than these."""

    def fresh():
        digits = re.search(r"\b(\d{6})\b", mailbox.wait_for(email, "is uw code")["Subject"])[1]
        return digits if digits != but else ""

    return wait_until(fresh, f"no new code for {email}")


def sign_again(somebody, mailbox, email, name):
    """Each signature asks for digits of its own; what was filled in stays."""
    used = digits_for(mailbox, email)
    agree(somebody, name)
    somebody.press("Teken", exact=True)
    somebody.reads("Bevestig dat u het bent")
    somebody.press("Stuur mij de code")
    somebody.write("De code uit de mail", digits_for(mailbox, email, but=used))
    somebody.press("Bevestigen")
    somebody.reads("Wat u invulde, is bewaard.")
    somebody.press("Ga verder")
    somebody.reads("Uw handtekening staat.")


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
    taken = []
    with pypdfium2.PdfDocument(content) as document:
        for number in range(len(document) // 3):
            sheet = document[number].render(scale=70 / 72).to_pil().convert("RGB")
            sheet = sheet.rotate(tilt, expand=True, fillcolor="#5b4636")
            table = Image.new("RGB", (sheet.width + 120, sheet.height + 120), "#5b4636")
            table.paste(sheet, (60, 60))
            taken.append(tmp_path / f"page-{number + 1}.jpg")
            table.save(taken[-1], "JPEG", quality=85)
    return taken


def text_of_pdf(content):
    """All words, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


__all__ = ["ANSWERS", "PARENTS", "text_of"]
