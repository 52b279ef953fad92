"""The company's own page: one for all its schools. Each school is opened apart, and none sees another."""

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from companies.models import Company, CompanyContact, ProfileProposal, StandIn
from companies.profile import in_words, label_of
from groups.enums import InvitationState
from groups.models import Invitation
from schools.access import open_to_person
from schools.everywhere import gather
from stagebureau.views.homes.supervisor import own_placements, put_in_words, questions_to

MOST, DECIDED = 40, 6


@open_to_person
def our_company(request):
    """What every school knows of the company, what it asks, and who comes."""
    schools = gather(request, at_school)
    if not schools:
        raise Http404
    return render(request, "stagebureau/our_company.html", {"schools": [found for _member, found in schools]})


def at_school(member):
    """Everything of one school, which is open."""
    placements = list(own_placements(member)[:MOST])
    for placement in placements:
        put_in_words(placement)
    return {
        "school": member.school,
        "companies": companies_of(member),
        "questions": [one for one in questions_to(member) if one.state == InvitationState.ASKED],
        "answers": list(answers_of(member)[:MOST]),
        "placements": placements,
    }


def answers_of(member):
    """What the company answered in this round and before, the newest first."""
    answered = Invitation.objects.visible_to(member).exclude(answered_at=None)
    return answered.select_related("group", "company").order_by("-answered_at", "-pk")


def companies_of(member):
    """The own companies at this school, each with how it stands and what became of its wishes."""
    today = timezone.localdate()
    mine = CompanyContact.objects.current().filter(company=OuterRef("pk"), member=member)
    instead = StandIn.objects.filter(contact__company=OuterRef("pk"), contact__member=member, until__gte=today)
    instead = instead.order_by("since", "-pk")
    companies = list(
        Company.objects.visible_to(member)
        .for_list()
        .annotate(
            no_mail_since=Subquery(mine.values("no_mail_since")[:1]),
            instead=Subquery(instead.values("substitute__member__user__name")[:1]),
            instead_until=Subquery(instead.values("until")[:1]),
        )
    )
    wishes = wishes_of(companies)
    for company in companies:
        company.wishes = wishes.get(company.pk, [])[:DECIDED]
    return companies


def wishes_of(companies):
    """{company: its proposals, newest first, in words}; what it took back itself is left out."""
    found = {}
    rows = ProfileProposal.objects.filter(company__in=[one.pk for one in companies]).exclude(state="withdrawn")
    for row in rows.order_by("-pk")[:MOST]:
        row.label, row.wish = label_of(row.field), in_words(row.field, row.new)
        row.state_tone = {"open": "wait", "accepted": "ok", "refused": "stop"}[row.state]
        found.setdefault(row.company_id, []).append(row)
    return found
