"""The kinds of stage that a school starts with. It edits them itself afterwards."""

from groups.models import StageKind

KINDS = [  # code, name, minimum age, in the school itself, only at a recognised company
    ("interne-stage", "Interne stage", 12, True, False),
    ("arbeidstraining", "Arbeidstraining", 14, False, False),
    ("snuffelstage", "Snuffelstage", 14, False, False),
    ("orienterend", "Oriënterende stage", 14, False, False),
    ("beroepsgericht", "Beroepsgerichte stage", 15, False, False),
    ("uitstroom", "Uitstroomstage", 15, False, False),
    ("lwt", "Leer-werktraject (LWT)", 14, False, True),
    ("bpv", "Beroepspraktijkvorming (BPV)", 16, False, True),
    ("maatschappelijk", "Maatschappelijke stage", 14, False, False),
    ("prestatie", "Prestatie (losse opdracht)", 14, False, False),
    ("carrousel", "Carrouselstage", 14, False, False),
]


def default_kinds(school):
    """Write the usual kinds for a school; a kind it has already stays as it is. Returns how many were added."""
    known = set(StageKind.objects.values_list("code", flat=True))
    new = [
        StageKind(
            school_id=school.pk,
            code=code,
            name=name,
            min_age=age,
            is_internal=inside,
            needs_recognition=recognised,
            position=position,
        )
        for position, (code, name, age, inside, recognised) in enumerate(KINDS, start=1)
        if code not in known
    ]
    StageKind.objects.bulk_create(new)
    return len(new)
