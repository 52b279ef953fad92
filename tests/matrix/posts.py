"""What is posted where it depends on the thing: numbers of rows, dates, words of the form."""

from assessments.models.form import Indicator
from core.tenancy import for_school
from placements.models import PlanLine
from schools.models import Student
from tests.matrix.table import ELSEWHERE, OWN, SAME
from tests.matrix.world import days_on

PASTED = "leerlingnummer\troepnaam\tachternaam\tgeboortedatum\tklas\n7002\tSem\tBos\t03-02-2011\tP4a\n"
MORE_PLACES = {"mee": "ja", "aantal": "3", "dag": [days_on(n).isoformat() for n in (-1, 0, 7)]}
CONCLUSION = {"student_took_part": "on", "company_took_part": "on", "mentor_took_part": "on", "remarks": "Mooi."}


def thing(world, relation, kind):
    """The thing of this kind that stands in this relation; of the other school under its own address."""
    found = (world.b if relation == ELSEWHERE else world.a).things[kind]
    return found.get(relation, found[OWN])


def scores(kind):
    """The first indicator of the form gets three points."""

    def data(world, relation):
        made = thing(world, relation, kind)
        with for_school(made.school_id):
            first = Indicator.objects.filter(area__form=made.form_id).order_by("area__position", "pk").first()
        return {f"score_{first.pk}": "4"}

    return data


def ticked(name, kind):
    """One row of a list is ticked."""
    return lambda world, relation: {name: thing(world, relation, kind).pk}


def a_group(world, relation):
    """Everything a group asks."""
    side = world.b if relation == ELSEWHERE else world.a
    return {
        "name": "Zomerstage", "kind": side.groups[0].kind_id, "coordinator": side.people["staff.coordinator"].pk,
        "starts_on": "2027-02-01", "ends_on": "2027-04-23", "weekdays": ["3", "4"], "starts_at": "09:00",
        "ends_at": "15:00", "break_minutes": "30", "answer_by": "2026-12-11", "intro": "Wij zoeken plekken.",
    }  # fmt: skip


def a_match(world, relation):
    """A match on the day next week on which the company has a place."""
    placement, day = thing(world, relation, "placement"), days_on(7)
    return {
        "weekdays": [day.weekday()], "starts_on": day, "ends_on": day, "mentor": placement.mentor_id, "reason": "x",
        "supervisor": placement.supervisor_id,
    }  # fmt: skip


def a_transfer(world, relation):
    """The last day at the old place is today, the first at the new one next week, where there is a seat."""
    placement, day = thing(world, relation, "placement"), days_on(8)
    return {
        "last_day": days_on(0), "weekdays": [day.weekday()], "starts_on": day, "ends_on": day, "reason": "x",
        "mentor": placement.mentor_id, "supervisor": thing(world, relation, "second").contact_id,
    }  # fmt: skip


def a_talk(world, relation):
    """A talk that ends in an agreement."""
    return {
        "held_on": days_on(0), "said": "Te snel.", "tried": "Rustiger werk.", "outcome": "go_on",
        "agreed": "Je vraagt hulp.", "look_again_on": days_on(14),
    }  # fmt: skip


def first_words(world, relation):
    """The first words of a wish; for another's place there is no draft to write on, so nothing is to be proved."""
    return None if relation == SAME else {"why": "Ik wil graag met auto's werken."}


def a_no(world, relation):
    """A kind no, with a reason of the school."""
    reason = thing(world, relation, "reason")
    with for_school(reason.school_id):
        return {"reason": type(reason).objects.get(pk=reason.pk).code, "text": "Jammer."}


def one_seen(world, relation):
    """One request of the list is marked as seen."""
    return {"doen": "mark_read", "wens": thing(world, relation, "waiting").pk}


def one_letter(world, relation):
    """A login letter for one student of a class."""
    student = thing(world, relation, "student")
    with for_school(student.school_id):
        return {"?": f"?klas={Student.objects.get(pk=student.pk).class_name}", "student": student.pk}


def one_class(world, relation):
    """The lesson hours of the class of a student."""
    student = thing(world, relation, "student")
    with for_school(student.school_id):
        name = Student.objects.get(pk=student.pk).class_name
    return {"classes": name, "valid_from": "2026-09-01", "begin_0": "08:30", "end_0": "15:00"}


def at_schools(**data):
    """A form of a company, ticked for both schools; who works with one school has nothing to tick."""

    def made(world, relation):
        if not hasattr(world.b, "things"):
            return data
        own = [side.things["company"][OWN] for side in (world.a, world.b)]
        return data | {"places": [f"{one.school_id}-{one.pk}" for one in own]}

    return made


def a_deputy(world, relation):
    """A director stands in for a mentor."""
    side = world.b if relation == ELSEWHERE else world.a
    return {"user": side.people["staff.director"].user_id, "since": days_on(0), "until": days_on(9)}


def one_day(world, relation):
    """A day of the group as the only own stage day."""
    part = thing(world, relation, "idle_part")
    with for_school(part.school_id):
        return {"weekdays": [part.group.weekdays[0]]}


def a_line(world, relation):
    """The line of the proposal about the classmate without a stage, and that it is certain."""
    student = thing(world, relation, "idle")
    with for_school(student.school_id):
        line = PlanLine.objects.select_related("plan").get(student=student.pk)
        return {"version": line.plan.version, "regel": line.pk, "zeker": "ja"}


def a_rule(world, relation):
    """Not this round at this company."""
    return {"kind": "not_now", "invitation": thing(world, relation, "invitation").pk}
