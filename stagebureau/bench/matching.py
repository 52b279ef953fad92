"""matching: the two engines against a coordinator's hand and against luck, and the page with 300 students."""

import random
import time
from statistics import mean, quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.tenancy import for_school
from groups.models import Group, GroupStudent, Invitation, Seat
from placements.models import PlacementRequest
from placements.planning import make_plan
from placements.solving.problem import Model
from placements.solving.proving import prove
from placements.solving.suggesting import suggest
from schools.models import Student
from stagebureau.bench.measure import Number
from stagebureau.bench.pages import below, signed_in, visit
from stagebureau.bench.puzzles import puzzle

SIZES = {"30x20": (30, 20, 0.05, 0.3, 10), "300x150": (300, 150, 0.1, 1.0, 5), "1000x400": (1000, 400, 0.5, 30.0, 2)}
NO_WISH = 6  # how a place outside the wishes, or none, counts in the mean wish


def by_hand(model, order):
    """All first wishes in this order, then all second ones, and so on; who is left goes to the nearest with room."""
    left, places = [row.seats for row in model.rows], [None] * len(model.seekers)

    def take(seeker, host):
        rows = model.rows_of[host][model.pattern[seeker]]
        if all(left[row] > 0 for row in rows):
            places[seeker] = host
            for row in rows:
                left[row] -= 1

    for rank in range(1, NO_WISH):
        for seeker in order:
            for host, option in model.options[seeker].items():
                if places[seeker] is None and option.rank == rank:
                    take(seeker, host)
    nearest(model, order, places, take)
    return places


def greedy(model, order):
    """One after the other takes the best wish that still has room, or else the nearest."""
    left, places = [row.seats for row in model.rows], [None] * len(model.seekers)
    for seeker in order:
        for host in sorted(model.cost[seeker], key=model.cost[seeker].get):
            rows = model.rows_of[host][model.pattern[seeker]]
            if places[seeker] is None and all(left[row] > 0 for row in rows):
                places[seeker] = host
                for row in rows:
                    left[row] -= 1
    return places


def nearest(model, order, places, take):
    for seeker in order:
        for host in sorted(model.options[seeker], key=lambda host: model.options[seeker][host].km):
            if places[seeker] is None:
                take(seeker, host)


def standing(model, places):
    """(share placed, mean wish) of a list with the host of each seeker."""
    ranks = [model.options[n][host].rank if host is not None else 0 for n, host in enumerate(places)]
    return mean(host is not None for host in places), mean(rank or NO_WISH for rank in ranks)


def quality(_world, quick):
    """Placed students and mean wish on random rounds of 60 students and 28 companies, four skewed wishes."""
    ours, hand, luck, proven, rounds = [], [], [], 0, 3 if quick else 40
    for seed in range(rounds):
        problem = puzzle(60, 28, seed, wishes=4)
        model, plan = Model(problem), prove(problem)
        order = random.Random(seed).sample(range(60), 60)  # noqa: S311 - no secret
        host = {one.key: n for n, one in enumerate(model.hosts)}
        ours.append(standing(model, [host.get(plan.places.get(one.key)) for one in model.seekers]))
        hand.append(standing(model, by_hand(model, order)))
        luck.append(standing(model, greedy(model, order)))
        proven += plan.proven
    for name, other, what in (
        ("first_come", hand, "first come, first served, wish by wish"), ("greedy", luck, "greedy in random order"),
    ):  # fmt: skip
        placed, theirs = (mean(one[0] for one in them) for them in (ours, other))
        wish, their_wish = (mean(one[1] for one in them) for them in (ours, other))
        words = f"{placed:.1%} placed against {theirs:.1%}: {what}"
        yield Number(f"matching.placed_{name}", placed / theirs, ">= 1.00", words)
        yield Number(
            f"matching.wish_{name}", wish / their_wish, "<= 1.00",
            f"mean wish {wish:.2f} against {their_wish:.2f}, no wish counts as {NO_WISH}: {what}",
        )  # fmt: skip
    yield Number("matching.proven_small", proven / rounds, ">= 1.00", f"{proven} of {rounds} rounds proven best")


