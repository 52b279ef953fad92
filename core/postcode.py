"""Distances between Dutch postcodes, from the four digits only: near enough to choose a place by bicycle."""

import csv
import re
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import mean

EARTH_KM = 6371.0
DETOUR = 1.3
CYCLING_KMH = 15
POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})?")
NEVER_USED = {"SA", "SD", "SS"}


def clean_postcode(text):
    """The postcode as 8331 AB (or only 8331), or None when it is no Dutch postcode."""
    found = POSTCODE.fullmatch((text or "").strip())
    if not found or (found[2] or "").upper() in NEVER_USED:
        return None
    return f"{found[1]} {found[2].upper()}" if found[2] else found[1]


def distance_km(one, other):
    """Kilometres as the crow flies between two postcodes; None when either is unknown."""
    here, there = place_of(one), place_of(other)
    if here is None or there is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (*here, *there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return round(2 * EARTH_KM * asin(sqrt(half)), 1)


def cycling_minutes(km):
    """Minutes on a bicycle: roads are a third longer than the straight line, a student rides 15 km an hour."""
    return None if km is None else round(km * DETOUR / CYCLING_KMH * 60)


def place_of(postcode):
    """Latitude and longitude of a postcode, else of its first three digits; None when it is no postcode we know."""
    code = (clean_postcode(postcode) or "")[:4]
    places = _places()
    return places.get(code) or places.get(code[:3])


@cache
def _places():
    with open(Path(__file__).parent / "data" / "pc4.csv", newline="", encoding="utf-8") as lines:
        exact = {code: (float(lat), float(lon)) for code, lat, lon in csv.reader(lines, delimiter=";")}
    areas = {}
    for code, place in exact.items():
        areas.setdefault(code[:3], []).append(place)
    means = {area: (mean(lat for lat, _ in near), mean(lon for _, lon in near)) for area, near in areas.items()}
    return exact | means
