"""The stageovereenkomst of praktijkonderwijs, vmbo and vso at a company.

by_law: what the law asks to be written down (Inrichtingsbesluit WVO art. 35 as of 2017, WEC art. 9 and 10).
"""

from contracts.defaults.clause import DefaultClause as Clause
from contracts.enums import When

AGE_RULES = [  # Nadere regeling kinderarbeid art. 3:1, Arbeidstijdenwet art. 4:4, 5:3, 5:4 and 5:7
    Clause(
        "tijden-15", 4, "Dagen en tijden",
        "Zolang de leerling jonger is dan 16, is het werk tussen 7.00 en 19.00 uur. Met school erbij is dat hoogstens"
        " 7 uur per dag en 35 uur per week. Op zondag is er nooit werk. Bij meer dan 4,5 uur werk is er een half uur"
        " pauze, in één keer.",
        (When.UNDER_16,), True,
    ),
    Clause(
        "tijden-wordt-16", 4, "Dagen en tijden",
        "Vanaf 16 jaar, met school erbij: hoogstens 9 uur per dag en 45 uur per week, niet tussen 23.00 en 6.00 uur."
        " Die pauze blijft.",
        (When.BECOMES_16,), True,
    ),
    Clause(
        "tijden-17", 4, "Dagen en tijden",
        "Onder de 18 jaar: met school erbij hoogstens 9 uur op een dag en 45 uur in een week. Werken mag niet tussen"
        " 23.00 en 6.00 uur. Bij meer dan 4,5 uur werk is er een half uur pauze.",
        (When.AGED_16_17,), True,
    ),
    Clause(
        "tijden-18", 4, "Dagen en tijden",
        "De Arbeidstijdenwet geldt. Bij meer dan 5,5 uur werk is er een half uur pauze.",
        (When.ADULT,), True,
    ),
]  # fmt: skip

COPIES = [  # after the copy of the company
    Clause("exemplaren-ouders", 19, "Drie exemplaren", "Eén is voor de ouders of verzorgers.", (When.MINOR,)),
    Clause("exemplaren-leerling", 19, "Drie exemplaren", "Eén is voor de leerling zelf.", (When.SIGNS_ALONE,)),
    Clause("exemplaren-school", 19, "Drie exemplaren", "Eén is voor het dossier op school."),
]

