"""What stands beside the rounds of a demo school: pieces of work, a place that a student found, and a talk."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from companies.models import Company
from groups.models import Group, GroupStudent
from placements import engaging, finding
from placements import meeting as talks
from placements.enums import MeetingKind, RequestState, SignUpState
from placements.models import Engagement, PlacementRequest, SignUp
from schools.enums import Role
from schools.models import Membership, Student
from stagebureau.demo.clock import as_if

WORK = {
    "title": "Catering bij de open dag",
    "what": "Je dekt de tafels. Je deelt koffie en broodjes uit.\nNa afloop ruim je op.",
    "skills": "Vriendelijk zijn voor gasten. Rustig blijven als het druk is.",
    "clothing": "Zwarte broek en dichte schoenen", "seats": 2,
}  # fmt: skip
MARKET = {"title": "Kramen opbouwen", "what": "Je bouwt kramen op voor de jaarmarkt.", "clothing": "Warme kleren"}
PARK = {"title": "Bollen planten in het park", "what": "Je plant bollen met de wijkclub.", "seats": 3}
WORDS = [
    ("Ik vind mensen helpen leuk.", "Praten met gasten", "Dat ik op tijd ben"),
    ("Later wil ik in de horeca.", "Netjes serveren", "Dat ik hard werk"),
    ("Mijn vriend zei dat het leuk was.", "Samenwerken", "Dat ik goed kan luisteren"),
]


def play(coordinator, classes):
    """Work to choose for, work just asked, work that was done; a place to check; a moment to choose."""
    companies = list(Company.objects.active().filter(contacts__is_first=True).for_list()[:3])
    kind = engaging.kind_of_engagements()
    mentor = Membership.objects.staff(Role.MENTOR).first()
    students = list(Student.objects.enrolled().filter(class_name__in=classes).select_related("member").for_list()[1:4])
    today = timezone.localdate()
    facts = {"kind": kind, "classes": classes, "companion": mentor}
    done = _engagement(companies[0], today - timedelta(days=9), PARK | facts)
    coming = _engagement(companies[1], today + timedelta(days=12), WORK | facts)
    _engagement(companies[2], today + timedelta(days=20), MARKET | {"kind": kind})
    _done(done, students, coordinator)
    coming.open(by=coordinator)
    for student, words in zip(students, WORDS, strict=True):
        _sign_up(coming, student, words)
    group = Group.objects.choosing().order_by("-starts_on").first()
    _found(group, companies[0])
    _talk(group, coordinator)


def _engagement(company, day, facts):
    day += timedelta(days=day.weekday() == 6)  # nobody works on Sunday
    times = {"date": day, "starts_at": time(10), "ends_at": time(15), "closes_on": day - timedelta(days=3)}
    place = ", ".join(filter(None, [company.street, company.city]))
    contact = company.contacts.get(is_first=True)
    return Engagement.objects.create(
        school_id=company.school_id, company=company, contact=contact, place=place, **times | facts
    )


def _sign_up(engagement, student, words):
    why, learn, show = words
    return engaging.sign_up(engagement, student, by=student.member, why=why, learn=learn, show=show)


def _done(engagement, students, coordinator):
    """Everybody answered, the report written, the hours noted."""
    with as_if(engagement.date - timedelta(days=5)):
        engagement.open(by=coordinator)
        rows = [_sign_up(engagement, student, words) for student, words in zip(students[:2], WORDS, strict=False)]
        answers = {row.pk: (True, "Jij kunt goed samenwerken. Daarom ga je mee.") for row in rows}
        engaging.decide(engagement, answers, by=coordinator)
    SignUp.objects.filter(engagement=engagement, state=SignUpState.CHOSEN).update(
        report="Wij plantten honderd bollen.", proud="Ik hielp een oude mevrouw.", feedback="Hij werkte goed door.",
        minutes=300,
    )  # fmt: skip
    engagement.finish(by=coordinator)


def _found(group, company):
    """Somebody without a wish found a company that school knows under nearly the same name."""
    parts = GroupStudent.objects.filter(group=group, student__requests=None).select_related("student__member")
    part = parts.for_list().last()
    if part is None or finding.why_not_find(group, part.student):
        return
    found = finding.begin(
        group, part.student, name=company.name.upper(), street=company.street, postcode=company.postcode,
        city=company.city, tasks="Helpen in de werkplaats en opruimen.", why="Mijn buurman werkt daar.",
        guide="Henk van Veen", phone=company.phone, weekdays=group.weekdays,
    )  # fmt: skip
    found.post(by=part.student.member)


def _talk(group, coordinator):
    """A company would like a student and proposes two moments."""
    wishes = PlacementRequest.objects.filter(group=group, state=RequestState.SUBMITTED)
    near = ("student__member__user", "group", "invitation__company", "invitation__contact__member__user")
    wish = wishes.select_related(*near).order_by("pk").first()
    if wish is None:
        return
    wish.release(by=coordinator)
    wish.propose(by=wish.answerer.member)
    day = timezone.localdate() + timedelta(days=6)
    moments = [datetime.combine(day, time(hour), timezone.get_current_timezone()) for hour in (10, 14)]
    talks.propose(
        wish, by=wish.answerer.member, kind=MeetingKind.INTRO, first_at=moments[0], second_at=moments[1],
        place=wish.invitation.company.street or "Bij het bedrijf", host=wish.answerer.member.user.name,
    )  # fmt: skip
