"""The words of the clauses: which placeholders there are, when a clause counts, and what then stands on the paper.

A text is filled in, never executed: a placeholder is a name from a fixed list, and all else is plain text.
"""

import difflib
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.enums import When

IN_BRACES = re.compile(r"\{([^{}]*)\}")
LONGEST_LIST = 3  # names offered in a sentence


def _of(*path):
    """A value that stands this deep in the facts."""

    def find(facts):
        for name in path:
            facts = facts.get(name) or {}
        return facts or ""

    return find


def _changes(facts):
    """Each thing that becomes different on a line of its own, as a list on paper."""
    rows = (facts.get("addendum") or {}).get("rows", [])
    before = [f" (eerst: {row['old']})" if row["old"] else "" for row in rows]
    return "\n".join(f"- {row['what']}: {row['new'] or 'geen'}{old}" for row, old in zip(rows, before, strict=True))


PLACEHOLDERS = {  # name: what it is, and where it stands in the facts of the paper
    "leerling": (gettext_lazy("de naam van de leerling"), _of("student", "name")),
    "geboortedatum": (gettext_lazy("de geboortedatum van de leerling"), _of("student", "birth_date")),
    "klas": (gettext_lazy("de klas van de leerling"), _of("student", "class_name")),
    "school": (gettext_lazy("de naam van de school"), _of("school_facts", "name")),
    "directeur": (gettext_lazy("de directeur van de school"), _of("school_facts", "director")),
    "begeleider": (gettext_lazy("de begeleider van school"), _of("mentor", "name")),
    "bedrijf": (gettext_lazy("de naam van het bedrijf"), _of("company", "name")),
    "adres": (gettext_lazy("het adres van het bedrijf"), _of("company", "address")),
    "praktijkbegeleider": (gettext_lazy("de begeleider op het werk"), _of("supervisor", "name")),
    "werkplek": (gettext_lazy("“het bedrijf”, of “de school” bij een interne stage"), _of("host")),
    "soort": (gettext_lazy("de soort stage"), lambda facts: facts["stage"]["kind"].lower()),
    "eerste_dag": (gettext_lazy("de eerste dag van de stage"), _of("stage", "starts_on")),
    "laatste_dag": (gettext_lazy("de laatste dag van de stage"), _of("stage", "ends_on")),
    "dagen": (gettext_lazy("de stagedagen, zoals donderdag en vrijdag"), _of("stage", "weekdays")),
    "tijden": (gettext_lazy("de begintijd en de eindtijd"), _of("stage", "times")),
    "pauze": (gettext_lazy("de pauze op een dag"), _of("stage", "break")),
    "uren_per_week": (gettext_lazy("de uren in een week"), _of("stage", "hours_a_week")),
    "aantal_dagen": (gettext_lazy("het aantal stagedagen"), lambda facts: str(facts["stage"]["days"])),
    "totaal_uren": (gettext_lazy("alle uren samen"), _of("stage", "hours_total")),
    "vergoeding": (gettext_lazy("de vergoeding, met bedrag en periode"), _of("allowance")),
    "jobcoach": (gettext_lazy("de jobcoach"), _of("jobcoach", "name")),
    "erkenning": (gettext_lazy("de erkenning als leerbedrijf"), _of("company", "recognition")),
    "crebo": (gettext_lazy("het crebonummer van de opleiding"), _of("study", "crebo")),
    "opleiding": (gettext_lazy("de opleiding"), _of("study", "name")),
    "inhoud": (gettext_lazy("wat de leerling leert bij een LWT"), _of("lwt", "content")),
    "maatstaven": (gettext_lazy("waaraan u ziet hoe het gaat bij een LWT"), _of("lwt", "measures")),
    "begeleiding": (gettext_lazy("de begeleiding bij een LWT"), _of("lwt", "guidance")),
    "ontbinding": (gettext_lazy("wanneer en hoe een LWT eerder stopt"), _of("lwt", "dissolution")),
    "praktijkopleider": (gettext_lazy("de praktijkopleider bij een LWT"), _of("lwt", "trainer")),
    "budget_dagen": (gettext_lazy("hoogstens zoveel dagen bij een LWT"), _of("lwt", "days")),
    "budget_uren": (gettext_lazy("hoogstens zoveel uren bij een LWT"), _of("lwt", "hours")),
    "examenvakken": (gettext_lazy("de examenvakken bij een LWT"), _of("lwt", "subjects")),
    "mbo": (gettext_lazy("de mbo-school waarmee school samenwerkt"), _of("lwt", "partner")),
    "gaat_in_op": (gettext_lazy("de dag waarop een wijziging ingaat"), _of("addendum", "effective_from")),
    "wijziging": (gettext_lazy("wat een wijziging anders maakt, op eigen regels"), _changes),
    "hoort_bij": (gettext_lazy("het nummer van de overeenkomst"), _of("number")),
}


def faults_in(text):
    """Dutch sentences about placeholders that do not exist, each with the name that comes nearest."""
    found = [_unknown(name) for name in IN_BRACES.findall(text) if name.lower() not in PLACEHOLDERS]
    if not found and ("{" in IN_BRACES.sub("", text) or "}" in IN_BRACES.sub("", text)):
        found.append(_("Er staat een accolade te veel of te weinig. Een invulwoord is bijvoorbeeld {leerling}."))
    return list(dict.fromkeys(found))


