"""The puzzle and its two engines: against every possible plan, against each other, and twice the same."""

import subprocess
import sys
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.solving.problem import FIRST, TOGETHER, Host, Model, Option, Problem, Seeker
from placements.solving.proving import LEVELS, prove
from placements.solving.suggesting import suggest
from stagebureau.bench.puzzles import puzzle

DAYS = [("ma",), ("di",), ("ma", "di"), ("di", "wo"), ("ma", "di", "wo")]


def wish(host, rank=1, km=0):
    return Option(host, rank, km)


def seeker(key, *options, days=("ma",), **facts):
    return Seeker(key, days, options, **facts)


def host(key, seats=1, days=("ma",), willing=None):
    return Host(key, dict.fromkeys(days, seats), {} if willing is None else dict.fromkeys(days, willing))


@st.composite
def tiny(draw):
    """At most five students and three companies on three days."""
    hosts = [
        Host(key, {day: draw(st.integers(0, 2)) for day in draw(st.sets(st.sampled_from(["ma", "di", "wo"])))})
        for key in range(draw(st.integers(1, 3)))
    ]
    hosts = [
        Host(one.key, one.seats, {day: draw(st.integers(0, seats)) for day, seats in one.seats.items()})
        for one in hosts
    ]
    seekers = []
    for key in range(draw(st.integers(1, 5))):
        to = draw(st.permutations(range(len(hosts))))
        wishes = draw(st.integers(0, len(hosts)))
        options = [Option(one, n + 1 if n < wishes else 0, draw(st.integers(0, 12))) for n, one in enumerate(to)]
        facts = {"credit": draw(st.integers(0, 2)), "lot": draw(st.integers(0, 9))}
        seekers.append(Seeker(key, draw(st.sampled_from(DAYS)), tuple(options), **facts))
    pinned = draw(st.dictionaries(st.integers(0, len(seekers) - 1), st.integers(0, len(hosts) - 1), max_size=1))
    return Problem(tuple(seekers), tuple(hosts), draw(st.sampled_from([TOGETHER, FIRST])), pinned)


def every_plan(model):
    """The best Score of all plans that fit; whoever is pinned and can be there is there."""
    pinned = {n for n in model.pins if model.options[n]}
    choices = [list(options) + ([] if n in pinned else [None]) for n, options in enumerate(model.options)]
    return min(model.score(places) for places in product(*choices) if model.fits(places))


@settings(max_examples=120, deadline=None, derandomize=True)
@given(tiny())
def test_the_proven_plan_is_the_best_of_all_plans(problem):
    plan = prove(problem)

    best = every_plan(Model(problem))
    assert (plan.score, plan.proven, plan.bound) == (best, True, best[:2])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(tiny())
def test_the_suggestion_fits_and_places_as_many_as_can_be(problem):
    plan = suggest(problem)

    model = Model(problem)
    number = {one.key: n for n, one in enumerate(model.hosts)}
    places = [number.get(plan.places.get(one.key)) for one in model.seekers]
    assert model.fits(places)
    assert all(at is None or at in model.options[n] for n, at in enumerate(places))
    assert plan.score == model.score(places)
    assert plan.score.unplaced <= every_plan(model).unplaced + 1


@pytest.mark.parametrize("engine", [suggest, prove])
def test_the_same_puzzle_gives_the_same_plan(engine):
    problem = puzzle(60, 28, seed=3)
    mixed = Problem(problem.seekers[::-1], problem.hosts[::-1], problem.weights)

    assert engine(problem) == engine(puzzle(60, 28, seed=3)) == engine(mixed)


def test_the_suggestion_comes_close_to_the_best_at_a_big_school():
    problem = puzzle(300, 150, seed=1)

    near, best = suggest(problem), prove(problem)

    assert best.proven
    assert len(near.places) >= 0.97 * len(best.places)
    assert len(near.places) <= len(best.places)


def test_more_students_placed_goes_before_better_wishes():
    problem = Problem((seeker(1, wish(1, 1), wish(2, 2)), seeker(2, wish(1, 2))), (host(1), host(2)))

    for engine in (suggest, prove):
        assert engine(problem).places == {1: 2, 2: 1}


