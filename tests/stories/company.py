"""What the company does: from the mail on the phone, without an account."""

import re

from playwright.sync_api import expect

from tests.stories import linde
from tests.stories.site import links_in, text_of


def yes_in(mail):
    """The address behind "Ja, ik heb plek"."""
    assert "Ja, ik heb plek" in text_of(mail)
    return next(link for link in links_in(mail) if "antwoord=ja" in link)


def answer_dates(company, mailbox):
    """Follow "Ja" in the mail, tap whole weekdays, and send."""
    mail = mailbox.wait_for(linde.COMPANY, "Stageplek voor een leerling")
    company.go(yes_in(mail))
    company.reads("Wanneer kunt u een leerling ontvangen?", "Hoveniersbedrijf Groenrijk, doet u mee?")
    expect(company.page.get_by_label("Ja", exact=False).first).to_be_checked()
    company.page.get_by_role("button", name="1 leerling meer").click()
    every_day(company, "Ja")
    company.reads("2 leerlingen")
    company.write("Wilt u nog iets zeggen?", "Neem regenkleding mee.")
    company.press("Versturen")
    company.reads("Bedankt, uw antwoord is binnen", "2 leerlingen per dag")


def every_day(company, words, day="alle dagen"):
    """Tap ja, liever niet or nee behind a day of the week."""
    company.page.get_by_role("radiogroup", name=day).locator("label", has_text=words).first.click()


def answer_with_reserve(company, link):
    """Thursdays gladly, Fridays rather not and in the morning only; two taps and a fold."""
    company.go(link + "?antwoord=ja")
    company.reads("Antwoord graag vóór", "Leerlingen zien het niet.")
    every_day(company, "Ja", "donderdag")
    every_day(company, "Liever niet", "vrijdag")
    company.page.locator("summary", has_text="Per weekdag").click()
    company.page.get_by_label("vrijdag: deel van de dag").select_option(label="ochtend")
    company.write("Wilt u nog iets zeggen?", "Op vrijdag is de baas weg.")
    company.press("Versturen")
    company.reads("Bedankt, uw antwoord is binnen", "liever niet, ochtend", "Alleen de stagecoördinator leest dit.")


def answer_as_before(company, link, name):
    """The year after: one tap says that it is still right."""
    company.go(link)
    company.reads(f"In “{name}” gaf u: elke donderdag en vrijdag")
    company.press("Ja, klopt nog")
    company.reads("Bedankt, uw antwoord is binnen")


def decline_until(company, link, day):
    """No, with the reason, and not to be asked again before this day."""
    company.go(link + "?antwoord=nee")
    company.choose("Waarom niet?", "Te druk in deze periode")
    company.page.get_by_label("Vraag ons weer vanaf").fill(day.isoformat())
    company.press("Versturen")
    company.reads("Deze keer niet", "vraagt de school u niet")


def come_in(visitor, mailbox, email, subject):
    """Follow the link in the mail, ask for a code, and type it from the second mail."""
    mail = mailbox.wait_for(email, subject)
    visitor.go(next(link for link in links_in(mail) if "/b/" in link))
    visitor.press("Stuur mij een code")
    digits = re.search(r"\b(\d{6})\b", mailbox.wait_for(email, "is uw code")["Subject"])[1]
    visitor.write("De code uit de mail", digits)
    visitor.press("Openen")
    return mail


def come_back(visitor, mail):
    """The same letter on the same device opens without a code."""
    visitor.go(next(link for link in links_in(mail) if "/b/" in link))
    visitor.press("Openen")


def see_matched(company, mailbox):
    """Who comes, when, and which person of school to call."""
    come_in(company, mailbox, linde.COMPANY, "Noor komt bij u stage lopen")
    company.reads("Noor Visser", "Mo Hofstra")


def confirm_days(company):
    """See who was there, read the report, and say that it is right."""
    company.go("/linde/")
    company.press("dag om na te kijken")
    company.reads("Noor Visser")
    company.press("Alles klopt")
    company.reads("bevestigd")
    company.press("Dagverslagen")
    company.reads("Ik heb planten water gegeven.", "Mooi gedaan, Noor!")
    company.press(re.compile("^Reageer"))
    company.write("Reactie", "Fijn dat je er was.")
    company.press("Verstuur")
    company.reads("Fijn dat je er was.")


def judge(company, mailbox, fill_four_parts):
    """Fill in what the company sees, from the mail."""
    mail = mailbox.wait_for(linde.COMPANY, "alvast invullen hoe het gaat met Noor")
    come_back(company, mail)
    company.press("Hoe doet de leerling het?")
    fill_four_parts(company, "ruim voldoende")
