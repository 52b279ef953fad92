"""What the mentor does, on a tablet."""

import io
import re

import pypdf
from playwright.sync_api import expect

from tests.core.paper_photos import as_jpeg, shaded, sheet
from tests.stories import linde

COPIES = ["bedrijf", "ouder", "school"]


def check_contract(mentor):
    """Read what the student filled in, check the work, tick it off, have it printed.

    Answers the bytes of the PDF, fetched twice.
    """
    mentor.go("/linde/")
    mentor.press("Noor Visser")
    mentor.press("Contract", exact=True)
    mentor.reads("Ik leer snoeien.", "Met de fiets, 10 minuten")
    mentor.press("Het klopt")
    mentor.reads("Werk- en veiligheidscheck", "Planten water geven")
    mentor.press("Check vastleggen")
    mentor.reads("De check is gedaan")
    mentor.press("Contract", exact=True)
    mentor.press("Het klopt")
    mentor.press("Maak het contract")
    mentor.reads("1 van 1 klaar")
    mentor.go("/linde/")
    mentor.press("Noor Visser")
    mentor.press("Contract", exact=True)
    return mentor.download("Versie 1 (pdf)"), mentor.download("Versie 1 (pdf)")


def bring_back(mentor, tmp_path):
    """Everybody signed on paper: a photo of it, what is on it, and who got which copy."""
    mentor.press("Op papier", exact=False)
    mentor.reads("De handtekening van Ellen Visser", "Exemplaar voor het stagebedrijf: nog niet uitgedeeld")
    mentor.press("Foto of scan toevoegen")
    paper = tmp_path / "papier.jpg"
    paper.write_bytes(as_jpeg(shaded(sheet())))
    mentor.page.get_by_label("Foto's of PDF van het papier").set_input_files(paper)
    mentor.press("Breng terug")
    mentor.reads("Welke handtekeningen staan erop?")
    mentor.write("Welke versie staat onderaan", "1")
    mentor.tick("De directeur: Petra Smit", "De leerling: Noor Visser", "Ouder of verzorger: Ellen Visser",
                "Het stagebedrijf: Jan Groen")  # fmt: skip
    mentor.press("Leg vast")
    mentor.reads("volledig getekend")
    for _copy in COPIES:
        mentor.press("Noteer")
    mentor.reads("Alles is er")


def text_per_copy(content):
    """The text of each of the three copies: the pages are three times the same number."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    each = len(pages) // 3
    assert len(pages) == 3 * each
    return ["\n".join(pages[n * each : (n + 1) * each]) for n in range(3)]


def react(mentor):
    """Answer the report."""
    mentor.go("/linde/")
    mentor.press(re.compile("dagversla"))
    if "dagverslagen/" not in mentor.page.url:
        mentor.press("Noor Visser")
        mentor.press("Dagverslagen")
    if mentor.page.get_by_role("link", name=re.compile("^Reageer")).count():
        mentor.press(re.compile("^Reageer"))
    mentor.write("Reactie", "Mooi gedaan, Noor!")
    mentor.press("Verstuur")
    mentor.reads("Mooi gedaan, Noor!")


def give_assignment(mentor):
    """An assignment for the whole group."""
    mentor.go("/linde/")
    mentor.press("Noor Visser")
    mentor.press("Opdrachten", exact=True)
    mentor.press("Opdrachten van de groep")
    mentor.press("Nieuwe opdracht")
    mentor.write("Titel", "Teken je werkplek")
    mentor.write("Wat moet de leerling doen?", "Teken waar je werkt. Schrijf erbij wat je ziet.")
    mentor.press("Zet klaar")
    mentor.reads("Teken je werkplek")


def approve(mentor):
    """What was handed in is good."""
    mentor.go("/linde/")
    mentor.press("Noor Visser")
    mentor.press("Opdrachten", exact=True)
    mentor.press("Teken je werkplek")
    mentor.write("Reactie aan de leerling", "Duidelijk getekend!")
    mentor.press("Goedkeuren")
    mentor.reads("goedgekeurd")


def plan_assessment(mentor):
    """Agree on a day and ask the company to fill in."""
    mentor.go("/linde/")
    mentor.press("Noor Visser")
    mentor.press("Beoordeling", exact=True)
    mentor.press("Plan een beoordeling")
    mentor.write("Op welke dag is het gesprek?", str(linde.TODAY))
    mentor.tick("Vraag het bedrijf per mail")
    mentor.press("Plannen")
    mentor.reads("gepland")


def fill_four_parts(somebody, point):
    """Choose the same point for every sentence, four pages long."""
    for part in range(1, 5):
        somebody.reads(f"Deel {part} van 4")
        for row in somebody.page.locator("fieldset.aspect").all():
            row.get_by_label(point, exact=True).first.check(force=True)
        somebody.press("Klaar" if part == 4 else "Volgende")


def talk(mentor):
    """Sit together: see who filled in what, agree, and fix it."""
    mentor.go("/linde/")
    mentor.press("Noor Visser")
    mentor.press("Beoordeling", exact=True)
    mentor.press("Beoordeling na de eerste stagedag")
    expect(mentor.page.get_by_text("ingevuld", exact=True)).to_have_count(2)
    mentor.press("Begin het gesprek")
    if mentor.page.locator("fieldset.aspect").count() == 0:
        mentor.page.locator(".sb-voices a").first.click()
    mentor.reads("Hier kijken jullie anders naar")
    for part in range(1, 5):
        mentor.reads(f"Deel {part} van 4")
        for row in mentor.page.locator("fieldset.aspect").all():
            row.locator("input[type=radio][value='3']").check(force=True)
        mentor.press("Afronden" if part == 4 else "Volgende")
    mentor.tick("Noor, leerling", "Jan Groen", "Mo Hofstra, school")
    mentor.write("Opmerkingen bij deze beoordeling", "Noor werkt rustig en netjes.")
    mentor.press("Bewaren en bekijken")
    mentor.press("Vaststellen", exact=True)
    mentor.reads("De beoordeling is vastgesteld", "Groeiladder")
