from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from contracts.enums import AddendumState as State
from contracts.models.contract import Contract
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import STAFF


class AddendumQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A change is seen by whoever sees its contract; what school still prepares by school only."""
        found = self.filter(contract__in=Contract.objects.visible_to(member))
        return found if member.role in STAFF else found.exclude(state=State.DRAFT)

    def going_on(self):
        """Those that are prepared or signed now; a contract has one at most."""
        return self.filter(state__in=[State.DRAFT, State.SIGNING])

    def stuck(self):
        """Signed by everybody, and the stage could not follow: somebody at school must look."""
        return self.filter(state=State.AGREED)

    def open(self):
        """Those that did not come to an end."""
        return self.filter(state__in=[State.DRAFT, State.SIGNING, State.AGREED])

    def for_list(self):
        return self.select_related("term").order_by("number", "pk")

    def for_page(self):
        """With everybody who is named on the page and on the paper."""
        around = ("student", "company", "group__kind", "mentor__user", "supervisor__member__user")
        return self.select_related(
            "contract__school", "made_by__user", "term", *(f"contract__placement__{one}" for one in around)
        )


class Addendum(Moves, SchoolModel):
    """A change of a contract that everybody signed: what, from when, and why. In Dutch: wijziging."""

    contract = SchoolForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField(_("nummer"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    effective_from = models.DateField(_("gaat in op"))
    changes = models.JSONField(default=dict)  # {what: [old, new]}
    reason = models.TextField(_("reden"), max_length=600)
    why_not = models.TextField(_("waarom (nog) niet"), max_length=600, blank=True, editable=False)
    term = SchoolForeignKey(
        "placements.PlacementTerm", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(AddendumQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "contract", "number"], name="addendum_number_once"),
            models.UniqueConstraint(
                fields=["school", "contract"],
                condition=Q(state__in=[State.DRAFT, State.SIGNING]),
                name="one_addendum_at_a_time",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="addendum_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="addendum_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REFUSED, State.WITHDRAWN]) | ~Q(why_not=""),
                name="addendum_stops_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(term=None) | Q(state=State.APPLIED), name="addendum_with_terms_is_applied"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.contract_id} w{self.number}"

    @move(source=[State.DRAFT], target=State.SIGNING)
    def issue(self, *, by):
        """A version was made and stored; from here it is signed."""

    @move(source=[State.SIGNING], target=State.AGREED)
    def agree(self, *, by):
        """Everybody signed; it holds from its date of effect."""

    @move(source=[State.AGREED], target=State.APPLIED)
    def apply(self, *, by, term=None):
        """The stage follows it, from the date of effect."""
        self.term, self.why_not = term, ""

    @move(source=[State.AGREED], target=None)
    def wait(self, *, by, note):
        """The stage cannot follow (yet), and why: the seat is gone meanwhile, or a day was filled in already."""
        self.why_not = note[:600]

    @move(source=[State.SIGNING], target=State.REFUSED)
    def refuse(self, *, by, note):
        """One of the parties does not sign: nothing changes."""
        self.why_not = note[:600]

    @move(source=[State.DRAFT, State.SIGNING, State.AGREED], target=State.WITHDRAWN)
    def withdraw(self, *, by, note):
        """School takes it back, or the stage ended before it could hold: nothing changes."""
        self.why_not = note[:600]

    def why_not_to(self, role):
        """Why it does not hold, in the words for this reader: why somebody refused or what is in the way is for school
        alone (contracts/forms/signing.py RefuseForm promises so).
        """
        if role in STAFF:
            return self.why_not
        own = {State.REFUSED: _t("Iemand wil het anders."), State.AGREED: _t("De school kijkt ernaar.")}
        return own.get(self.state, self.why_not)

    @property
    def state_tone(self):
        """What holds is well, what stopped is not, what waits asks for somebody."""
        tones = {State.DRAFT: "wait", State.SIGNING: "info", State.AGREED: "warn", State.APPLIED: "ok"}
        return tones.get(self.state, "stop")