CLAUSES = [
    Clause(
        "partijen", 1, "Wie spreken dit af",
        "Deze overeenkomst is tussen {school}, {leerling} en {bedrijf}. De directeur tekent voor de school.",
        by_law=True,
    ),
    Clause(
        "partijen-ouders", 1, "Wie spreken dit af",
        "De leerling is nog geen 18 jaar. Daarom tekenen ook de ouders of verzorgers.",
        (When.MINOR,), True,
    ),
    Clause(
        "soort", 2, "Soort stage",
        "Dit is een {soort}. De stage hoort bij het onderwijs en bij het stageplan van de school. De leerling blijft"
        " leerling van de school.",
        by_law=True,
    ),
    Clause(
        "werk", 3, "Werken en leren",
        "De leerling leert door mee te werken. Het werk past bij de leeftijd, het niveau en de leerdoelen. Welk werk"
        " dat is, staat bij ‘Wat gaat de leerling doen en leren?’.",
        by_law=True,
    ),
    Clause(
        "werk-vso", 3, "Werken en leren",
        "Daar staan voor deze stageplek zowel de leeractiviteiten als de werkzaamheden.",
        (When.VSO,), True,
    ),
    Clause(
        "tijden", 4, "Dagen en tijden",
        "De stage is van {eerste_dag} tot en met {laatste_dag}. De dagen, tijden en pauzes staan in de tabel. In"
        " schoolvakanties, op feestdagen en op studiedagen is er geen stage, behalve als dat is afgesproken.",
        by_law=True,
    ),
    *AGE_RULES,
    Clause(
        "tijden-vso", 4, "Dagen en tijden",
        "De leerling loopt hoogstens vier dagen in een week stage.",
        (When.VSO,), True,
    ),
    Clause(
        "begeleiding", 5, "Begeleiding",
        "{begeleider} begeleidt de leerling namens de school en komt op bezoek. {praktijkbegeleider} begeleidt de"
        " leerling op het werk. Zij bespreken samen met de leerling hoe het gaat.",
        by_law=True,
    ),
    Clause(
        "begeleiding-jobcoach", 5, "Begeleiding",
        "{jobcoach} helpt de leerling als jobcoach.",
        (When.JOBCOACH,),
    ),
    Clause(
        "beoordeling", 6, "Beoordeling",
        "Het bedrijf helpt bij het beoordelen van de stage met de woorden zwak, voldoende, ruim voldoende of goed. De"
        " school stelt de beoordeling vast en is er verantwoordelijk voor.",
        by_law=True,
    ),
    Clause(
        "inspectie", 7, "Inspectie",
        "De Inspectie van het Onderwijs mag op de stageplek komen kijken. Het bedrijf werkt daaraan mee.",
        by_law=True,
    ),
    Clause(
        "verzekering", 8, "Verzekering",
        "De school verzekert de leerling tijdens de stage voor ongevallen en voor schade aan anderen. De school"
        " betaalt dit.",
        by_law=True,
    ),
    Clause(
        "verzekering-vso", 8, "Verzekering",
        "De verzekering geldt ook op de reis naar de stage en terug.",
        (When.VSO,), True,
    ),
    Clause(
        "schade", 9, "Schade",
        "Het bedrijf is aansprakelijk voor schade die de leerling door het werk lijdt (Burgerlijk Wetboek, artikel"
        " 7:658 lid 4). Dat kan niet worden uitgesloten. Maakt de leerling schade bij een ander, dan geldt artikel"
        " 6:170.",
    ),
    Clause(
        "veilig", 10, "Veilig werken",
        "Een deskundige houdt toezicht. Het bedrijf legt op de eerste dag uit hoe veilig werken gaat, en geeft wat de"
        " leerling ter bescherming moet dragen. Werk dat voor de leeftijd verboden is, doet de leerling niet. Een"
        " ongeluk meldt het bedrijf dezelfde dag aan de school.",
    ),
    Clause(
        "veilig-15", 10, "Veilig werken",
        "Onder de 16 jaar is werk aan de kassa verboden. Ook meer dan 10 kilo tillen mag niet.",
        (When.UNDER_16,),
    ),
    Clause(
        "veilig-toezicht", 10, "Veilig werken",
        "Bij werk dat alleen onder toezicht mag, staat wie erbij is.",
        (When.SUPERVISED_WORK,),
    ),
    Clause(
        "ziek", 11, "Ziek of afwezig",
        "Is de leerling ziek? Dan bellen de ouders of de leerling vóór de begintijd naar de stage én naar school."
        " Beter melden gaat net zo. Is de leerling er niet en weet niemand waarom? Dan hoort de school dat dezelfde"
        " dag.",
    ),
    Clause(
        "vergoeding-geen", 12, "Geen loon",
        "De leerling is niet in dienst en krijgt geen loon. Ook is er geen vergoeding afgesproken.",
        (When.NO_ALLOWANCE,),
    ),
    Clause(
        "vergoeding", 12, "Geen loon, wel een vergoeding",
        "De leerling is niet in dienst en krijgt geen loon. Wel is een vergoeding afgesproken: {vergoeding}.",
        (When.ALLOWANCE,),
    ),
    Clause(
        "leerdoelen", 13, "Leerdoelen",
        "De leerling werkt aan de eigen leerdoelen. Daarover praat de leerling op school en op de stage.",
    ),
    Clause(
        "gedrag", 14, "Gedrag",
        "De leerling houdt zich aan de huisregels en vertelt niet door wat vertrouwelijk is. Voor de telefoon gelden"
        " de regels van de stageplek. Foto’s en filmpjes mogen alleen met toestemming.",
    ),
    Clause(
        "privacy", 15, "Privacy",
        "De stageplek krijgt alleen gegevens die nodig zijn: naam, contact van school, dagen, noodnummer en wat op dit"
        " papier staat. Na de stage verwijdert zij die.",
    ),
    Clause(
        "veranderen", 16, "Veranderen",
        "Een verandering geldt pas als die op papier staat en iedereen die heeft getekend.",
    ),
    Clause(
        "einde", 17, "Einde van de stage",
        "De stage stopt op de laatste dag, of als de leerling van school gaat. Eerder stoppen kan als iedereen dat"
        " schriftelijk afspreekt, na een schriftelijke waarschuwing, of om een zware reden. De school bevestigt dat en"
        " zoekt een andere plek.",
    ),
    Clause(
        "problemen", 18, "Problemen",
        "Praat eerst met de begeleiders van school en stage, dan met de stagecoördinator en dan met de directeur."
        " Daarna geldt de klachtenregeling van de school.",
    ),
    Clause("exemplaren", 19, "Drie exemplaren", "Eén is voor het stagebedrijf."),
    *COPIES,
    Clause(
        "tekenen", 20, "Tekenen",
        "Het papier noemt bij elke handtekening wie tekent en in welke volgorde. Ieder schrijft de datum erbij.",
        by_law=True,
    ),
    Clause(
        "tekenen-15", 20, "Tekenen",
        "Alle handtekeningen staan er voordat het werk begint.",
        (When.UNDER_16,), True,
    ),
]  # fmt: skip
