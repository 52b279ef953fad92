"""Every school gets the reasons it used until now as rows of its own, and the waiting time of open requests begins.

Each school is opened in turn: the policies of the tables hold for migrations too.
"""

import datetime

from django.db import migrations

from core.tenancy import for_school

REASONS = [
    (
        "full", True, "De plek is al vergeven",
        "Hoi {naam}, er waren meer leerlingen dan plekken bij {bedrijf}. Daarom is het niet gelukt. "
        "Je aanvraag was goed. Kijk bij welke bedrijven nog wel plek is.",
    ),
    (
        "days", True, "De dagen passen niet",
        "Hoi {naam}, bij {bedrijf} is geen plek op jouw stagedagen. Dat ligt niet aan jou. "
        "Kies een bedrijf dat wel plek heeft op jouw dagen.",
    ),
    (
        "age", True, "De leerling is nog te jong voor dit werk",
        "Hoi {naam}, voor het werk bij {bedrijf} moet je ouder zijn. Dat is een regel voor jouw veiligheid. "
        "Misschien kan het later wel. Kies nu een ander bedrijf dat je leuk lijkt.",
    ),
    (
        "distance", False, "Het is te ver weg",
        "Hoi {naam}, {bedrijf} is te ver weg om elke stagedag op tijd te komen. "
        "Zoek een bedrijf dichter bij huis. Samen vinden we een plek.",
    ),
    (
        "company", True, "Het bedrijf zoekt iemand anders",
        "Hoi {naam}, {bedrijf} kiest deze keer voor iemand anders. Dat is jammer, maar het zegt niets over jou. "
        "Goed dat je het vroeg. Kies een ander bedrijf en probeer het opnieuw.",
    ),
    ("other", True, "Een andere reden", ""),
]  # fmt: skip


def give_reasons(apps, schema_editor):
    Reason, Request = (apps.get_model("placements", name) for name in ("RefusalReason", "PlacementRequest"))
    for school in apps.get_model("schools", "School").objects.order_by("pk").values_list("pk", flat=True):
        with for_school(school):
            known = set(Reason.objects.filter(school=school).values_list("code", flat=True))
            Reason.objects.bulk_create(
                Reason(school_id=school, code=code, for_company=shared, label=label, text=text, position=position)
                for position, (code, shared, label, text) in enumerate(REASONS, start=1)
                if code not in known
            )
            Request.objects.filter(school=school, state="submitted", waits_since=None).update(
                waits_since=datetime.date.today()
            )


class Migration(migrations.Migration):
    dependencies = [("placements", "0002_request_life")]
    operations = [migrations.RunPython(give_reasons, migrations.RunPython.noop)]