@pytest.mark.parametrize(("weights", "firsts"), [(TOGETHER, 1), (FIRST, 2)])
def test_the_school_chooses_between_first_wishes_and_all_together(weights, firsts):
    """One plan has two first wishes and one outside; the other one first wish and two second ones."""
    seekers = (
        seeker(1, wish(1, 1), wish(2, 2)),
        seeker(2, wish(2, 1), wish(3, 2)),
        seeker(3, wish(1, 1), wish(3, 4)),
    )
    problem = Problem(seekers, (host(1), host(2), host(3)), weights)

    for engine in (suggest, prove):
        plan = engine(problem)
        assert len(plan.places) == 3
    ranks = {one.key: {option.host: option.rank for option in one.options} for one in seekers}
    assert sum(ranks[key][at] == 1 for key, at in prove(problem).places.items()) == firsts


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (({"credit": 0}, {"credit": 1}), "who was disappointed before goes first"),
        (({"lot": 1}, {"lot": 2}), "the lot decides what is left"),
    ],
)
def test_at_equal_cost(facts, why):
    first, second = facts
    problem = Problem((seeker(1, wish(1), **first), seeker(2, wish(1), **second)), (host(1),))

    for engine in (suggest, prove):
        assert engine(problem).places == {2: 1}, why


def test_a_quarter_of_an_hour_by_bicycle_counts_and_a_street_does_not():
    near_and_far = (seeker(1, wish(1, 0, km=2), wish(2, 0, km=9)), seeker(2, wish(1, 0, km=2), wish(2, 0, km=4)))
    assert prove(Problem(near_and_far, (host(1), host(2)))).places == {1: 1, 2: 2}


def test_seats_given_reluctantly_are_used_last():
    options = (wish(1, 0), wish(2, 0))
    problem = Problem((seeker(1, *options), seeker(2, *options)), (host(1, 2, willing=0), host(2, 1), host(3)))

    assert prove(problem).score.reluctant == 1
    assert suggest(problem).score.reluctant == 1


def test_students_are_spread_over_companies():
    options = (wish(1, 0), wish(2, 0))
    problem = Problem((seeker(1, *options), seeker(2, *options)), (host(1, 2), host(2, 2)))

    assert prove(problem).score.crowd == 0


def test_a_seat_is_needed_on_every_day_of_the_student():
    two = host(1, 1, days=("ma", "di"))
    problem = Problem((seeker(1, wish(1), days=("ma", "di")), seeker(2, wish(1), days=("di",))), (two,))

    for engine in (suggest, prove):
        assert len(engine(problem).places) == 1


def test_a_decision_of_the_coordinator_stands():
    problem = Problem((seeker(1, wish(1), wish(2, 2)), seeker(2, wish(1))), (host(1), host(2)), pinned={1: 1})

    for engine in (suggest, prove):
        assert engine(problem).places == {1: 1}


def test_a_decision_that_cannot_stand_leaves_the_student_out():
    problem = Problem((seeker(1, wish(1), wish(2, 2)),), (host(1, 0), host(2)), pinned={1: 1})

    for engine in (suggest, prove):
        assert engine(problem).places == {}


def test_without_time_the_suggestion_is_the_answer():
    problem = puzzle(60, 28, seed=5)

    plan = prove(problem, seconds=0)

    assert plan.places == suggest(problem).places
    assert not plan.proven


def test_the_levels_are_told_as_they_are_done():
    told = []
    prove(puzzle(30, 20, seed=1), tell=told.append)
    assert told == list(range(1, LEVELS + 1))


def test_a_suggestion_goes_on_from_a_plan():
    problem = puzzle(60, 28, seed=7)
    best = prove(problem)

    assert suggest(problem, best.places).score.unplaced <= best.score.unplaced


def test_nobody_and_nothing():
    for engine in (suggest, prove):
        assert engine(Problem((), ())).places == {}
        assert engine(Problem((seeker(1),), (host(1),))).places == {}


def test_the_web_process_imports_no_engine_of_others():
    look = (
        "import django, sys; django.setup(); import stagebureau.wsgi; from django.urls import get_resolver;"
        "get_resolver().url_patterns; import placements.tasks;"
        "sys.exit(str([name for name in ('highspy', 'numpy') if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stderr.splitlines()[-1:] == ["[]"]
