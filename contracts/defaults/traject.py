"""The leer-werkovereenkomst of a leer-werktraject: the agreement, and what the law asks besides.

Inhoud, leerdoelen, duur, periode, maatstaven, begeleiding, ontbinding: WVO art. 10b3 as of 2017; exam: Wvo 2020
art. 2.103 lid 4; size: art. 2.38 lid 9.
"""

from contracts.defaults.agreement import CLAUSES as AT_A_COMPANY
from contracts.defaults.clause import DefaultClause as Clause
from contracts.defaults.clause import after, with_changes
from contracts.enums import When

CLAUSES = with_changes(
    AT_A_COMPANY,
    law=("einde",),
    soort=(
        "Dit is een leer-werkovereenkomst voor een leer-werktraject (LWT) in de basisberoepsgerichte leerweg. Het"
        " traject hoort bij het onderwijs. De leerling blijft leerling van de school en heeft elke schoolweek les."
    ),
    werk=(
        "**Inhoud:** het werk past bij het beroepsgerichte programma en bij de exameneisen. Het is afwisselend en niet"
        " alleen productiewerk.\n{inhoud}\n**Leerdoelen:** die staan bij ‘Wat gaat de leerling doen en leren?’."
    ),
    begeleiding=(
        "{begeleider} begeleidt de leerling namens de school en komt vaak op bezoek. {praktijkbegeleider} is de"
        " leermeester. De leermeester leert de leerling het vak en is bij het werk aanwezig. De school hoort"
        " regelmatig hoe het gaat. De praktijkopleider is {praktijkopleider}. {begeleiding}"
    ),
    beoordeling=(
        "**Maatstaf:** zwak, voldoende, ruim voldoende of goed, voor het voorbereiden, uitvoeren en afronden van het"
        " werk. {maatstaven}\nHet bedrijf helpt bij het beoordelen. De school stelt de beoordeling vast en is er"
        " verantwoordelijk voor."
    ),
    einde=(
        "Het traject stopt op de laatste dag, of als de leerling van school gaat. Eerder **ontbinden** kan als"
        " iedereen dat schriftelijk afspreekt, na een schriftelijke waarschuwing die niet hielp, om een zware reden,"
        " of als het bedrijf niet meer erkend is. Dat gaat met een brief aan alle partijen. De school bevestigt het"
        " en zoekt een ander leer-werkbedrijf. {ontbinding}"
    ),
)
CLAUSES = after(
    CLAUSES, "tijden-vso",
    Clause(
        "lwt-duur", 4, "Duur en periode van het traject",
        "Bij dit bedrijf duurt het traject {aantal_dagen} dagen, samen {totaal_uren}. De periode is van {eerste_dag}"
        " tot en met {laatste_dag}. Afgesproken is hoogstens {budget_dagen} dagen en {budget_uren}. Een traject duurt"
        " in leerjaar 3 en 4 samen minstens 640 uur, in 80 dagen. Het duurt hoogstens 1280 uur, in 160 dagen.",
        by_law=True,
    ),
    Clause(
        "lwt-examen", 4, "Examen en vervolg",
        "De leerling doet examen in: {examenvakken}. Het traject sluit aan op het mbo. Daarover heeft de school een"
        " overeenkomst met {mbo}.",
        by_law=True,
    ),
    Clause(
        "lwt-erkend", 4, "Erkend leerbedrijf",
        "{bedrijf} is een erkend leerbedrijf: {erkenning}.",
        (When.RECOGNISED,), True,
    ),
)  # fmt: skip
