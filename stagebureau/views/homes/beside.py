"""What stands beside the round on a home page: places that students found, talks, and pieces of work."""

from django.db.models import CharField, Exists, OuterRef, Subquery, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.ui_words import nl_moment
from placements.enums import EngagementState, FoundState, MeetingKind, MeetingState, RequestState, SignUpState
from placements.models import Engagement, FoundPlace, IntroMeeting, Placement, PlacementRequest, SignUp
from placements.models.meeting import TALKED_ABOUT
from placements.models.rating import to_rate
from schools.models import Student
from stagebureau.counting import Task, count_of, first_of
from stagebureau.links import page_at

MOST = 5
OF_STUDENT = "request__student"


def counted():
    """Columns of the school for the coordinator's page."""
    posted = Engagement.objects.filter(state=EngagementState.DRAFT)
    return {
        "meetings_to_answer": count_of(IntroMeeting.objects.to_answer(), "school"),
        "found_to_check": count_of(FoundPlace.objects.waiting(), "school"),
        "engagements_new": count_of(posted, "school"),
        "engagements_to_decide": count_of(Engagement.objects.to_decide(), "school"),
        "engagements_decide_by": first_of(Engagement.objects.to_decide(), "school", "date"),
        "engagements_to_finish": count_of(Engagement.objects.to_finish(), "school"),
        "engagements_finish_by": first_of(Engagement.objects.to_finish(), "school", "date"),
    }


def tasks_of(school):
    """The coordinator's tasks; `school` was asked for with `counted()`."""
    yield Task(
        school.found_to_check,
        ngettext("zelf gevonden plek om na te kijken", "zelf gevonden plekken om na te kijken", school.found_to_check),
        page_at(school, "placements:found_places"), icon="building", hint=_("Een leerling vond zelf een bedrijf."),
    )  # fmt: skip
    yield Task(
        school.meetings_to_answer,
        ngettext("gesprek vraagt een vervolg", "gesprekken vragen een vervolg", school.meetings_to_answer),
        page_at(school, "placements:meetings"), icon="chat-left-text", hint=_("Een uitslag, of geen moment past."),
    )  # fmt: skip
    there = page_at(school, "placements:engagements")
    yield Task(
        school.engagements_new,
        ngettext("prestatie om te openen", "prestaties om te openen", school.engagements_new),
        there, icon="star", hint=_("Een organisatie vraagt leerlingen."),
    )  # fmt: skip
    yield Task(
        school.engagements_to_decide,
        ngettext("prestatie: kies wie er gaat", "prestaties: kies wie er gaat", school.engagements_to_decide),
        there, school.engagements_decide_by, icon="star",
    )  # fmt: skip
    yield Task(
        school.engagements_to_finish,
        ngettext("prestatie: schrijf de uren op", "prestaties: schrijf de uren op", school.engagements_to_finish),
        there, school.engagements_finish_by, icon="clock",
    )  # fmt: skip


def counted_student(member):
    """What there is for this student, in one question; None for who is no student any more."""
    to_say = to_rate(Placement.objects.visible_to(member)).order_by("ends_on", "pk")
    mine = SignUp.objects.filter(state__in=[SignUpState.POSTED, SignUpState.CHOSEN])
    open_now = Engagement.objects.open_to_class_of(member)
    joined = SignUp.objects.filter(student__member=member).exclude(state=SignUpState.WITHDRAWN)
    to_join = open_now.exclude(pk__in=joined.values("engagement"))
    return (
        Student.objects.filter(member=member)
        .annotate(
            stage_over=Subquery(to_say.values("pk")[:1]),
            company_over=Subquery(to_say.values("company__name")[:1]),
            meeting_asked=first_of(IntroMeeting.objects.filter(state=MeetingState.ASKED), OF_STUDENT, "pk"),
            meeting_agreed=first_of(IntroMeeting.objects.filter(state=MeetingState.AGREED), OF_STUDENT, "pk"),
            meeting_at=first_of(IntroMeeting.objects.filter(state=MeetingState.AGREED), OF_STUDENT, "at"),
            meeting_past=first_of(IntroMeeting.objects.to_tell_back(), OF_STUDENT, "pk"),
            found=first_of(FoundPlace.objects.live(), "student", "pk"),
            found_state=first_of(FoundPlace.objects.live(), "student", "state"),
            to_report=first_of(SignUp.objects.to_report(), "student", "engagement"),
            to_join=count_of(to_join, "school"),
            joined=count_of(mine.filter(engagement__state__in=LIVE), "student"),
        )
        .first()
    )


