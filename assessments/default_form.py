"""The form every school starts with: four areas, nine aspects, one indicator in each of the 36 cells (source 001)."""

from assessments.models import Area, Aspect, AssessmentForm, Indicator

NAME = "Stagebeoordeling"
AREAS = [
    "Algemene stagevaardigheden",
    "Werkproces 1: werkzaamheden voorbereiden",
    "Werkproces 2: werkzaamheden uitvoeren",
    "Werkproces 3: werkzaamheden afronden en controleren",
]
# code, official term, the plain question, the same question in the I-form, then per area the indicator and its I-form
ASPECTS = [
    (
        "E", "Samenwerken en overleggen",
        "Werkt de leerling goed samen met anderen?", "Werk ik goed samen met anderen?",
        ("Groet collega’s en doet mee in het team.", "Ik groet mijn collega’s en doe mee in het team."),
        ("Vraagt wat de taak is en wie helpt.", "Ik vraag wat mijn taak is en wie mij helpt."),
        ("Helpt een collega en vraagt zelf op tijd hulp.", "Ik help een collega en vraag zelf op tijd hulp."),
        ("Zegt tegen de begeleider dat het werk klaar is.", "Ik zeg tegen mijn begeleider dat het werk klaar is."),
    ),
    (
        "T", "Instructies en procedures opvolgen",
        "Doet de leerling wat is afgesproken?", "Doe ik wat is afgesproken?",
        ("Komt op tijd en houdt zich aan de regels.", "Ik kom op tijd en houd me aan de regels."),
        ("Luistert en herhaalt de opdracht in eigen woorden.", "Ik luister en herhaal de opdracht in eigen woorden."),
        ("Werkt veilig en draagt de juiste kleding.", "Ik werk veilig en draag de juiste kleding."),
        ("Ruimt op volgens de afspraak en meldt wat stuk is.", "Ik ruim op volgens de afspraak en meld wat stuk is."),
    ),
    (
        "L", "Materialen en middelen op de juiste manier inzetten",
        "Gaat de leerling goed om met spullen en gereedschap?", "Ga ik goed om met spullen en gereedschap?",
        ("Is zuinig op spullen van het bedrijf.", "Ik ben zuinig op de spullen van het bedrijf."),
        ("Legt de goede spullen klaar.", "Ik leg de goede spullen klaar."),
        ("Gebruikt gereedschap en machines goed.", "Ik gebruik gereedschap en machines goed."),
        ("Maakt spullen schoon en legt ze terug.", "Ik maak spullen schoon en leg ze terug."),
    ),
    (
        "Q", "Plannen en organiseren",
        "Weet de leerling wat eerst moet en wat daarna?", "Weet ik wat eerst moet en wat daarna?",
        ("Heeft alles bij zich voor de stagedag.", "Ik heb alles bij me voor de stagedag."),
        ("Kan de stappen van de taak noemen.", "Ik kan de stappen van mijn taak noemen."),
        ("Werkt in de goede volgorde en in een goed tempo.", "Ik werk in de goede volgorde en in een goed tempo."),
        (
            "Controleert of alles af is voor het einde van de dag.",
            "Ik controleer of alles af is voor het einde van de dag.",
        ),
    ),
    (
        "S", "Kwaliteit leveren",
        "Is het werk goed gedaan?", "Doe ik mijn werk goed?",
        ("Wil het werk goed doen.", "Ik wil mijn werk goed doen."),
        ("Weet wanneer het werk goed genoeg is.", "Ik weet wanneer mijn werk goed genoeg is."),
        ("Werkt precies en maakt weinig fouten.", "Ik werk precies en maak weinig fouten."),
        ("Kijkt het eigen werk na en verbetert fouten.", "Ik kijk mijn werk na en verbeter fouten."),
    ),
    (
        "U", "Omgaan met verandering en aanpassingen",
        "Lukt het ook als iets anders gaat?", "Lukt het mij ook als iets anders gaat?",
        ("Went aan nieuwe mensen en plekken.", "Ik wen aan nieuwe mensen en plekken."),
        ("Blijft rustig als de taak anders is dan gisteren.", "Ik blijf rustig als de taak anders is dan gisteren."),
        ("Stapt over op een andere taak als dat nodig is.", "Ik stap over op een andere taak als dat nodig is."),
        ("Zegt wat de volgende keer anders kan.", "Ik zeg wat de volgende keer anders kan."),
    ),
    (
        "V", "Met druk en tegenslag omgaan",
        "Gaat de leerling door als het moeilijk of druk is?", "Ga ik door als het moeilijk of druk is?",
        ("Blijft rustig als iets tegenzit.", "Ik blijf rustig als iets tegenzit."),
        ("Begint ook aan een taak die moeilijk lijkt.", "Ik begin ook aan een taak die moeilijk lijkt."),
        ("Werkt door als het druk is.", "Ik werk door als het druk is."),
        ("Luistert naar tips en wordt niet boos.", "Ik luister naar tips en word niet boos."),
    ),
    (
        "D", "Aandacht en begrip tonen",
        "Is de leerling aardig en let hij of zij op anderen?", "Ben ik aardig en let ik op anderen?",
        ("Is vriendelijk en beleefd.", "Ik ben vriendelijk en beleefd."),
        ("Luistert naar wat de ander nodig heeft.", "Ik luister naar wat de ander nodig heeft."),
        ("Houdt rekening met anderen tijdens het werk.", "Ik houd rekening met anderen tijdens het werk."),
        ("Bedankt anderen en neemt netjes afscheid.", "Ik bedank anderen en neem netjes afscheid."),
    ),
    (
        "R", "Op de behoefte en de verwachtingen van de klant richten",
        "Denkt de leerling aan wat de klant wil?", "Denk ik aan wat de klant wil?",
        ("Ziet er verzorgd uit.", "Ik zie er verzorgd uit."),
        ("Weet wie de klant is en wat die wil.", "Ik weet wie de klant is en wat die wil."),
        ("Helpt de klant of haalt er iemand bij.", "Ik help de klant of haal er iemand bij."),
        ("Vraagt of de klant tevreden is.", "Ik vraag of de klant tevreden is."),
    ),
]


def ensure_form(school):
    """Return the form that is current at this school; the first time it is made of the default above."""
    current = AssessmentForm.objects.current().first()
    if current:
        return current
    form = AssessmentForm.objects.create(school=school, name=NAME, version=1)
    areas = Area.objects.bulk_create(
        Area(school=school, form=form, position=number, name=name) for number, name in enumerate(AREAS, start=1)
    )
    aspects = Aspect.objects.bulk_create(
        Aspect(school=school, form=form, position=n, code=code, name=name, question=question, self_question=own)
        for n, (code, name, question, own, *_cells) in enumerate(ASPECTS, start=1)
    )
    Indicator.objects.bulk_create(
        Indicator(school=school, area=area, aspect=aspect, text=text, self_text=self_text)
        for aspect, (*_words, a, b, c, d) in zip(aspects, ASPECTS, strict=True)
        for area, (text, self_text) in zip(areas, (a, b, c, d), strict=True)
    )
    return form
