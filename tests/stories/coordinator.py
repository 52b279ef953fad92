"""What the coordinator does in the round, at a wide screen."""

import io
import re

import pypdf
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from tests.stories import linde

GROUP = "Voorjaarsstage P4a"


def sign_in_by_mail(staff, mailbox, email):
    """Staff come in with a code from the mail; no password needed."""
    staff.go("/account/inloggen/")
    staff.press("Stuur mij een code per mail")
    staff.write("E-mailadres", email)
    staff.press("Stuur de code")
    mail = mailbox.wait_for(email, "uw code om in te loggen")
    staff.write("Code", mail["Subject"].split()[0])
    staff.press("Inloggen")


def set_up_app(staff):
    """The first time, three steps lead to a second step: choose the app, connect it, keep the recovery codes."""
    staff.reads("Maak uw account veilig", "Stap 1 van 3")
    staff.press("App instellen")
    assert staff.page.locator("main img").evaluate("picture => picture.naturalWidth") > 100
    staff.page.get_by_text("Ik kan niet scannen").click()
    secret = staff.page.locator("details code").inner_text()
    staff.write("Code uit de app", shown_by_app(secret))
    staff.press("Koppelen")
    staff.reads("Stap 3 van 3", "Bewaar uw herstelcodes")
    staff.press("Klaar, ga verder")
    return secret


