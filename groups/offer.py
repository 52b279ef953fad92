"""What a company offers on one date: for how many students, gladly or rather not, and on which part of the day."""

from datetime import date
from typing import NamedTuple

from groups.enums import Part


class Offer(NamedTuple):
    """A number of seats that are all alike."""

    number: int
    is_reluctant: bool = False
    part: str = Part.DAY


def offers_of(days):
    """{date: Offer} of {date: Offer, or a number of plain places}."""
    return {day: offer if isinstance(offer, Offer) else Offer(offer) for day, offer in (days or {}).items()}


def offers_in(answer):
    """{date: Offer} as a stored answer tells it."""
    reluctant = set(answer.reluctant)
    days = {date.fromisoformat(text): number for text, number in answer.days.items()}
    return {
        day: Offer(number, day in reluctant, Part(answer.parts.get(day.isoformat(), Part.DAY)))
        for day, number in days.items()
    }


def stored(offers):
    """The three fields of an answer in which its offers are kept."""
    return {
        "days": {day.isoformat(): offer.number for day, offer in offers.items()},
        "reluctant": [day for day, offer in offers.items() if offer.is_reluctant],
        "parts": {day.isoformat(): offer.part for day, offer in offers.items() if offer.part != Part.DAY},
    }
