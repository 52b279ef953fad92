"""For the platform's own staff: schools and accounts. No data of pupils is reachable here."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from core.tenancy import for_school
from schools import lostfactor, people
from schools.emails import welcome_staff
from schools.enums import Role
from schools.models import Membership, School, User

admin.site.site_header = admin.site.site_title = _("Stagebureau: beheer")
admin.site.index_title = _("Beheer van het platform")

OF_ALLAUTH = (EmailAddress, EmailConfirmation, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken)
for model in (Group, *OF_ALLAUTH):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class SchoolForm(forms.ModelForm):
    """A school; a new one gets its first coordinator at once, who then invites the others."""

    coordinator_name = forms.CharField(label=_("Naam van een (nieuwe) stagecoördinator"), required=False)
    coordinator_email = forms.EmailField(label=_("E-mailadres van deze stagecoördinator"), required=False)

    class Meta:
        model = School
        fields = ["name", "slug", "kind", "brin", "region", "street", "postcode", "city", "phone", "email"]
        help_texts = {
            "slug": _("Staat in elk adres van de school, ook op de inlogbrieven. Kies iets korts, verander het niet."),
            "region": _("Hiermee vult Stagebureau de schoolvakanties in."),
            "phone": _("Dit nummer staat in de mail aan bedrijven als de stagecoördinator geen eigen nummer heeft."),
        }

    def clean(self):
        given = super().clean()
        if not self.instance.pk and not given.get("coordinator_email"):
            self.add_error("coordinator_email", _("Een nieuwe school begint met een stagecoördinator."))
        if given.get("coordinator_email") and not given.get("coordinator_name"):
            self.add_error("coordinator_name", _("Vul ook de naam in."))
        if given.get("coordinator_email") and self.instance.pk and has_coordinator(self.instance):
            self.add_error("coordinator_email", _("Deze school heeft een stagecoördinator. Die nodigt collega’s uit."))
        return given


def has_coordinator(school):
    """Somebody decides at this school who comes in; then the platform does not."""
    with for_school(school):
        return Membership.objects.current().filter(role=Role.COORDINATOR, deputy_for=None).exists()


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    form = SchoolForm
    prepopulated_fields = {"slug": ["name"]}
    list_display = ["name", "slug", "kind", "region", "city"]
    search_fields = ["name", "brin", "city"]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if email := form.cleaned_data.get("coordinator_email"):
            with for_school(obj):
                user = people.person(email, form.cleaned_data["coordinator_name"])
                welcome_staff(people.give_role(obj, user, Role.COORDINATOR), None)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts of the platform's own staff, and one by one of people who cannot get in."""

    fields = ["email", "name", "is_active", "is_staff", "is_superuser", "last_login"]
    readonly_fields = ["last_login"]
    list_display = ["email", "name", "is_active", "is_staff"]
    list_filter = ["is_staff", "is_active"]
    search_fields = ["email"]
    actions = ["second_factor_lost"]

    @admin.action(description=_("Tweede stap weghalen (telefoon of sleutel kwijt)"))
    def second_factor_lost(self, request, queryset):
        for user in queryset:
            lostfactor.forget(user)
            self.log_change(request, user, "second factor removed")

    def get_readonly_fields(self, request, obj=None):
        """The address is the way in: who could change it could come in as somebody else."""
        return [*self.readonly_fields, "email"] if obj else self.readonly_fields

    def get_queryset(self, request):
        """Only people who sign in with an address; pupils without one are their school's business."""
        return super().get_queryset(request).exclude(email=None)

    def get_search_results(self, request, queryset, search_term):
        """The list is of the platform's own staff; anybody else is found by the whole address, and by nothing less."""
        if search_term:
            return queryset.filter(email__iexact=search_term.strip()), False
        return queryset.filter(is_staff=True), False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
