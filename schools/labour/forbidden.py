"""Work that minors may not do, or only while somebody watches: a fixed list with articles, and what a task reminds of.

Under 16 everything falls away that is forbidden or watched under 18 (Nadere regeling kinderarbeid art. 1:1 lid 2).
"""

import re
from enum import StrEnum
from typing import NamedTuple

from schools.labour.day import age_on

NRK, ARBO = "Nadere regeling kinderarbeid art.", "Arbeidsomstandighedenbesluit art."
BANDS = ("child", "young", "adult")  # 14–15, 16–17, 18 and over
AGES = {"child": "14 en 15 jaar", "young": "16 en 17 jaar", "adult": "18 jaar en ouder"}


class Verdict(StrEnum):
    ALLOWED = "allowed"
    WATCHED = "watched"
    FORBIDDEN = "forbidden"


ALLOWED, WATCHED, FORBIDDEN = Verdict


class Danger(NamedTuple):
    """One kind of work: what the law says under 16 and at 16 and 17, where, and the words by which to know it."""

    code: str
    name: str
    child: Verdict
    young: Verdict
    article: str
    words: tuple

    def verdict(self, band):
        return getattr(self, band, ALLOWED)


DANGERS = (
    Danger("till", "kassa", FORBIDDEN, ALLOWED, f"{NRK} 1:1 lid 2", ("kassa", "afrekenen", "rekent af", "pinnen")),
    Danger(
        "lifting", "tillen van meer dan 10 kilo", FORBIDDEN, ALLOWED, f"{NRK} 1:1 lid 2",
        ("tillen", "tilt", "sjouwen", "zware", "zwaar", "verhuizen", "laden", "lossen"),
    ),
    Danger(
        "pushing", "duwen of trekken met meer dan 20 kilo kracht", FORBIDDEN, ALLOWED, f"{NRK} 1:1 lid 2",
        ("duwen", "trekken", "pompwagen", "palletwagen", "rolcontainer"),
    ),
    Danger(
        "posture", "steeds dezelfde houding", FORBIDDEN, ALLOWED, f"{NRK} 1:1 lid 2",
        ("lopende band", "hele dag zitten", "hele dag staan", "inpakken aan de band"),
    ),
    Danger(
        "strain", "psychisch zwaar werk", FORBIDDEN, ALLOWED, f"{NRK} 1:1 lid 2",
        ("agressie", "klachten", "stervende", "uitvaart"),
    ),
    Danger("sea", "werken op zee", FORBIDDEN, ALLOWED, f"{NRK} 1:1 lid 2", ("op zee", "zeevaart", "zeeschip")),
    Danger(
        "delivery", "bezorgen met een voertuig", WATCHED, ALLOWED, f"{NRK} 1:1 lid 3 onder c",
        ("bezorgen", "bezorgt", "maaltijdbezorg", "koerier", "rondbrengen"),
    ),
    Danger(
        "alcohol", "werken waar alcohol wordt geschonken", WATCHED, ALLOWED,
        f"{NRK} 1:1 lid 3 onder d, Alcoholwet art. 24 lid 5",
        ("de bar", "achter de tap", "bier", "wijn", "alcohol", "café"),
    ),
    Danger(
        "substances", "gevaarlijke stoffen", FORBIDDEN, FORBIDDEN, f"{ARBO} 4.105",
        ("gevaarlijke stof", "chemisch", "chemicaliën", "oplosmiddel", "asbest", "bestrijdingsmiddel", "gif",
         "zuren", "chloor", "spuiten met", "biologische agentia"),
    ),
    Danger(
        "noise", "lawaai van 85 decibel of meer", FORBIDDEN, FORBIDDEN, f"{ARBO} 6.27",
        ("lawaai", "motorzaag", "kettingzaag", "bladblazer", "slijptol", "haakse slijper", "drilboor", "heien"),
    ),
    Danger(
        "vibration", "schadelijke trillingen", FORBIDDEN, FORBIDDEN, f"{ARBO} 6.27",
        ("trilplaat", "trillen", "trilling", "sloophamer"),
    ),
    Danger(
        "radiation", "overdruk of schadelijke straling", FORBIDDEN, FORBIDDEN, f"{ARBO} 6.27",
        ("straling", "röntgen", "laser", "overdruk", "duiken"),
    ),
    Danger(
        "collapse", "instorting of hoogspanning", FORBIDDEN, WATCHED, f"{ARBO} 3.46",
        ("slopen", "sloopwerk", "sleuf", "hoogspanning", "steiger", "op het dak", "dakwerk"),
    ),
    Danger(
        "gas", "gas onder druk, ontplofbare stoffen", FORBIDDEN, WATCHED, f"{ARBO} 4.106",
        ("gasfles", "persgas", "lassen", "snijbrander", "ontplof", "vuurwerk"),
    ),
    Danger(
        "tractor", "trekker of andere zware machine", FORBIDDEN, WATCHED, f"{ARBO} 7.39",
        ("trekker", "tractor", "heftruck", "shovel", "graafmachine", "zitmaaier", "zaagmachine", "cirkelzaag",
         "snijmachine", "machines bedienen"),
    ),
    Danger(
        "animals", "gevaarlijke dieren", FORBIDDEN, WATCHED, f"{ARBO} 7.39",
        ("stier", "gevaarlijke dieren", "gevaarlijk dier", "hengst"),
    ),
    Danger("slaughter", "slachten", FORBIDDEN, WATCHED, f"{ARBO} 7.39", ("slachten", "slachterij", "uitbenen")),
    Danger("piece_rate", "werken tegen stukloon", FORBIDDEN, WATCHED, f"{ARBO} 7.39", ("stukloon",)),
)  # fmt: skip
BY_CODE = {danger.code: danger for danger in DANGERS}
_KNOWN = [
    (danger, re.compile("|".join(rf"\b{re.escape(word)}" for word in danger.words), re.IGNORECASE))
    for danger in DANGERS
]
_ORDER = [ALLOWED, WATCHED, FORBIDDEN]


def dangers_in(text):
    """The kinds of work that the words of a task remind of, the heaviest for a minor first."""
    found = [danger for danger, known in _KNOWN if known.search(text)]
    return sorted(found, key=lambda one: -_ORDER.index(one.young) * 3 - _ORDER.index(one.child))


def suggested(text, band):
    """The verdict that the law suggests for this task in this age band."""
    return max((one.verdict(band) for one in dangers_in(text)), key=_ORDER.index, default=ALLOWED)


def band_of(age):
    """The age band of somebody of this age."""
    return "child" if age < 16 else "young" if age < 18 else "adult"


def bands_between(birth_date, first, last):
    """The age bands somebody goes through from one date to another, in order."""
    ages = range(age_on(birth_date, first), age_on(birth_date, last) + 1)
    return [band for band in BANDS if band in {band_of(age) for age in ages}]