LIVE = [EngagementState.OPEN, EngagementState.CLOSED, EngagementState.DECIDED]


def urgent(school, student, card):
    """Cards that are the next thing for this student; `card` makes one."""
    if student and student.meeting_asked:
        there = page_at(school, "placements:meeting_choose", student.meeting_asked)
        yield card(_("Wanneer kun jij?"), there, _("Kies een moment voor je gesprek."), "chat-left-text")
    if student and student.meeting_past:
        there = page_at(school, "placements:meeting_back", student.meeting_past)
        yield card(_("Hoe ging je gesprek?"), there, _("Vertel het kort."), "chat-left-text")
    if student and student.to_report:
        there = page_at(school, "placements:engagement_report", student.to_report)
        yield card(_("Hoe was je prestatie?"), there, _("Schrijf een kort verslag."), "journal-text")
    if student and student.found and student.found_state == FoundState.DRAFT:
        there = page_at(school, "placements:found_place", student.found)
        yield card(_("Maak je plek af"), there, _("Je vertelde over een bedrijf."), "building")


def others(school, student, card):
    """Cards to look at as well."""
    if student is None:
        return
    if student.meeting_agreed and student.meeting_agreed != student.meeting_past:
        there = page_at(school, "placements:meeting", student.meeting_agreed)
        yield card(_("Je gesprek"), there, nl_moment(student.meeting_at).capitalize(), "chat-left-text")
    if student.found and student.found_state == FoundState.POSTED:
        there = page_at(school, "placements:found_place", student.found)
        yield card(_("Jouw gevonden plek"), there, _("School kijkt ernaar."), "building")
    there = page_at(school, "placements:engagements")
    if student.to_join:
        words = ngettext("%d klus om mee te helpen", "%d klussen om mee te helpen", student.to_join)
        yield card(_("Doe je mee?"), there, words % student.to_join, "star")
    elif student.joined:
        yield card(_("Mijn prestaties"), there, _("Daar doe je aan mee."), "star")


def of_company(request):
    """[(words, address, hint, icon)] for the company's page, in one question."""
    asked = {
        "answer": (_("Een leerling wil graag komen"), "placements:request_answer", "chat-left-text"),
        "invite": (_("Plan een kennismaking"), "placements:meeting_new", "chat-left-text"),
        "again": (_("Stel andere momenten voor"), "placements:meeting_again", "chat-left-text"),
        "result": (_("Hoe ging het gesprek?"), "placements:meeting_result", "chat-left-text"),
        "feedback": (_("Hoe ging het?"), "placements:engagement_feedback", "star"),
    }
    rows = sorted(_asked_of(request.member), key=lambda row: (list(asked).index(row[0]), row[1]))[:MOST]
    cards = [(*asked[what], pk, hint) for what, pk, hint in rows]
    return [(words, page_at(request.school, name, pk), hint, icon) for words, name, icon, pk, hint in cards]


def _asked_of(member):
    """(what, id, whom or what it is about) of all that waits for this company."""
    talks = IntroMeeting.objects.visible_to(member)
    known = IntroMeeting.objects.filter(request=OuterRef("pk"), kind=MeetingKind.INTRO).exclude(state=MeetingState.OFF)
    wanted = PlacementRequest.objects.visible_to(member).filter(~Exists(known), state__in=TALKED_ABOUT)
    helped = Engagement.objects.visible_to(member).to_finish().filter(
        sign_ups__state=SignUpState.CHOSEN, sign_ups__feedback=""
    )
    name = "request__student__first_name"
    to_answer = PlacementRequest.objects.visible_to(member).filter(state=RequestState.READ)
    return _rows(to_answer, "answer", "student__first_name").union(
        _rows(wanted, "invite", "student__first_name"),
        _rows(talks.filter(state=MeetingState.NEITHER), "again", name),
        _rows(talks.to_tell(), "result", name),
        _rows(helped, "feedback", "title"),
    )


def _rows(found, what, about):
    return found.order_by().annotate(deed=Value(what, output_field=CharField())).values_list("deed", "pk", about)
