"""One company, several schools that ask for the same weeks: its seats per weekday divided, an answer per school.

Every school is opened apart (schools.everywhere); what stands side by side on the page are plain values.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from groups.enums import GroupState, Reply
from groups.enums import InvitationState as State
from groups.models import Invitation
from groups.offer import Offer
from groups.seats import offered
from schools.everywhere import gather


@dataclass(frozen=True, eq=False)
class Asked:
    """One question of one school, as the company sees it: no more than that school told it."""

    school_id: int
    school: str
    pk: int
    group: str
    starts_on: object
    ends_on: object
    weekdays: list
    answer_by: object
    numbers: dict
    version: int

    @property
    def name(self):
        """Tells its boxes from those of the other questions."""
        return f"{self.school_id}-{self.pk}"


def asked_of(member):
    """The questions of the open school to this person that may be answered now."""
    rows = Invitation.objects.visible_to(member).exclude(state=State.NEW).select_related("group", "company")
    rows = rows.filter(group__state__in=[GroupState.ASKING, GroupState.CHOOSING]).order_by("group__starts_on", "pk")
    return [
        Asked(
            member.school_id, member.school.name, one.pk, one.group.name, one.group.starts_on, one.group.ends_on,
            sorted(one.group.weekdays), one.group.answer_by, numbers_of(one), version_of(one),
        )
        for one in rows
    ]  # fmt: skip


def numbers_of(invitation):
    """{weekday: number} as it mostly stands now; a no is nought on every day, no answer is empty."""
    if invitation.state == State.NO:
        return dict.fromkeys(invitation.group.weekdays, 0)
    of_weekday = defaultdict(list)
    for day, offer in offered(invitation).items() if invitation.state == State.YES else ():
        of_weekday[day.weekday()].append(offer.number)
    return {weekday: Counter(numbers).most_common(1)[0][0] for weekday, numbers in of_weekday.items()}


def version_of(invitation):
    """The number of the answer that stands; 0 when there is none."""
    return invitation.answers.order_by("-pk").values_list("pk", flat=True).first() or 0


def at_the_same_time(request):
    """The questions of different schools whose weeks touch; empty when only one school asks."""
    every = [one for _member, found in gather(request, asked_of) for one in found]

    def touches(one, other):
        meet = one.starts_on <= other.ends_on and other.starts_on <= one.ends_on
        return one.school_id != other.school_id and meet

    return [one for one in every if any(touches(one, other) for other in every)]


def write_down(request, divided):
    """Give each school its own answer, all of them or none. `divided` is {(school, pk): ({weekday: n}, version)}."""

    def answer(member):
        for (school_id, pk), (numbers, version) in divided.items():
            if school_id == member.school_id:
                tell_school(Invitation.objects.visible_to(member).get(pk=pk), member, numbers, version)

    gather(request, answer)


def tell_school(invitation, member, numbers, version):
    """The part of one school: nought on every day is a no."""
    open_days = invitation.group.stage_days()
    days = {day: Offer(numbers[day.weekday()]) for day in open_days if numbers.get(day.weekday())}
    reply = Reply.YES if days else Reply.NO
    invitation.answer(
        by=member, reply=reply, places=max(1, *numbers.values()), days=days, note=invitation.note, version=version,
        shown=open_days,
    )  # fmt: skip
