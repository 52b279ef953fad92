"""What the student does, on the own phone."""

import io

from PIL import Image, ImageDraw

from tests.stories import linde


def sign_in_with_letter(student, code):
    """Type the code of the letter in small letters, and say yes, that is me."""
    student.go("/linde/in")
    student.write("Je code", code.lower())
    student.press("Verder")
    student.press("Ja, ik ben Noor")
    student.reads("Hoi Noor")


def ask_for_place(student):
    """Look at the cards, and tell in four small steps why."""
    student.press("Kies een stage")
    student.reads("Hoveniersbedrijf Groenrijk", "1 van 1 bedrijven")
    student.press("Hoveniersbedrijf Groenrijk")
    student.reads("Planten water geven", "Werkschoenen")
    student.press("Hier wil ik stage lopen")
    student.write("Waarom wil je hier stage lopen?", "Ik wil graag buiten werken.")
    student.press("Volgende")
    student.write("Wat wil je hier leren?", "Ik wil leren snoeien.")
    student.press("Volgende")
    student.write("Waar ben je goed in?", "Ik kan goed doorwerken.")
    student.press("Volgende")
    student.reads("Klopt het zo?", "Ik wil leren snoeien.")
    student.press("Verstuur je aanvraag")
    student.reads("Je aanvraag is verstuurd")


def fill_in_contract(student):
    """The own part of the contract, one question a screen; what school knows stands there already."""
    student.go("/linde/")
    student.press("Vul je contract in" if linde.IS_SUNDAY else "Je mag nog niet beginnen")  # on the day itself: red
    student.press("Vul jouw deel in")
    student.write("Wat is jouw telefoonnummer?", "06 12345678")
    student.press("Volgende")
    assert student.page.get_by_label("Wie bellen we").input_value() == "Ellen Visser"
    student.press("Volgende")
    student.press("Volgende")
    student.write("Hoe ga je naar je stage?", "Met de fiets, 10 minuten")
    student.press("Volgende")
    student.write("Heb je een bijbaan?", "Nee")
    student.press("Volgende")
    student.reads("Krijg je iets van het bedrijf?")
    student.press("Volgende")
    student.write("Wat wil je leren?", "Ik leer snoeien.\nIk kom elke dag op tijd.")
    student.press("Volgende")
    student.press("Volgende")
    student.reads("Klopt alles?")
    student.press("Lever in")
    student.reads("Goed gedaan!")


def be_there(student):
    """Say "ik ben er" today; on a Sunday that one was there yesterday."""
    student.go("/linde/")
    if linde.IS_SUNDAY:
        student.press("Je volgende stagedag")
        student.press("Aanwezigheid")
        student.press("Ja, ik was er")
        return
    student.press("Ben je op je stage?")
    student.press("Ik ben er")
    student.reads("Je bent er. Fijn!")


def write_report(student, tmp_path):
    """A report in two minutes, with a photo."""
    student.go("/linde/")
    student.press("Wat heb je gedaan?")
    student.write("Wat heb je gedaan?", "Ik heb planten water gegeven.")
    student.tick("Goed", exact=True)
    student.write("Wat heb je geleerd?", "Ik kan nu een heg knippen.")
    student.page.get_by_label("Een foto").set_input_files(photo(tmp_path))
    student.press("Verstuur")
    student.reads("Je verslag is verstuurd", "Ik heb planten water gegeven.")
    image = student.page.locator("img.sb-report__photo").first
    image.scroll_into_view_if_needed()
    student.page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())


def photo(tmp_path):
    """A small picture of a garden."""
    image = Image.new("RGB", (640, 400), "#9cc8e8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 250, 640, 400), fill="#5d8a3c")
    for x in range(40, 640, 120):
        draw.rectangle((x + 25, 180, x + 35, 280), fill="#6b4a2b")
        draw.ellipse((x, 110, x + 60, 210), fill="#2f6b2f")
    path, data = tmp_path / "tuin.jpg", io.BytesIO()
    image.save(data, "JPEG")
    path.write_bytes(data.getvalue())
    return path


def hand_in(student):
    """Do the assignment."""
    student.go("/linde/")
    student.press("Opdrachten")
    student.press("Teken je werkplek")
    student.write("Jouw antwoord", "Dit is de tuin. Hier staat het gereedschap.")
    student.press("Lever in")
    student.reads("ingeleverd")


def judge_oneself(student, fill_four_parts):
    """The own view, before the talk."""
    student.go("/linde/")
    student.press("Hoe vind jij dat het gaat?")
    fill_four_parts(student, "voldoende")


def read_result(student):
    """What was agreed, and the paper of the contract."""
    student.go("/linde/")
    student.press("Hoe gaat het met mij?")
    student.press("Beoordeling na de eerste stagedag")
    student.reads("Groeiladder", "Noor werkt rustig en netjes.")
