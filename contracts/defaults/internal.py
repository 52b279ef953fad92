"""The agreement for a stage in the school itself: between school and student only (WEC art. 9)."""

from contracts.defaults.agreement import AGE_RULES
from contracts.defaults.agreement import CLAUSES as AT_A_COMPANY
from contracts.defaults.clause import with_changes

NOT_HERE = {one.code for one in AGE_RULES} | {"tekenen-15"}  # Arbeidstijdenwet art. 2:3: not in the school building

CLAUSES = with_changes(
    [one for one in AT_A_COMPANY if one.code not in NOT_HERE],
    partijen=(
        "Deze overeenkomst is tussen {school} en {leerling}. De stage is in de school zelf. De directeur tekent voor"
        " de school."
    ),
    tijden=(
        "De stage is van {eerste_dag} tot en met {laatste_dag}. De dagen, tijden en pauzes staan in de tabel. In"
        " schoolvakanties, op feestdagen en op studiedagen is er geen stage."
    ),
    begeleiding=(
        "{begeleider} begeleidt de leerling. {praktijkbegeleider} begeleidt de leerling op de stageplek. Zij bespreken"
        " samen met de leerling hoe het gaat."
    ),
    beoordeling=(
        "De school beoordeelt de stage met de woorden zwak, voldoende, ruim voldoende of goed. Zij is er"
        " verantwoordelijk voor."
    ),
    inspectie="De Inspectie van het Onderwijs mag op de stageplek komen kijken.",
    schade=(
        "De school is aansprakelijk voor schade die de leerling door het werk lijdt (Burgerlijk Wetboek, artikel 7:658"
        " lid 4). Dat kan niet worden uitgesloten. Maakt de leerling schade bij een ander, dan geldt artikel 6:170."
    ),
    veilig=(
        "Een deskundige houdt toezicht. De school legt op de eerste dag uit hoe veilig werken gaat, en geeft wat de"
        " leerling ter bescherming moet dragen. Werk dat voor de leeftijd verboden is, doet de leerling niet. Een"
        " ongeluk meldt de stageplek dezelfde dag aan de directeur."
    ),
    ziek=(
        "Is de leerling ziek? Dan bellen de ouders of de leerling vóór de begintijd naar school. Beter melden gaat net"
        " zo. Is de leerling er niet en weet niemand waarom? Dan hoort de begeleider dat dezelfde dag."
    ),
    einde=(
        "De stage stopt op de laatste dag, of als de leerling van school gaat. Eerder stoppen kan als school, leerling"
        " en ouders dat schriftelijk afspreken, na een schriftelijke waarschuwing, of om een zware reden. De school"
        " bevestigt dat en zoekt een andere plek."
    ),
    problemen=(
        "Praat eerst met de begeleiders, dan met de stagecoördinator en dan met de directeur. Daarna geldt de"
        " klachtenregeling van de school."
    ),
    exemplaren="Eén is voor de stageplek.",
)
