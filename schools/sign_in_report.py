"""The test of a sign-in service in words: what came back, what is right, what is to be mended."""

from django.utils.translation import gettext as _

from schools import school_accounts
from schools.oidc import WHERE_IT_IS
from schools.sign_in_faults import SENTENCES, Fault

REPORT = "sign_in_report"  # in the session, until it was shown
SHOWN = ("name", "email", "email_verified", "xms_edov", "tid", "hd", "uid", "amr")
SHOWN += ("nlEduPersonHomeOrganizationId", "nlEduPersonHomeOrganization", "eduPersonAffiliation")
AFFILIATION = "eduPersonAffiliation"


def report_of(service, claims):
    """{passed, lines: [(is_right, sentence)], claims: [(name, value)], others: names}."""
    lines, passed = [(True, str(_("De dienst antwoordt, en het client-id en het geheim kloppen.")))], True
    try:
        known = school_accounts.judge(service, claims)
    except Fault as fault:
        return _report([*lines, (False, mended(fault))], claims, passed=False)
    if service.kind in WHERE_IT_IS:
        lines.append(
            (True, _("Het kenmerk van uw school klopt: %(told)s.") % {"told": claims[WHERE_IT_IS[service.kind]]})
        )
    if not known.address_fault:
        lines.append(
            (True, _("De dienst staat in voor het e-mailadres. Wie u uitnodigt, komt de eerste keer vanzelf binnen."))
        )
    else:
        lines.append((False, WITHOUT_ADDRESS[known.address_fault]()))
        passed = known.address_fault != "domain"
    if known.second_step:
        lines.append((True, _("De tweede stap is bij de dienst gedaan. Stagebureau vraagt die niet nog eens.")))
    else:
        lines.append((False, _(WITHOUT_SECOND_STEP)))
    if AFFILIATION in claims:
        lines.append((True, _("Entree zegt ook wat iemand op school is. Stagebureau geeft daarmee nooit een rol.")))
    return _report(lines, claims, passed=passed)


WITHOUT_SECOND_STEP = (
    "De dienst zegt niet dat u een tweede stap deed. Wie een tweede stap moet doen, zoals stagecoördinatoren en "
    "directeuren, kan dan niet met het schoolaccount inloggen."
)
WITHOUT_ADDRESS = {
    "email_missing": lambda: _(
        "De dienst geeft geen e-mailadres mee. Uw collega's moeten hun account dan één keer zelf koppelen."
    ),
    "email_unverified": lambda: _(
        "De dienst staat niet in voor het e-mailadres. Uw collega's moeten hun account dan één keer zelf koppelen."
    ),
    "domain": lambda: _("Het e-mailadres van uw account heeft een ander maildomein dan u hebt ingevuld."),
}


def report_of_fault(fault):
    """The report of a round that did not come to an end."""
    return _report([(False, mended(fault))], {}, passed=False)


def mended(fault):
    """What happened and what to mend, in one piece."""
    said = SENTENCES[fault.code]
    return f"{said.happened} {said.mend or said.advice}"


def _report(lines, claims, *, passed):
    shown = [(name, _short(claims[name])) for name in SHOWN if name in claims]
    others = sorted(name for name in claims if isinstance(name, str) and name not in SHOWN)
    return {"passed": passed, "lines": lines, "claims": shown, "others": ", ".join(others)[:400]}


def _short(value):
    return ", ".join(map(str, value))[:200] if isinstance(value, list) else str(value)[:200]
