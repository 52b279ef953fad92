"""The life of a wish as one table: each move with who may do it from where, where it leads, and its words.

The moves of PlacementRequest, the buttons on the pages, docs/map.md and the test that walks the table all read it.
Source: "Life cycles to adopt", the row of the application; a no has a reason that the student reads (I6).
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from core.moves import move
from placements.enums import RequestState as State
from schools.enums import Role

STUDENT, MENTOR, COORDINATOR, COMPANY = Role.STUDENT, Role.MENTOR, Role.COORDINATOR, Role.SUPERVISOR
AT_SCHOOL = {State.SUBMITTED, State.READ}
ON_THE_WAY = {State.SUBMITTED, State.READ, State.PROPOSED, State.AGREED, State.POOLED}
UNDECIDED = {*ON_THE_WAY, State.REFUSED, State.TRANSFERRED}
BEFORE_PLACED = {State.DRAFT, State.FEEDBACK, *UNDECIDED}


class Step(NamedTuple):
    """One row. `who` is {role: from which states}; the house itself (by=None) may from every state in `source`."""

    who: dict
    to: State | None  # None: the state stays, or (undo) becomes what it was
    button: str
    no: str  # why the button is not there now
    also: frozenset = frozenset()  # from these states only the house itself

    @property
    def source(self):
        """From which states this move leaves."""
        return frozenset().union(self.also, *self.who.values())


LIFE = {
    "ask_mentor": Step(
        {STUDENT: {State.DRAFT}}, State.FEEDBACK, _("Stuur naar je mentor"), _("Je aanvraag is al op weg.")
    ),
    "submit": Step({STUDENT: {State.DRAFT}}, State.SUBMITTED, _("Verstuur"), _("Je aanvraag is al verstuurd.")),
    "approve": Step(
        {MENTOR: {State.FEEDBACK}, COORDINATOR: {State.FEEDBACK}}, State.SUBMITTED,
        _("Goedkeuren"), _("Deze aanvraag wacht niet op goedkeuring van de mentor."),
    ),
    "give_back": Step(
        {MENTOR: {State.FEEDBACK}, COORDINATOR: {State.FEEDBACK}}, State.DRAFT,
        _("Teruggeven met een tip"), _("Deze aanvraag ligt niet bij de mentor."),
    ),
    "give_tip": Step(
        {MENTOR: AT_SCHOOL}, None, _("Geef een tip"), _("Een tip geven kan tot het bedrijf antwoord geeft.")
    ),
    "mark_read": Step(
        {COORDINATOR: {State.SUBMITTED}}, State.READ, _("Gezien"), _("Deze aanvraag is al gezien.")
    ),
    "release": Step(
        {COORDINATOR: {*AT_SCHOOL, State.POOLED}}, State.READ,
        _("Voorleggen aan het bedrijf"), _("Voorleggen kan alleen zolang de aanvraag op antwoord wacht."),
    ),
    "ask_colleague": Step(
        {COMPANY: {State.READ}, COORDINATOR: {State.READ}}, None,
        _("Geef door aan een collega"), _("Doorgeven aan een collega kan alleen als het bedrijf nu kijkt."),
    ),
    "propose": Step(
        {COMPANY: {State.READ, State.POOLED}, COORDINATOR: {*AT_SCHOOL, State.POOLED, State.REFUSED}}, State.PROPOSED,
        _("Bedrijf wil graag"), _("Het bedrijf heeft al antwoord gegeven, of de aanvraag is niet meer open."),
    ),
    "refuse": Step(
        {COMPANY: {State.READ, State.POOLED}}, State.REFUSED,
        _("Nee, deze keer niet"), _("U heeft al antwoord gegeven, of de aanvraag is niet meer open."),
    ),
    "transfer": Step(
        {COMPANY: {State.READ}, COORDINATOR: {*AT_SCHOOL, State.POOLED, State.REFUSED}}, State.TRANSFERRED,
        _("Doorgeven aan een ander bedrijf"), _("Doorgeven kan alleen zolang de aanvraag op antwoord wacht."),
    ),
    "follow": Step(
        {STUDENT: {State.TRANSFERRED}, COORDINATOR: {State.TRANSFERRED}}, State.SUBMITTED,
        _("Ja, vraag het daar"), _("Deze aanvraag is niet doorgegeven aan een ander bedrijf."),
    ),
    "pool": Step(
        {COORDINATOR: {*AT_SCHOOL, State.REFUSED}}, State.POOLED,
        _("Op de wachtlijst"), _("Op de wachtlijst kan alleen zolang de aanvraag op antwoord wacht."),
    ),
    "join_pool": Step(
        {STUDENT: {State.POOLED}, COORDINATOR: {State.POOLED}}, None,
        _("Ja, zet mij op de wachtlijst"), _("Voor deze aanvraag is er geen wachtlijst."),
    ),
    "agree": Step(
        {STUDENT: {State.PROPOSED}, COORDINATOR: {State.PROPOSED}}, State.AGREED,
        _("Ja, ik wil daar stage lopen"), _("Ja zeggen kan als het bedrijf graag wil."),
    ),
    "accept": Step(
        {COORDINATOR: ON_THE_WAY}, State.ACCEPTED,
        _("Match vastleggen"), _("Een match kan alleen zolang de aanvraag open is."),
    ),
    "decline": Step(
        {COORDINATOR: UNDECIDED, COMPANY: {State.READ, State.POOLED}}, State.DECLINED,
        _("Afwijzen"), _("Afwijzen kan alleen zolang de aanvraag open is."),
    ),
    "undo": Step(
        {
            COORDINATOR: {State.DECLINED, State.REFUSED, State.TRANSFERRED, State.POOLED, State.PROPOSED},
            COMPANY: {State.REFUSED, State.TRANSFERRED, State.PROPOSED},
        },
        None, _("Ongedaan maken"), _("De laatste stap is geen stap die u kunt terugdraaien."),
    ),
    "extend": Step(
        {COORDINATOR: AT_SCHOOL}, None,
        _("Meer tijd geven"), _("Meer tijd geven kan alleen zolang het antwoord uitblijft."),
    ),
    "expire": Step({}, State.EXPIRED, "", _("Een aanvraag verloopt vanzelf."), also=frozenset(AT_SCHOOL)),
    "withdraw": Step(
        {STUDENT: BEFORE_PLACED}, State.WITHDRAWN, _("Trek in"), _("Deze aanvraag kun je niet meer intrekken.")
    ),
    "restore": Step(
        {STUDENT: {State.WITHDRAWN}, COORDINATOR: {State.WITHDRAWN, State.EXPIRED}}, State.SUBMITTED,
        _("Toch weer vragen"), _("Alleen een aanvraag die is ingetrokken of verlopen, kan terugkomen."),
    ),
    "supersede": Step(
        {COORDINATOR: BEFORE_PLACED, MENTOR: BEFORE_PLACED}, State.SUPERSEDED, "", _("Dit gaat vanzelf na een match.")
    ),
    "fall_through": Step(
        {COORDINATOR: {State.ACCEPTED}, MENTOR: {State.ACCEPTED}}, State.DECLINED, "",
        _("Dit gaat vanzelf als een stage niet doorgaat."),
    ),
}  # fmt: skip


def step(name):
    """The move of this row, for above the method of the same name."""
    row = LIFE[name]
    return move(source=row.source, target=row.to, who=row.who)


def may(name, state, role):
    """A member with this role may make this move from this state."""
    return state in LIFE[name].who.get(role, ())


def buttons(wish, role, names):
    """[(name, words, why not)] of these moves for this role; "" as why when the button can be used."""
    mine = [name for name in names if role in LIFE[name].who]
    return [(name, LIFE[name].button, "" if may(name, wish.state, role) else LIFE[name].no) for name in mine]
