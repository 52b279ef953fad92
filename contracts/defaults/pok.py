"""The praktijkovereenkomst of beroepspraktijkvorming (mbo, entree): WEB art. 7.2.8 to 7.2.10 as of 2017."""

from contracts.defaults.agreement import CLAUSES as AT_A_COMPANY
from contracts.defaults.clause import DefaultClause as Clause
from contracts.defaults.clause import after, with_changes
from contracts.enums import When

CLAUSES = with_changes(
    AT_A_COMPANY,
    law=("einde",),
    soort=(
        "Dit is een praktijkovereenkomst (POK) voor beroepspraktijkvorming: leren in de praktijk van het beroep. Die"
        " hoort bij de opleiding. De leerling blijft leerling van de school."
    ),
    werk=(
        "De leerling werkt aan het deel van de kwalificatie dat bij ‘Wat gaat de leerling doen en leren?’ staat. Het"
        " werk past bij de leeftijd, het niveau en de leerdoelen."
    ),
    begeleiding=(
        "{begeleider} begeleidt de leerling namens de school en komt op bezoek. {praktijkbegeleider} is de"
        " praktijkopleider op het werk. Zij bespreken samen met de leerling hoe het gaat."
    ),
    beoordeling=(
        "De praktijkopleider geeft een oordeel over het werk: zwak, voldoende, ruim voldoende of goed. De school stelt"
        " de beoordeling vast en is er verantwoordelijk voor. De beoordeling telt mee voor de opleiding."
    ),
)
CLAUSES = after(
    CLAUSES, "tijden-vso",
    Clause(
        "pok-opleiding", 2, "De opleiding",
        "Het gaat om de opleiding {opleiding}, crebonummer {crebo}.",
        by_law=True,
    ),
    Clause(
        "pok-uren", 4, "Uren in totaal",
        "Samen {aantal_dagen} dagen en {totaal_uren}. Hoe die over de weken en de studiejaren zijn verdeeld, staat bij"
        " ‘Wanneer’.",
        by_law=True,
    ),
    Clause(
        "pok-erkend", 4, "Erkend leerbedrijf",
        "{bedrijf} is een erkend leerbedrijf: {erkenning}.",
        (When.RECOGNISED,), True,
    ),
)  # fmt: skip
