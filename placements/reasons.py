"""The reasons of a school for a no: its own rows, and the ones it begins with."""

from placements.enums import DeclineReason as Code
from placements.models import RefusalReason

BEGIN = [  # code, for companies too, the kind text
    (
        Code.FULL, True,
        "Hoi {naam}, er waren meer leerlingen dan plekken bij {bedrijf}. Daarom is het niet gelukt. "
        "Je aanvraag was goed. Kijk bij welke bedrijven nog wel plek is.",
    ),
    (
        Code.DAYS, True,
        "Hoi {naam}, bij {bedrijf} is geen plek op jouw stagedagen. Dat ligt niet aan jou. "
        "Kies een bedrijf dat wel plek heeft op jouw dagen.",
    ),
    (
        Code.AGE, True,
        "Hoi {naam}, voor het werk bij {bedrijf} moet je ouder zijn. Dat is een regel voor jouw veiligheid. "
        "Misschien kan het later wel. Kies nu een ander bedrijf dat je leuk lijkt.",
    ),
    (
        Code.DISTANCE, False,
        "Hoi {naam}, {bedrijf} is te ver weg om elke stagedag op tijd te komen. "
        "Zoek een bedrijf dichter bij huis. Samen vinden we een plek.",
    ),
    (
        Code.COMPANY, True,
        "Hoi {naam}, {bedrijf} kiest deze keer voor iemand anders. Dat is jammer, maar het zegt niets over jou. "
        "Goed dat je het vroeg. Kies een ander bedrijf en probeer het opnieuw.",
    ),
    (Code.OTHER, True, ""),
]  # fmt: skip


def usual(school_id):
    """The reasons a school begins with, not yet written."""
    return [
        RefusalReason(
            school_id=school_id,
            code=code.value,
            label=str(code.label),
            text=text,
            for_company=shared,
            position=position,
        )
        for position, (code, shared, text) in enumerate(BEGIN, start=1)
    ]


def reasons_of(school_id):
    """The reasons of the open school, those out of use too; the usual ones as long as it has none of its own."""
    return list(RefusalReason.objects.for_list()) or usual(school_id)


def lay_reasons(school):
    """Write the usual reasons; a reason the school has already stays as it is. Returns how many were added."""
    known = set(RefusalReason.objects.values_list("code", flat=True))
    return len(RefusalReason.objects.bulk_create(one for one in usual(school.pk) if one.code not in known))


def choices(school_id, *, company=False):
    """{code: RefusalReason} from which one may choose now."""
    return {one.code: one for one in reasons_of(school_id) if one.is_active and (one.for_company or not company)}
