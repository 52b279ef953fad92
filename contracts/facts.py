"""Every fact that goes on the paper, gathered once: the snapshot of a version, from which it is printed."""

from django.utils import timezone
from django.utils.dates import WEEKDAYS

from contracts.calendar import closed_days, stage_dates
from core.templatetags.ui_words import hours, nl_date, times
from schools.enums import Role
from schools.models import Membership

TEMPLATE = "2026-1"  # goes up with every change in the words of the clauses
LWT = "lwt"
SIGNERS_IN_A_ROW = 3


def facts_of(contract, number):
    """The snapshot of this contract as it stands now: plain words and numbers only."""
    placement, today = contract.placement, timezone.localdate()
    guardians = list(guardians_of(placement.student))
    shielded = has_secret_address(placement.student)
    minor = placement.student.age_on(today) < 18
    facts = {
        "template": TEMPLATE,
        "number": f"{placement.starts_on.year}-{contract.pk:03}",
        "version": number,
        "made_on": nl_date(today),
        "school_facts": school_facts(contract.school),
        "student": student_facts(placement, minor, shielded),
        "guardians": [guardian_facts(link) for link in guardians] if minor else [],
        "company": company_facts(placement),
        "supervisor": person(placement.supervisor.member.user) | {"function": placement.supervisor.function},
        "mentor": person(placement.mentor.user),
        "stage": stage_facts(placement),
        "part": {name: getattr(contract, name) for name in ("phone", "emergency_name", "emergency_phone", "travel")},
        "goals": contract.goal_list,
        "remarks": contract.remarks,
    }
    facts["host"] = "de school" if facts["stage"]["is_internal"] else "het bedrijf"
    return facts | {"signers": signers(facts)}


def guardians_of(student):
    """Guardians with authority today, in the order they came."""
    return student.guardianships.current().with_authority().for_list()


def has_secret_address(student):
    """One of the guardians, with authority or without, has a secret address: foster parents often have the latter."""
    return student.guardianships.current().filter(is_address_shielded=True).exists()


def person(user):
    return {"name": user.name, "phone": user.phone, "email": user.email or ""}


def address(thing):
    return ", ".join(filter(None, [thing.street, f"{thing.postcode} {thing.city}".strip()]))


def school_facts(school):
    director = Membership.objects.staff(Role.DIRECTOR).first()
    return {
        "name": school.name,
        "brin": school.brin,
        "address": address(school),
        "phone": school.phone,
        "email": school.email,
        "kind": school.kind,
        "kind_name": school.get_kind_display(),
        "director": director.user.name if director else "",
    }


def student_facts(placement, minor, shielded):
    """A guardian's shielded address may be the student's own, so then none is printed."""
    student = placement.student
    return {
        "name": student.name,
        "birth_date": nl_date(student.birth_date),
        "class_name": student.class_name,
        "address": "bekend bij school" if shielded else address(student),
        "age_at_start": student.age_on(placement.starts_on),
        "age_at_end": student.age_on(placement.ends_on),
        "is_minor": minor,
    }


def guardian_facts(link):
    hidden = {"phone": "bekend bij school"} if link.is_address_shielded else {"phone": link.member.user.phone}
    return {"name": link.member.user.name, **hidden}


def company_facts(placement):
    company = placement.company
    proof = company.recognitions.valid_on(placement.ends_on).order_by("-valid_until").first()
    return {
        "name": company.name,
        "kvk": company.kvk,
        "address": address(company),
        "phone": company.phone,
        "tasks": company.task_list,
        "recognition": f"SBB {proof.sbb_id}, geldig tot en met {nl_date(proof.valid_until)}" if proof else "",
    }


def stage_facts(placement):
    closed = closed_days(placement)
    days, kind = stage_dates(placement, closed), placement.group.kind
    row = {
        "times": times(placement.starts_at, placement.ends_at),
        "break": f"{placement.break_minutes} minuten" if placement.break_minutes else "geen",
        "hours": hours(placement.day_minutes),
    }
    return {
        "kind": kind.name,
        "is_internal": kind.is_internal,
        "is_lwt": kind.code.startswith(LWT) or kind.needs_recognition,
        "starts_on": nl_date(placement.starts_on),
        "ends_on": nl_date(placement.ends_on),
        "rows": [{"day": str(WEEKDAYS[number]).capitalize(), **row} for number in sorted(placement.weekdays)],
        "hours_a_week": hours(placement.day_minutes * len(placement.weekdays)),
        "days": len(days),
        "hours_total": hours(placement.day_minutes * len(days)),
        "closed": [closed_words(span) for span in closed],
    }


def closed_words(span):
    last = f" t/m {span.ends_on:%-d-%-m}" if span.ends_on != span.starts_on else ""
    return f"{span.name} {span.starts_on:%-d-%-m}{last}"


def signers(facts):
    """Rows of who signs, in the order of signing: director, student, guardians, company."""
    found = [
        {"who": "De directeur", "for": facts["school_facts"]["name"], "name": facts["school_facts"]["director"]},
        {"who": "De leerling", "for": "", "name": facts["student"]["name"]},
    ]
    if facts["student"]["is_minor"]:
        parents = facts["guardians"] or [{"name": ""}]
        found += [{"who": "Ouder of verzorger", "for": "", "name": one["name"]} for one in parents]
    if not facts["stage"]["is_internal"]:
        found.append({"who": "Het stagebedrijf", "for": facts["company"]["name"], "name": facts["supervisor"]["name"]})
    for place, signer in enumerate(found, start=1):
        signer["place"] = place
    return [found[n : n + SIGNERS_IN_A_ROW] for n in range(0, len(found), SIGNERS_IN_A_ROW)]
