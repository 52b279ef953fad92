from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from companies.models import Company, CompanyContact
from core.models import OutgoingMail
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from groups.enums import Declined, GroupState, Part, Reply, Via
from groups.enums import InvitationState as State
from groups.models.group import GroupStudent
from groups.offer import offers_of, stored
from schools.enums import Role

REPLY_STATE = {Reply.YES: State.YES, Reply.CALL: State.CALL, Reply.NO: State.NO}
NOT_ARRIVED = (OutgoingMail.State.REFUSED, OutgoingMail.State.FAILED)


class AnsweredMeanwhile(MoveRefused):
    """Somebody else answered while this answer was being typed; `answer` is that other one."""

    def __init__(self, answer):
        super().__init__(_t("Intussen is er een ander antwoord gegeven. Kies welk antwoord geldt."))
        self.answer = answer


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Staff see all; a supervisor those of the own company; a student the open places of the own group."""
        match member.role:
            case Role.COORDINATOR | Role.MENTOR | Role.DIRECTOR:
                return self
            case Role.SUPERVISOR:
                own = CompanyContact.objects.current().filter(company=OuterRef("company"), member=member)
                return self.filter(Exists(own))
            case Role.STUDENT:
                mine = GroupStudent.objects.filter(group=OuterRef("group"), student__member=member)
                asked = self.model._meta.get_field("requests").related_model.objects
                asked = Exists(asked.filter(invitation=OuterRef("pk"), student__member=member))
                open_now = self.with_places().exclude(company__in=Company.objects.paused())
                return open_now.filter(Exists(mine), Q(is_shared=True) | Q(asked), group__state=GroupState.CHOOSING)
            case _:
                return self.none()

    def silent(self):
        """Asked, and no answer yet."""
        return self.filter(state=State.ASKED)

    def with_places(self):
        return self.filter(state=State.YES)

    def with_mail(self):
        """Add how the newest mail about the invitation fares: mail_state and mail_to."""
        about = Concat(Value("groups.invitation:"), Cast(OuterRef("pk"), CharField()))
        newest = OutgoingMail.objects.filter(school_id=OuterRef("school_id"), about=about).order_by("-pk")
        return self.annotate(
            mail_state=Subquery(newest.values("state")[:1]), mail_to=Subquery(newest.values("to")[:1])
        )

    def bounced(self):
        """Still silent, and the newest mail did not get there: somebody must mend the address."""
        return self.silent().with_mail().filter(mail_state__in=NOT_ARRIVED)

    def for_mail(self):
        """With all that a mail tells."""
        return self.select_related(
            "company", "contact__member__user", "group__kind", "group__coordinator__user", "group__school", "school"
        )

    def for_list(self):
        return self.select_related("company", "group").order_by("company__name", "pk")


class Invitation(Moves, SchoolModel):
    """One company in one group: asked, and what it answered. Its seats per date are rows of their own."""

    group = SchoolForeignKey("groups.Group", on_delete=models.CASCADE, related_name="invitations")
    company = SchoolForeignKey("companies.Company", on_delete=models.PROTECT, related_name="invitations")
    contact = SchoolForeignKey(
        "companies.CompanyContact", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.NEW, editable=False)
    is_shared = models.BooleanField(_("ook voor andere leerlingen"), default=True)  # else for who found it or asked it
    places = models.PositiveSmallIntegerField(_("leerlingen per dag"), default=1)
    note = models.TextField(_("opmerking van het bedrijf"), blank=True)
    declined = models.CharField(_("waarom niet"), max_length=10, choices=Declined, blank=True)
    ask_again_on = models.DateField(_("vraag weer vanaf"), null=True, blank=True)
    days_shown = ArrayField(models.DateField(), default=list, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    objects = school_manager(InvitationQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "group", "company"], name="invitation_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="invitation_state_known"),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=9), name="invitation_places_1_to_9"),
            models.CheckConstraint(
                condition=Q(declined="") | Q(declined__in=Declined.values), name="invitation_declined_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.NO) | Q(declined="", ask_again_on=None), name="invitation_declined_when_no"
            ),
        ]
        indexes = [models.Index(fields=["school", "company"], name="invitation_by_company")]

    def __str__(self):
        return f"{self.company} in {self.group}"

    @move(source=[State.NEW], target=State.ASKED)
    def ask(self, *, by):
        """The question is on its way to the company; not to one that does not want it now."""
        self._refuse_if_hindered()
        self.asked_at, self.days_shown = timezone.now(), self.group.stage_days()

    def _refuse_if_hindered(self):
        from groups.asking import hindrance_to  # noqa: PLC0415 - asking.py needs these models

        if why := hindrance_to(self.pk):
            raise MoveRefused(why)

    def delivery(self):
        """How far the question is, as (words, tone); needs `with_mail()`."""
        if self.answered_at:
            return self.get_state_display(), {State.YES: "ok", State.CALL: "warn", State.NO: "stop"}[self.state]
        if self.contact_id is None:
            return _("geen contactpersoon"), "warn"
        if self.state == State.NEW:
            return _("nog niet gevraagd"), "wait"
        mail = OutgoingMail.State
        return {
            mail.REFUSED: (_("adres klopt niet"), "stop"),
            mail.FAILED: (_("mail niet verstuurd"), "stop"),
            mail.UNKNOWN: (_("onbekend of de mail aankwam"), "warn"),
            mail.WAITING: (_("mail wacht"), "wait"),
            mail.LEASED: (_("mail wacht"), "wait"),
        }.get(self.mail_state, (_("geopend"), "info") if self.opened_at else (_("verstuurd"), "info"))

    @property
    def last_mail_on(self):
        """The day of the newest question or reminder."""
        return self.reminded_on or (self.asked_at and timezone.localdate(self.asked_at))

    @move(source=[State.ASKED], target=None)
    def remind(self, *, by):
        """Ask once more; never twice on one day."""
        if self.last_mail_on >= timezone.localdate():
            raise MoveRefused(_t("Dit bedrijf kreeg vandaag al mail."))
        self._refuse_if_hindered()
        self.reminders, self.reminded_on = self.reminders + 1, timezone.localdate()

    @move(source=State.values, target=None)
    def answer(self, *, by, reply, places=1, days=None, note="", via=Via.LINK, declined="", ask_again_on=None, **page):
        """Write down what the company says. `days` is {date: Offer or number}; the newest counts, older ones are kept.

        `page` tells on what the answer was based, when it came from a page: `version` is the answer that stood there
        (another one meanwhile raises AnsweredMeanwhile), `shown` the dates that could be chosen.
        Seats that a placement already holds stay: raises MoveRefused when the answer would take such a seat away.
        """
        from groups.seats import lay_seats  # noqa: PLC0415 - seats.py needs these models

        says_no = reply == Reply.NO
        offers = offers_of(days) if reply == Reply.YES else {}
        given = {
            "reply": reply, "places": places, "note": note, **stored(offers),
            "declined": declined if says_no else "", "ask_again_on": ask_again_on if says_no else None,
        }  # fmt: skip
        newest = self.answers.select_related("member__user").order_by("-pk").first() if self.answered_at else None
        if newest and all(getattr(newest, name) == value for name, value in given.items()):
            if not lay_seats(self, offers):
                return
        elif page.get("version") is not None and page["version"] != (newest.pk if newest else 0):
            raise AnsweredMeanwhile(newest)
        else:
            lay_seats(self, offers)
        self.state, self.places, self.note = REPLY_STATE[Reply(reply)], places, note
        self.declined, self.ask_again_on = given["declined"], given["ask_again_on"]
        self.answered_at = timezone.now()
        self.days_shown = page.get("shown", self.days_shown)
        Answer.objects.create(school_id=self.school_id, invitation=self, via=via, member=by, **given)


class AnswerQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("member__user").order_by("-pk")


class Answer(SchoolModel):
    """One answer a company gave; the newest counts."""

    invitation = SchoolForeignKey("groups.Invitation", on_delete=models.CASCADE, related_name="answers")
    reply = models.CharField(max_length=5, choices=Reply)
    places = models.PositiveSmallIntegerField(default=1)
    days = models.JSONField(default=dict)  # {"2027-02-04": 1}
    reluctant = ArrayField(models.DateField(), default=list)  # dates of "liever niet"
    parts = models.JSONField(default=dict)  # {"2027-02-04": "morning"}, for what is not a whole day
    declined = models.CharField(max_length=10, choices=Declined, blank=True)
    ask_again_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    via = models.CharField(max_length=10, choices=Via)
    member = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(AnswerQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [*walls]
        indexes = [models.Index(fields=["school", "invitation"], name="answer_by_invitation")]

    def __str__(self):
        return f"#{self.pk} {self.reply}"


class SeatQuerySet(models.QuerySet):
    def offered(self):
        """Seats that the company still offers."""
        return self.filter(is_offered=True)

    def held(self):
        """Seats that a placement holds now (`takings` are the rows of the room above)."""
        return self.filter(takings__isnull=False, takings__released_at=None)


class Seat(SchoolModel):
    """One place for one student on one date. Whoever takes it holds a row in placements that refers to this one.

    A seat that was once taken stays for the record when the company takes its offer back: it is offered no more.
    """

    invitation = SchoolForeignKey("groups.Invitation", on_delete=models.CASCADE, related_name="seats")
    date = models.DateField()
    number = models.PositiveSmallIntegerField()
    is_offered = models.BooleanField(default=True)
    is_reluctant = models.BooleanField(default=False)  # the company said "liever niet"
    part = models.CharField(max_length=9, choices=Part, default=Part.DAY)
    objects = school_manager(SeatQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "invitation", "date", "number"], name="seat_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=9), name="seat_number_1_to_9"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="seat_part_known"),
        ]

    def __str__(self):
        return f"{self.date} #{self.number}"