def shown_by_app(secret, ahead=0):
    """The six digits that the app shows now, or half a minute from now: each code works once."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1 + ahead]))


def invite(coordinator, name, email, role):
    """A colleague gets a role and a mail that says how to come in."""
    coordinator.page.locator(".sb-menu--user summary").click()
    coordinator.press("Medewerkers")
    coordinator.write("Naam", name)
    coordinator.write("E-mailadres", email)
    coordinator.choose("Rol", role)
    coordinator.press("Uitnodigen")
    coordinator.reads(name)


def import_class(coordinator, tmp_path):
    """Upload the class list, see one fault in the trial, put the good rows in."""
    path = tmp_path / "klassenlijst P4a.csv"
    path.write_text(linde.class_list(), encoding="cp1252")
    coordinator.press("Importeren", exact=True)
    coordinator.press("Leerlingen en ouders")
    coordinator.page.get_by_label("Bestand").set_input_files(path)
    coordinator.press("Bekijk wat er verandert")
    coordinator.reads("Dit is een proef", "Tim Bos", "Een paar rijen kloppen niet")
    coordinator.look()
    coordinator.press("Zet de 3 goede rijen erin")
    coordinator.reads("Verwerkt op")


def import_companies(coordinator):
    """Paste two companies from Excel."""
    coordinator.press("Importeren", exact=True)
    coordinator.press(re.compile("^Bedrijven.*contactpersonen"))
    coordinator.write("Of plak de lijst uit Excel", linde.company_list())
    coordinator.press("Bekijk wat er verandert")
    coordinator.reads("Dit is een proef")
    coordinator.press("Zet 2 rijen erin")
    coordinator.reads("Verwerkt op")
    coordinator.press("Bedrijven", exact=True)
    coordinator.press("Hoveniersbedrijf Groenrijk")
    coordinator.reads("Jan Groen", linde.COMPANY)


def make_letters(coordinator):
    """Print the login letters of the class; answers {first line of a page: its text}."""
    coordinator.press("Leerlingen", exact=True)
    coordinator.press("Inlogbrieven")
    coordinator.press("Maak brieven")
    coordinator.press("Maak de brieven")
    expect(coordinator.page.get_by_role("link", name="Download")).to_be_visible(timeout=30_000)
    coordinator.look()
    pages = pypdf.PdfReader(io.BytesIO(coordinator.download("Download"))).pages
    assert len(pages) == 3
    return [page.extract_text() for page in pages]


def code_of(letters, name):
    """The code on the letter of this student."""
    (letter,) = [text for text in letters if name in text]
    return re.search(r"\b[A-Z]{3}-[A-Z]{3}-[A-Z]{3}\b", letter)[0]


def make_group(coordinator, school):
    """A group from today on, with students and companies in it."""
    coordinator.press("Groepen", exact=True)
    coordinator.press("Nieuwe groep")
    coordinator.press("Begin met de gewone soorten")
    coordinator.write("Naam", GROUP)
    coordinator.choose("Soort stage", "Arbeidstraining")
    coordinator.write("Eerste dag", str(linde.STAGE_DAY))
    coordinator.write("Laatste dag", str(linde.LAST_DAY))
    coordinator.tick(*(linde.WEEKDAYS[day] for day in (linde.STAGE_DAY.weekday(), linde.OTHER_WEEKDAY)))
    coordinator.write("Begin", "08:30")
    coordinator.write("Einde", "15:00")
    coordinator.write("Bedrijven antwoorden vóór", str(linde.STAGE_DAY))
    coordinator.write("Tekst in de mail", "Onze leerlingen van vijftien jaar zoeken een plek om te leren werken.")
    coordinator.reads("stagedagen")
    coordinator.press("Bewaren")
    coordinator.reads("De groep is gemaakt")
    stage_goes_on(coordinator, school)
    coordinator.press("Groepen", exact=True)
    coordinator.press(GROUP)
    coordinator.press("Kies leerlingen")
    coordinator.tick("Leerling: vink alles aan")
    coordinator.press("Zet in de groep")
    coordinator.reads("3 leerlingen toegevoegd")
    coordinator.page.get_by_label("Deze groep").get_by_role("link", name="Bedrijven").click()
    coordinator.look()
    coordinator.tick("Bedrijf: vink alles aan")
    coordinator.press("Zet in de groep")
    coordinator.reads("De bedrijven zijn toegevoegd")


def stage_goes_on(coordinator, school):
    """Whoever tells this story in a holiday says on the calendar that the stage goes on."""
    for name in linde.closed_on(school, linde.STAGE_DAY):
        coordinator.page.locator(".sb-menu--user summary").click()
        coordinator.press("Vakanties en studiedagen")
        coordinator.press(name)
        coordinator.page.locator("#id_stage_goes_on").check()
        coordinator.press("Opslaan")


def ask_companies(coordinator):
    """Look at the mail as a company gets it, send it to all, and follow it."""
    coordinator.press("Bekijk de mail")
    coordinator.reads("Is deze mail goed?", "Onze leerlingen van vijftien jaar", "Ja, ik heb plek")
    coordinator.press("Verstuur aan alle 2")
    coordinator.reads("2 van 2")
    coordinator.look()
    see_answers(coordinator)
    coordinator.reads("0 van 2")
    coordinator.reads_later("verstuurd")


def see_answers(coordinator):
    coordinator.press("Groepen", exact=True)
    coordinator.press(GROUP)
    coordinator.press("Antwoorden", exact=True)


def open_for_students(coordinator):
    """A company has a place, so the students may choose."""
    see_answers(coordinator)
    coordinator.reads("1 van 2")
    coordinator.press("Gegevens", exact=True)
    coordinator.press("Laat leerlingen kiezen")
    coordinator.reads("Leerlingen kunnen nu kiezen")


def match(coordinator):
    """On the board: the student's wish becomes a stage, with a mentor."""
    coordinator.press("Overzicht", exact=True)
    coordinator.press("Groepen", exact=True)
    coordinator.press(GROUP)
    coordinator.press("leerlingen met een aanvraag")
    coordinator.reads("Noor Visser", "wens gedaan")
    coordinator.press(re.compile(r"\(Noor Visser\)"))
    coordinator.reads("Wie gaat waarheen?")
    coordinator.page.get_by_role("link", name="Hoveniersbedrijf Groenrijk").first.click()
    coordinator.look()
    coordinator.reads("Ik wil graag buiten werken.")
    expect(coordinator.page.get_by_label("Begeleider van school")).to_contain_text("Mo Hofstra")
    coordinator.press("Match vastleggen")
    coordinator.reads("Match vastgelegd: Noor Visser bij Hoveniersbedrijf Groenrijk")


def see_cockpit(coordinator, *texts):
    """The group as it stands now."""
    coordinator.press("Groepen", exact=True)
    coordinator.press(GROUP)
    coordinator.reads(*texts)
