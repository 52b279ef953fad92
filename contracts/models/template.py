from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from contracts.enums import Paper, When
from contracts.enums import TemplateState as State
from contracts.wording import contradiction, faults_in
from core.calendar import nl_date
from core.constraints import Frozen
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


def known_words(text):
    """Only placeholders from the list."""
    if faults := faults_in(text):
        raise ValidationError(faults)


class TemplateQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("kind").order_by("document", F("kind__position").asc(nulls_first=True), "pk")


class ContractTemplate(SchoolModel):
    """A school's own text for one kind of paper: for one kind of stage, or for all."""

    document = models.CharField(_("papier"), max_length=10, choices=Paper)
    kind = SchoolForeignKey(
        "groups.StageKind", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("soort stage"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(TemplateQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "document", "kind"], nulls_distinct=False, name="template_per_paper_and_kind"
            ),
            models.CheckConstraint(condition=Q(document__in=Paper.values), name="template_paper_known"),
        ]

    def __str__(self):
        kind = self.kind.name if self.kind_id else _t("alle soorten stage")
        return f"{self.get_document_display()}, {kind}"


class TemplateVersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=State.PUBLISHED)

    def drafts(self):
        return self.filter(state=State.DRAFT)

    def in_force(self, paper, kind, day):
        """The version that counts on this day: of this kind of stage, otherwise of all kinds; None: the default."""
        own = self.published().filter(template__document=paper, valid_from__lte=day)
        own = own.filter(Q(template__kind=None) | Q(template__kind=kind))
        newest = own.order_by(F("template__kind").asc(nulls_last=True), "-valid_from", "-number")
        return newest.select_related("template").first()

    def for_list(self):
        return self.select_related("template__kind", "made_by__user", "published_by__user").order_by("-number", "pk")


class TemplateVersion(Moves, SchoolModel):
    """One text of a template. A published one is never changed again: the database refuses it."""

    template = SchoolForeignKey("contracts.ContractTemplate", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    valid_from = models.DateField(_("geldt vanaf"), null=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager(TemplateVersionQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "template", "number"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["school", "template"], condition=Q(state=State.DRAFT), name="one_draft_of_a_template"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="template_version_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, valid_from=None, published_at=None)
                | Q(state=State.PUBLISHED, valid_from__isnull=False, published_at__isnull=False),
                name="template_version_published_from_a_day",
            ),
            Frozen(name="published_text_stays", when="this.state = 'published'"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.template_id} v{self.number}"

    @property
    def code(self):
        """What the snapshot of a paper keeps of it."""
        return f"{self.template.document}-{self.template_id}-v{self.number}"

    @move(source=[State.DRAFT], target=State.PUBLISHED)
    def publish(self, *, by, valid_from):
        """From this day papers are made with this text."""
        if valid_from < timezone.localdate():
            raise MoveRefused(_t("Kies vandaag of een dag die nog komt."))
        coming = self.template.versions.published().filter(valid_from__gt=valid_from).order_by("-valid_from").first()
        if coming:
            words = {"number": coming.number, "day": nl_date(coming.valid_from)}
            raise MoveRefused(_t("Versie %(number)s geldt al vanaf %(day)s. Kies die dag of een latere.") % words)
        if not self.clauses.exists():
            raise MoveRefused(_t("Er staat nog geen afspraak in. Voeg er eerst een toe."))
        self.valid_from, self.published_at, self.published_by = valid_from, timezone.now(), by


class ClauseQuerySet(models.QuerySet):
    def for_list(self):
        return self.order_by("position", "pk")


class Clause(SchoolModel):
    """One clause of a text: what is agreed, and when it counts."""

    version = SchoolForeignKey("contracts.TemplateVersion", on_delete=models.CASCADE, related_name="clauses")
    code = models.SlugField(max_length=30, blank=True, editable=False)  # of the default it came from
    position = models.PositiveSmallIntegerField(_("plaats"), editable=False)
    heading = models.CharField(_("kop"), max_length=60, validators=[known_words])
    text = models.TextField(_("tekst"), max_length=1500, validators=[known_words])
    conditions = ArrayField(
        models.CharField(max_length=15, choices=When), verbose_name=_("alleen als"), default=list, blank=True
    )
    by_law = models.BooleanField(_("de wet vraagt dit"), default=False)
    objects = school_manager(ClauseQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(conditions__contained_by=When.values), name="clause_conditions_known"),
            models.CheckConstraint(condition=~Q(heading="") & ~Q(text=""), name="clause_says_something"),
            models.UniqueConstraint(
                "school", "version", "heading", MD5("text"), "conditions", name="clause_once",
                violation_error_message=_("Deze afspraak staat er al, met dezelfde kop en tekst."),
            ),
            Frozen(
                name="clause_of_published_text_stays",
                when="EXISTS (SELECT 1 FROM contracts_templateversion AS text"
                " WHERE text.id = this.version_id AND text.state = 'published')",
                also_new=True,
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.heading}"

    def clean(self):
        """Conditions that exclude each other would put the clause nowhere."""
        if fault := contradiction(self.conditions or []):
            raise ValidationError({"conditions": fault})

    @property
    def condition_words(self):
        """The conditions as they read on the page."""
        return [str(When(one).label) for one in self.conditions]
