from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from contracts.enums import ContractState as State
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement

CARRIED = ("phone", "emergency_name", "emergency_phone", "travel", "goals")  # goes along to a next place, as a start
QUESTIONS = {  # what the student is asked, in this order; True: must be answered
    "phone": True,
    "emergency_name": True,
    "emergency_phone": True,
    "travel": False,
    "goals": True,
    "remarks": False,
}


class ContractQuerySet(models.QuerySet):
    def of(self, placement):
        """The contract of a placement; it is written down as soon as somebody does something with it."""
        known = self.filter(placement=placement).first()
        return known or self.get_or_create(placement=placement, defaults=self._begin_with(placement))[0]

    def _begin_with(self, placement):
        """What the student filled in at the place before, to look at again."""
        if not placement.predecessor_id:
            return {}
        return self.filter(placement=placement.predecessor_id).values(*CARRIED).first() or {}

    def to_show(self, placement):
        """The contract of a placement to look at: an empty one as long as nobody did anything with it."""
        known = self.filter(placement=placement).first()
        return known or self.model(
            placement=placement, school_id=placement.school_id, **self._begin_with(placement)
        )

    def visible_to(self, member):
        """A contract is seen by whoever sees its placement."""
        return self.filter(placement__in=Placement.objects.visible_to(member))

    def for_paper(self):
        """With everybody and everything that is named on the paper."""
        return self.select_related(
            "school",
            "placement__student",
            "placement__company",
            "placement__group__kind",
            "placement__mentor__user",
            "placement__supervisor__member__user",
        )

    def for_list(self):
        return self.select_related("placement__student", "placement__company").order_by(
            "placement__student__last_name", "pk"
        )


class Contract(Moves, SchoolModel):
    """The stageovereenkomst of one placement. The student fills in the own part; every print is a version."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="contracts")
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    phone = models.CharField(_("jouw telefoonnummer"), max_length=20, blank=True)
    emergency_name = models.CharField(_("wie bellen we als er iets is?"), max_length=100, blank=True)
    emergency_phone = models.CharField(_("telefoonnummer van die persoon"), max_length=20, blank=True)
    travel = models.CharField(_("hoe reis je naar je stage?"), max_length=100, blank=True)
    goals = models.TextField(_("wat wil je leren?"), blank=True, max_length=1500)
    remarks = models.TextField(_("wat wil je nog zeggen?"), blank=True, max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    objects = school_manager(ContractQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement"], name="contract_per_placement"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="contract_state_known"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.placement}"

    @property
    def missing(self):
        """Questions the student still has to answer."""
        return [name for name, must in QUESTIONS.items() if must and not getattr(self, name)]

    @property
    def goal_list(self):
        """The learning goals, one a line."""
        return [goal.strip(" -•\t") for goal in self.goals.splitlines() if goal.strip(" -•\t")]

    def next_number(self):
        """The number of the next version."""
        last = self.versions.aggregate(last=models.Max("number"))["last"]
        return (last or 0) + 1

    def keep_answers(self, answers):
        """Keep what the student typed on one screen, as long as the own part is open."""
        answers = {name: value for name, value in answers.items() if name in QUESTIONS}
        open_still = type(self).objects.filter(pk=self.pk, state=State.DRAFT)
        if not open_still.update(**answers, changed_at=Now()):
            raise MoveRefused(_t("Je hebt dit al ingeleverd. Vraag je begeleider om het terug te sturen."))

    @move(source=[State.DRAFT], target=State.SUBMITTED)
    def submit(self, *, by):
        """The student is done with the own part."""
        if self.missing:
            raise MoveRefused(_t("Er mist nog iets. Vul eerst alle vragen in."))

    @move(source=[State.SUBMITTED, State.CHECKED, State.PRINTED], target=State.DRAFT)
    def send_back(self, *, by, note):
        """Coordinator or mentor asks the student to change something, and says what. A new print follows."""

    @move(source=[State.SUBMITTED], target=State.CHECKED)
    def check_off(self, *, by):
        """Coordinator or mentor has checked it; it may be printed."""

    @move(source=[State.DRAFT, State.SUBMITTED, State.CHECKED, State.PRINTED], target=State.CLOSED)
    def close(self, *, by, note):
        """The student goes on elsewhere: this contract ends with the stage, the next place has its own."""

    @move(source=[State.CHECKED, State.PRINTED], target=State.PRINTED)
    def issue(self, *, by):
        """A version was made and stored; from here it is signed."""