def _unknown(name):
    plain = re.sub(r"[^a-z_]", "_", name.lower().strip())
    near = difflib.get_close_matches(plain, PLACEHOLDERS, n=1, cutoff=0.5)
    near = near or [one for one in PLACEHOLDERS if one in plain or (plain and plain in one)]
    if near:
        return _("{%(name)s} is geen invulwoord. Bedoelt u {%(near)s}?") % {"name": name, "near": near[0]}
    some = ", ".join(f"{{{one}}}" for one in list(PLACEHOLDERS)[:LONGEST_LIST])
    return _("{%(name)s} is geen invulwoord. Kies er een uit de lijst, zoals %(some)s.") % {"name": name, "some": some}


def fill(text, facts):
    """The text with every placeholder replaced; one with a capital begins with a capital."""

    def value(found):
        name = found[1]
        if name.lower() not in PLACEHOLDERS:
            return found[0]
        said = value_of(name, facts) or "…"
        return said[:1].upper() + said[1:] if name[:1].isupper() else said

    return IN_BRACES.sub(value, text)


def value_of(name, facts):
    """What stands in the place of a known placeholder; "" when nobody filled it in."""
    return str(PLACEHOLDERS[name.lower()][1](facts))


def blanks(clauses, facts):
    """[{heading, words}] of the clauses that count here and would print “…”, with what is not known."""
    found = []
    for clause in clauses:
        names = [name for name in IN_BRACES.findall(f"{clause.heading} {clause.text}") if name.lower() in PLACEHOLDERS]
        empty = [str(PLACEHOLDERS[name.lower()][0]) for name in names if not value_of(name, facts)]
        if empty and counts(clause, facts):
            found.append({"heading": fill(clause.heading, facts), "words": list(dict.fromkeys(empty))})
    return found


def _age(facts):
    return facts["student"]["age_at_start"]


HOLDS = {  # when a condition is true of the facts of a paper
    When.PRO: lambda facts: facts["school_facts"]["kind"] == "pro",
    When.VMBO: lambda facts: facts["school_facts"]["kind"] == "vmbo",
    When.VSO: lambda facts: facts["school_facts"]["kind"] == "vso",
    When.INTERNAL: lambda facts: facts["stage"]["is_internal"],
    When.EXTERNAL: lambda facts: not facts["stage"]["is_internal"],
    When.LWT: lambda facts: facts["stage"]["code"].startswith("lwt") and not facts["stage"]["is_internal"],
    When.TRAINING: lambda facts: facts["stage"]["code"] == "arbeidstraining",
    When.TASTER: lambda facts: facts["stage"]["code"] == "snuffelstage",
    When.LEAVING: lambda facts: facts["stage"]["code"] == "uitstroom",
    When.UNDER_16: lambda facts: _age(facts) < 16,
    When.BECOMES_16: lambda facts: _age(facts) < 16 <= facts["student"]["age_at_end"],
    When.AGED_16_17: lambda facts: 16 <= _age(facts) < 18,
    When.ADULT: lambda facts: _age(facts) >= 18,
    When.MINOR: lambda facts: facts["student"]["is_minor"],
    When.SIGNS_ALONE: lambda facts: not facts["student"]["is_minor"],
    When.RECOGNISED: lambda facts: bool(facts["company"]["recognition"]),
    When.ALLOWANCE: lambda facts: bool(facts["allowance"]),
    When.NO_ALLOWANCE: lambda facts: not facts["allowance"],
    When.JOBCOACH: lambda facts: bool(facts["jobcoach"]),
    When.SUPERVISED_WORK: lambda facts: any("toezicht" in task["rule"] for task in facts["work"]),
    When.WHOLE: lambda facts: not facts.get("addendum"),
    When.CHANGE: lambda facts: bool(facts.get("addendum")),
}
NEVER_TOGETHER = [
    {When.PRO, When.VMBO, When.VSO},
    {When.INTERNAL, When.EXTERNAL},
    {When.UNDER_16, When.AGED_16_17, When.ADULT},
    {When.BECOMES_16, When.AGED_16_17, When.ADULT},
    {When.MINOR, When.SIGNS_ALONE},
    {When.ALLOWANCE, When.NO_ALLOWANCE},
    {When.TRAINING, When.TASTER, When.LEAVING, When.LWT},
    {When.WHOLE, When.CHANGE},
]


def contradiction(conditions):
    """A Dutch sentence when these conditions can never be true at the same time; "" when they can."""
    for group in NEVER_TOGETHER:
        clash = [When(one) for one in conditions if one in group]
        if len(clash) > 1:
            first, second = clash[0].label, clash[1].label
            return _("“%(a)s” en “%(b)s” zijn nooit samen waar. De afspraak zou nergens komen te staan.") % {
                "a": first, "b": second,
            }  # fmt: skip
    return ""


def counts(clause, facts):
    """Whether all conditions of this clause are true here."""
    return all(HOLDS[When(one)](facts) for one in clause.conditions)


def composed(clauses, facts):
    """What stands on the paper: [{heading, text, by_law}] of the clauses that count here, filled in.

    Clauses that follow each other under one heading become one clause on the paper.
    """
    found = []
    for clause in clauses:
        if not counts(clause, facts):
            continue
        heading, text = fill(clause.heading, facts), fill(clause.text.replace("\r\n", "\n").strip(), facts)
        if found and found[-1]["heading"] == heading:
            last = found[-1]
            gap = "\n" if text.startswith("- ") else " "
            last["text"], last["by_law"] = last["text"] + gap + text, last["by_law"] or clause.by_law
        else:
            found.append({"heading": heading, "text": text, "by_law": clause.by_law})
    return found