def speed(_world, quick):
    """CPU of both engines per size, beside the hand of a coordinator; and how near the suggestion comes."""
    prove(puzzle(6, 4, 0))  # what the worker imports once is not counted
    for name, (students, companies, soon, late, rounds) in SIZES.items():
        took, shares = {"suggest": [], "prove": [], "hand": []}, []
        for seed in range(1 if quick else rounds):
            if quick and students > 300:  # noqa: PLR2004 - the second size
                students, companies = 60, 28  # noqa: PLW2901 - only to try
            problem, found = puzzle(students, companies, seed), {}
            for step, work in {
                "hand": lambda problem: by_hand(Model(problem), range(students)), "suggest": suggest, "prove": prove,  # noqa: B023
            }.items():  # fmt: skip
                start = time.process_time()
                found[step] = work(problem)
                took[step].append(time.process_time() - start)
            shares.append(len(found["suggest"].places) / max(1, len(found["prove"].places)))
        hand = f"{mean(took['hand']) * 1000:.0f} ms by hand"
        for step, target in (("suggest", soon), ("prove", late)):
            spent = mean(took[step])
            yield Number(f"matching.{step}_{name}", spent, f"<= {target:.2f}", f"s of CPU; {hand}")
        if students > 30:  # noqa: PLR2004 - where it is not always all
            least = ">= 0.99" if students == 300 else ">= 0.98"  # noqa: PLR2004 - as above
            yield Number(f"matching.share_{name}", mean(shares), least, "of the best number placed, by the suggestion")


def board(world, quick):
    """The proposal of a group with 300 students against the bare list of the floor: queries, and p95 in turns."""
    group = round_of(world, 300)
    url = reverse("placements:plan", args=[world.school.slug, group.pk])
    browser = signed_in(world.coordinator)
    ours, plain = visit(browser, url), below(world.coordinator, f"/{world.school.pk}/")
    took = {ours: [], plain: []}
    for _ in range(4 if quick else 60):
        for page in (ours, plain):
            start = time.perf_counter()
            page()
            took[page].append(time.perf_counter() - start)
    with CaptureQueriesContext(connection) as seen:
        browser.get(url)
    asked = [q["sql"] for q in seen.captured_queries if q["sql"].startswith("SELECT") and "set_config" not in q["sql"]]
    yield Number("matching.board_queries", len(asked), "<= 8.00", "questions to the database, 300 students")
    slow, bare = (quantiles(took[page], n=20)[-1] for page in (ours, plain))
    what = f"p95 {slow * 1000:.0f} ms against {bare * 1000:.0f} ms of a bare list of 50"
    yield Number("matching.board_p95", slow / bare, "<= 12.00", what)


def round_of(world, number):
    """A group in which students choose: three wishes each, seats on Thursdays and Fridays, and a proposal."""
    school, dice = world.school, random.Random(7)  # noqa: S311 - no secret
    with for_school(school):
        old = Group.objects.select_related("kind").first()
        group = Group.objects.create(
            school=school, name="Kiezen", kind=old.kind, starts_on=old.starts_on, ends_on=old.ends_on, weekdays=[3, 4],
            starts_at=old.starts_at, ends_at=old.ends_at, answer_by=old.answer_by, coordinator=old.coordinator,
            state="choosing",
        )  # fmt: skip
        students = list(Student.objects.order_by("pk")[:number])
        GroupStudent.objects.bulk_create(GroupStudent(school=school, group=group, student=one) for one in students)
        companies = {one.company_id: one for one in world.contacts}
        asked = Invitation.objects.bulk_create(
            Invitation(school=school, group=group, company_id=company, contact=contact, state="yes")
            for company, contact in companies.items()
        )
        days = group.stage_days()
        Seat.objects.bulk_create(
            Seat(school=school, invitation=one, date=day, number=n)
            for one in asked for n in range(1, dice.choice([2, 3, 4])) for day in days
        )  # fmt: skip
        PlacementRequest.objects.bulk_create(
            PlacementRequest(
                school=school, group=group, student=one, invitation=to, rank=rank, why="x", state="submitted"
            )
            for one in students for rank, to in enumerate(dice.sample(asked[: len(asked) // 2 + 3], 3), start=1)
        )  # fmt: skip
        make_plan(group, by=world.coordinator)
    return group
