"""What the people of the demo write, in the words of such people."""

from placements.enums import Mood

REPORTS = [  # what I did, what I learned, how it went
    (
        "Ik heb spullen klaargezet en daarna opgeruimd. In de middag mocht ik een klant helpen.",
        "Vragen wat iemand zoekt.",
        Mood.FINE,
    ),
    (
        "Vandaag was het druk. Ik heb doorgewerkt en pas later pauze gehouden.",
        "Rustig blijven als het druk is.",
        Mood.OKAY,
    ),
    (
        "Ik heb samen met een collega gewerkt. We waren eerder klaar dan gedacht.",
        "Samenwerken gaat sneller.",
        Mood.GREAT,
    ),
    ("Ik moest steeds hetzelfde doen. Dat was een beetje saai, maar het is wel af.", "", Mood.OKAY),
    (
        "Ik heb een nieuwe taak gekregen. Eerst keek ik mee, daarna deed ik het zelf.",
        "Eerst kijken, dan doen.",
        Mood.GREAT,
    ),
    (
        "Ik was iets vergeten en toen moest het over. De tweede keer ging het goed.",
        "Mijn werk nakijken voor ik zeg dat het klaar is.",
        Mood.HARD,
    ),
    (
        "De hele dag geholpen met schoonmaken en vegen. Het zag er daarna netjes uit.",
        "Van achter naar voren werken.",
        Mood.FINE,
    ),
    (
        "Ik heb een keer de telefoon opgenomen. Dat vond ik spannend.",
        "Eerst mijn naam zeggen en dan vragen wie het is.",
        Mood.FINE,
    ),
]
REPLIES = [
    "Mooi beschreven. Wat zou je de volgende keer weer zo doen?",
    "Goed dat je om hulp vroeg. Daar let ik bij het bezoek op.",
    "Fijn om te lezen! Vertel je hierover in de stageles?",
    "Jammer dat het tegenzat. Je hebt het wel afgemaakt, dat is knap.",
]
WHY = [
    "Ik wil hier graag stage lopen omdat ik graag met mijn handen werk en het dichtbij is.",
    "Mijn oom werkt ook in deze sector en dat lijkt mij heel leuk.",
    "Ik ben er een keer geweest en de mensen waren aardig. Ik wil graag weten hoe het werk gaat.",
    "Ik kan goed met mensen praten en ik wil leren hoe je klanten helpt.",
    "Ik wil later dit werk gaan doen. Op school vind ik dit vak het leukst.",
]
LEARN = ["Hoe je veilig werkt.", "Hoe een gewone werkdag gaat.", "Beter plannen.", "Klanten helpen."]
STRONG = ["Ik ben altijd op tijd.", "Ik ben rustig en ik luister goed.", "Ik help graag anderen.", "Ik werk netjes."]
GOALS = [
    "Ik wil leren om zelf te vragen wat ik kan doen.\nIk wil leren om veilig te werken.",
    "Ik wil leren om een taak in de goede volgorde te doen.\nIk wil leren om rustig te blijven als het druk is.",
    "Ik wil leren om met klanten te praten.\nIk wil weten of dit werk bij mij past.",
]
TRAVEL = ["Met de fiets", "Met de bus", "Mijn vader brengt mij"]
YES_NOTES = ["", "", "Graag werkschoenen mee.", "Op de eerste dag om 8.15 uur melden bij de balie."]
CALL_NOTE = "Het hangt af van de planning in het voorjaar. Bel mij even, liefst na drie uur."
NO_NOTE = "Wij hebben nu al twee stagiairs. Vraag ons gerust de volgende keer weer."
INTRO = (
    "Onze leerlingen leren door te doen. Ze werken mee, kijken goed en stellen vragen. "
    "U hoeft niets voor te bereiden: een vaste begeleider van school belt en komt langs."
)
ASSIGNMENTS = [
    (
        "Teken je werkplek",
        "Maak een plattegrond van je werkplek. Zet erbij waar de nooduitgang is en waar de EHBO-doos hangt.",
    ),
    (
        "Vraag een collega",
        "Stel een collega drie vragen: hoe ben je hier gekomen, wat vind je leuk, wat vind je moeilijk? "
        "Schrijf de antwoorden op.",
    ),
]
HAND_IN = "Ik heb de balie, de werkplaats en het magazijn getekend. De EHBO-doos hangt naast de kantine."
REMARKS = "Werkt hard en is op tijd. Mag vaker zelf om hulp vragen. Een fijne collega."
TIP = "Mooi geschreven. Vertel in je gesprek ook dat je thuis vaak helpt."
NO_WORDS = "Wij zoeken deze keer iemand die al ervaring heeft."
