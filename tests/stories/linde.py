"""The school of the story, and who lives in it. Only the school and its first coordinator are there beforehand."""

from datetime import timedelta

from django.utils import timezone

from contracts.gate import let_in
from core.tenancy import for_school
from placements.models import Placement
from schools import people
from schools.enums import Role
from schools.models import ClosedDays, School

COORDINATOR = "karin.deboer@linde.example"
MENTOR = "mo.hofstra@linde.example"
STUDENT = "noor@leerling.linde.example"
GUARDIAN = "ellen.visser@thuispost.example"
COMPANY = "jan@groenrijk.example"
COMPANY_PHONE = "0521-811822"
OTHER_COMPANY = "gerda@korenaar.example"
DIRECTOR = "p.smit@linde.example"

TODAY = timezone.localdate()
IS_SUNDAY = TODAY.weekday() == 6  # no stage on Sundays: then the stage was yesterday
STAGE_DAY = TODAY - timedelta(days=IS_SUNDAY)
OTHER_WEEKDAY = 1 if STAGE_DAY.weekday() == 3 else 3
LAST_DAY = STAGE_DAY + timedelta(days=55)
WEEKDAYS = ["Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag", "Zaterdag"]


def open_school():
    """The school as platform staff hands it over: with one coordinator."""
    school = School.objects.create(
        name="Praktijkschool De Linde",
        slug="linde",
        kind="pro",
        region="N",
        brin="12AB",
        street="Lindelaan 12",
        postcode="8331 AA",
        city="Steenwijk",
        phone="0521-500600",
        email="stage@linde.example",
    )
    with for_school(school):
        people.give_role(school, people.person(COORDINATOR, "Karin de Boer", "06-11223344"), Role.COORDINATOR)
    return school


def closed_on(school, day):
    """Names of the holidays on this day, as the coordinator reads them on the calendar."""
    with for_school(school):
        return list(ClosedDays.objects.between(day, day).filter(stage_goes_on=False).values_list("name", flat=True))


def let_in_yesterday(school):
    """On a Sunday the stage was yesterday, so then the paper was signed the day before as well."""
    with for_school(school):
        for pk in Placement.objects.values_list("pk", flat=True):
            let_in(pk, STAGE_DAY)


def class_list():
    """The class list as a student system exports it; the last row has a birthday that does not exist."""
    born = f"14-03-{TODAY.year - 15}"
    return "\n".join(
        [
            "Stamnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Stamgroep;E-mail;Straat;Huisnummer;Postcode;"
            "Woonplaats;Mentor (e-mail);Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon",
            f"004101;Noor;;Visser;{born};P4a;{STUDENT};Molenweg;3;8331 AB;Steenwijk;{MENTOR};"
            f"Ellen Visser;{GUARDIAN};06-55667788",
            f"004102;Sem;;Mulder;{born};P4a;;Kade;9;8332 LD;Steenwijk;{MENTOR};"
            "Karin Mulder;karin.mulder@thuispost.example;06-22334455",
            f"004103;Yara;;Haddad;{born};P4a;;Zuiderweg;21;7941 JD;Meppel;{MENTOR};"
            "Rania Haddad;rania.haddad@postvak.example;06-33445566",
            f"004104;Tim;;Bos;31-02-{TODAY.year - 15};P4a;;Dorpsstraat;1;8331 AC;Steenwijk;{MENTOR};"
            "Ans Bos;ans.bos@postvak.example;06-44556677",
        ]
    )


def company_list():
    """Two companies, as they come from Excel when pasted."""
    rows = [
        "Bedrijfsnaam;Sector;KvK-nummer;Adres;Postcode;Plaats;Telefoon;Contactpersoon;Functie;E-mail;Omschrijving;"
        "Wat doe je er;Kleding;Lunch",
        f"Hoveniersbedrijf Groenrijk;Groen en tuin;00123456;Dolderweg 14;8331 LK;Steenwijk;{COMPANY_PHONE};Jan Groen;"
        f"voorman;{COMPANY};Wij maken en verzorgen tuinen. Je werkt buiten, met twee collega’s.;"
        "Planten water geven|Onkruid weghalen|Gereedschap schoonmaken;Werkschoenen;Zelf brood meenemen",
        "Bakkerij De Korenaar;Brood en banket;00765432;Oosterstraat 8;8331 HC;Steenwijk;0521-833844;Gerda Bakker;"
        f"eigenaar;{OTHER_COMPANY};In onze bakkerij maken we elke dag vers brood.;Deeg afwegen|Brood inpakken;"
        "Dichte schoenen;Broodje van de zaak",
    ]
    return "\n".join(rows).replace(";", "\t")
