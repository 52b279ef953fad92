"""Random puzzles as schools have them: mixed patterns of days, popular companies, seats per weekday."""

import math
import random

from placements.solving.problem import TOGETHER, Host, Option, Problem, Seeker

PATTERNS = [(0,), (1,), (3,), (0, 1), (2, 3), (3, 4), (0, 1, 2), (2, 3, 4)]
HOW_OFTEN = [2, 2, 2, 2, 2, 2, 1, 1]
OUTSIDE = 12  # so many of the nearest companies besides the wishes
ROOM = 1.25  # seats for each that is needed, per weekday


def puzzle(students, companies, seed, weights=TOGETHER, wishes=5):
    """Classes of students around some place, each with 1 to `wishes` wishes near home, the popular ones most."""
    dice = random.Random(seed * 7919 + students)  # noqa: S311 - no secret
    side = 12 * math.sqrt(companies / 100) + 6
    hosts = [_company(dice, side) for _ in range(companies)]
    people = _people(dice, students, side)
    for day in range(5):
        needed = ROOM * sum(day in one["days"] for one in people)
        factor = needed / (sum(one["seats"][day] for one in hosts) or 1)
        for one in hosts:
            one["seats"][day] = int(one["seats"][day] * factor) + (dice.random() < (one["seats"][day] * factor) % 1)
    seekers = tuple(_seeker(dice, key, one, hosts, wishes) for key, one in enumerate(people))
    return Problem(
        seekers,
        tuple(
            Host(key, {day: seats for day, seats in enumerate(one["seats"]) if seats}) for key, one in enumerate(hosts)
        ),
        weights,
    )


def _company(dice, side):
    seats = dice.choices([1, 2, 3, 5], [60, 25, 10, 5])[0]
    return {
        "at": (dice.random() * side, dice.random() * side),
        "sector": dice.randrange(8),
        "min_age": dice.choices([14, 15, 16], [60, 25, 15])[0],
        "seats": [seats if dice.random() < 0.85 else 0 for _ in range(5)],
        "liked": 1 / (1 + dice.randrange(100)) ** 0.5,
    }


def _people(dice, number, side):
    people = []
    while len(people) < number:
        days = dice.choices(PATTERNS, HOW_OFTEN)[0]
        x, y = dice.random() * side, dice.random() * side
        people += [
            {
                "days": days,
                "at": (dice.gauss(x, side / 4), dice.gauss(y, side / 4)),
                "age": dice.choice([14, 15, 15, 16, 16, 17]),
                "far": dice.choice([6, 8, 10, 15, 20]),
                "sector": dice.randrange(8),
            }
            for _ in range(min(dice.randint(14, 28), number - len(people)))
        ]
    return people


def _seeker(dice, key, one, hosts, wishes):
    """The nearest companies with seats on all days, and the wishes among those within reach."""
    near = sorted(
        (math.dist(one["at"], host["at"]), number)
        for number, host in enumerate(hosts)
        if one["age"] >= host["min_age"] and all(host["seats"][day] for day in one["days"])
    )
    near = [(km, number) for km, number in near if km <= one["far"]]
    pool, chosen = [number for _km, number in near], []
    most = dice.choices(range(1, 6), [5, 10, 30, 15, 40])[0]
    while pool and len(chosen) < min(most, wishes):
        liking = [hosts[n]["liked"] * (6 if hosts[n]["sector"] == one["sector"] else 1) for n in pool]
        chosen.append(dice.choices(pool, liking)[0])
        pool.remove(chosen[-1])
    rank = {number: n for n, number in enumerate(chosen, start=1)}
    options = [
        Option(number, rank.get(number, 0), int(km))
        for n, (km, number) in enumerate(near)
        if number in rank or n < OUTSIDE + len(chosen)
    ]
    return Seeker(key, one["days"], tuple(options), int(dice.random() < 0.25), dice.randrange(10))
