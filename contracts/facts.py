"""Every fact that goes on the paper, gathered once: the snapshot of a version, from which it is printed."""

from django.utils import timezone

from contracts import signing
from contracts.allowance import agreed
from contracts.calendar import (
    breaks_in_words,
    closed_days,
    minutes_of,
    stage_dates,
    times_in_words,
    week_in_words,
    week_of,
    week_rows,
    year_rows,
)
from contracts.enums import Paper, SignerRole
from contracts.guardians import guardians_of, has_secret_address
from contracts.lwt import is_lwt, plan_of
from contracts.models import ContractVersion, PaperRules, PartnerAgreement
from contracts.pok import is_pok
from contracts.texts import text_for
from contracts.wording import blanks, composed
from core.templatetags.ui_words import hours, nl_date
from placements.safety import safe_tasks
from schools.enums import Role
from schools.models import Membership

PART = ("phone", "emergency_name", "emergency_phone", "travel", "side_job", "lessons")


def document_of(placement):
    """What kind of paper this stage asks for."""
    if placement.group.kind.is_internal:
        return Paper.INTERNAL
    if is_lwt(placement):
        return Paper.LWT
    return Paper.POK if is_pok(placement) else Paper.AGREEMENT


def facts_of(contract, number):
    """The snapshot of this contract as it stands now: plain words and numbers only."""
    facts = facts_for_text(contract, number)
    paper = ContractVersion(contract=contract, school=contract.school, document=facts["document"])
    code, clauses = text_of(contract)
    return facts | {"template": code, "clauses": composed(clauses, facts), "signers": signers(paper)}


def blanks_of(contract):
    """[{heading, words}] of the clauses that would print “…” when a version was made now."""
    return blanks(text_of(contract)[1], facts_for_text(contract, 1))


def text_of(contract):
    """(code, clauses) of the text that a version is made with today."""
    placement = contract.placement
    return text_for(document_of(placement), placement.group.kind_id, timezone.localdate())


def facts_for_text(contract, number):
    """What the clauses can name."""
    placement, document = contract.placement, document_of(contract.placement)
    facts = known_facts(contract) | {
        "document": str(document),
        "title": str(document.label),
        "number": f"{placement.starts_on.year}-{contract.pk:03}",
        "version": number,
        "made_on": nl_date(timezone.localdate()),
    }
    return facts | {"lwt": lwt_facts(contract)} if is_lwt(placement) else facts


def known_facts(contract):
    """What is known of the stage and of everybody in it. Of guardians the name only: each of them gets this paper, and
    they may live apart.
    """
    placement = contract.placement
    student, guardians = placement.student, list(guardians_of(placement.student))
    minor = student.age_on(timezone.localdate()) < 18
    facts = {
        "school_facts": school_facts(contract.school),
        "student": student_facts(placement, minor, has_secret_address(student)),
        "guardians": [{"name": link.member.user.name} for link in guardians] if minor else [],
        "company": company_facts(placement),
        "supervisor": person(placement.supervisor.member.user) | {"function": placement.supervisor.function},
        "mentor": person(placement.mentor.user),
        "jobcoach": person(placement.jobcoach.user) if placement.jobcoach else {},
        "signs_for_company": contract.signs_for_company.member.user.name,
        "stage": stage_facts(placement),
        "part": {name: getattr(contract, name) for name in PART},
        "goals": contract.goal_list,
        "remarks": contract.remarks,
        "allowance": agreed(contract.allowance),
        "study": {"name": contract.study, "crebo": contract.crebo},
        "work": work_facts(placement),
    }
    return facts | {"host": "de school" if facts["stage"]["is_internal"] else "het bedrijf"}


def lwt_facts(contract):
    """What the leer-werkovereenkomst says besides; empty as long as the plan was not filled in."""
    plan = plan_of(contract)
    partners = PartnerAgreement.objects.valid_on(contract.placement.starts_on)
    partners = partners.for_study(contract.study, contract.crebo).order_by("-valid_until", "pk")
    facts = {"partner": ", ".join(dict.fromkeys(one.partner for one in partners))}
    if plan is None:
        return facts
    words = {name: getattr(plan, name) for name in ("content", "measures", "guidance", "dissolution", "trainer")}
    subjects = ", ".join(plan.every_subject)
    return facts | words | {"days": str(plan.days), "hours": f"{plan.hours} uur", "subjects": subjects}


def work_facts(placement):
    """The work the student does, from what age, and who is there where the law asks for supervision."""
    return [{"task": one.task, "rule": one.words} for one in safe_tasks(placement)]


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


def company_facts(placement):
    company = placement.company
    needed_on = placement.starts_on if is_lwt(placement) else placement.ends_on  # of an LWT it may be renewed
    proof = company.recognitions.valid_on(needed_on).order_by("-valid_until").first()
    return {
        "name": company.name,
        "kvk": company.kvk,
        "address": address(company),
        "phone": company.phone,
        "safety": [one for one in (company.clothing, company.ppe) if one],
        "recognition": f"SBB {proof.sbb_id}, geldig tot en met {nl_date(proof.valid_until)}" if proof else "",
    }


def stage_facts(placement):
    closed = closed_days(placement)
    days, kind = stage_dates(placement, closed), placement.group.kind
    week = week_of(placement, days)
    return {
        "kind": kind.name,
        "code": kind.code,
        "weekdays": placement.weekday_words,
        "times": times_in_words(week),
        "break": breaks_in_words(week),
        "is_internal": kind.is_internal,
        "starts_on": nl_date(placement.starts_on),
        "ends_on": nl_date(placement.ends_on),
        "rows": week_rows(week),
        "hours_a_week": week_in_words(week),
        "days": len(days),
        "hours_total": hours(minutes_of(week)),
        "years": year_rows(week),
        "closed": [closed_words(span) for span in closed],
    }


def closed_words(span):
    last = f" t/m {span.ends_on:%-d-%-m}" if span.ends_on != span.starts_on else ""
    return f"{span.name} {span.starts_on:%-d-%-m}{last}"


def signers(version):
    """Who must sign this paper, in the order of the school; two guardians have one place in it."""
    rules = PaperRules.objects.of(version.school)
    rows = [(role, signing.signers_of(version, role, rules)) for role in rules.order]
    return [
        {"place": place, "who": str(SignerRole(role).label), "name": one["name"], "for": one.get("party", "")}
        for place, (role, found) in enumerate((row for row in rows if row[1]), start=1)
        for one in found
    ]
