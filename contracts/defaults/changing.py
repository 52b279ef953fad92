"""The paper on which a change is agreed, and the letter that goes with a contract to families without mail."""

from contracts.defaults.agreement import COPIES
from contracts.defaults.clause import DefaultClause as Clause
from contracts.enums import When

ADDENDUM = [
    Clause(
        "wijziging", 16, "Wat verandert er",
        "Dit papier hoort bij overeenkomst {hoort_bij}. Wat in de tabel onder ‘Nieuw’ staat, geldt vanaf"
        " {gaat_in_op}.",
        by_law=True,
    ),
    Clause(
        "wijziging-rest", 16, "Wat hetzelfde blijft",
        "Alle andere afspraken van de overeenkomst blijven gelden.",
    ),
    Clause(
        "wijziging-wanneer", 16, "Wanneer het geldt",
        "De wijziging geldt pas als iedereen heeft getekend. Tot die dag gelden de oude afspraken.",
    ),
    Clause(
        "wijziging-ouders", 1, "Wie tekenen",
        "Wie de overeenkomst tekende, tekent ook dit papier. De leerling is nog geen 18 jaar. Daarom tekenen ook de"
        " ouders of verzorgers.",
        (When.MINOR,), True,
    ),
    Clause(
        "wijziging-tekenen", 1, "Wie tekenen",
        "Wie de overeenkomst tekende, tekent ook dit papier.",
        (When.SIGNS_ALONE,), True,
    ),
    Clause("wijziging-exemplaren", 19, "Drie exemplaren", "Eén is voor het stagebedrijf.", (When.EXTERNAL,)),
    Clause("wijziging-exemplaren-intern", 19, "Drie exemplaren", "Eén is voor de stageplek.", (When.INTERNAL,)),
    *COPIES,
]  # fmt: skip

LETTER = [
    Clause(
        "brief", 1, "Waarom deze brief",
        "{leerling} gaat op stage bij {bedrijf}: van {eerste_dag} tot en met {laatste_dag}, op {dagen}. In deze"
        " envelop zit de overeenkomst. Daarin staan alle afspraken.",
        (When.EXTERNAL, When.WHOLE),
    ),
    Clause(
        "brief-intern", 1, "Waarom deze brief",
        "{leerling} gaat op stage in de school zelf: van {eerste_dag} tot en met {laatste_dag}, op {dagen}. In deze"
        " envelop zit de overeenkomst. Daarin staan alle afspraken.",
        (When.INTERNAL, When.WHOLE),
    ),
    Clause(
        "brief-wijziging", 1, "Waarom deze brief",
        "De stage van {leerling} verandert. Dit wordt anders vanaf {gaat_in_op}:\n{wijziging}\nIn deze envelop zit het"
        " papier waarop dat staat. Alle andere afspraken blijven hetzelfde. De wijziging geldt pas als iedereen heeft"
        " getekend.",
        (When.CHANGE,),
    ),
    Clause(
        "brief-doen", 20, "Wat vragen wij van u",
        "- Lees het papier rustig door.\n- Zet bij uw naam uw handtekening en de datum.\n- Geef het papier terug aan"
        " {leerling}, of stuur het naar school.",
    ),
    Clause(
        "brief-15", 20, "Op tijd",
        "{leerling} is nog geen 16 jaar. Het werk mag pas beginnen als alle handtekeningen er staan.",
        (When.UNDER_16, When.EXTERNAL, When.WHOLE),
    ),
    Clause(
        "brief-vragen", 18, "Hebt u een vraag?",
        "Bel dan {begeleider}, de begeleider van school. Bel niet zelf met het bedrijf. Alleen als {leerling} ziek is,"
        " belt u het bedrijf én de school.",
        (When.EXTERNAL,),
    ),
    Clause(
        "brief-vragen-intern", 18, "Hebt u een vraag?",
        "Bel dan {begeleider}, de begeleider van school. Is {leerling} ziek? Dan belt u naar school.",
        (When.INTERNAL,),
    ),
]  # fmt: skip
