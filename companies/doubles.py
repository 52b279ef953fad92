"""Is this company known already? Names are compared as they are written and as they sound; nothing is decided here."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext as _

from companies.models import Company
from core.postcode import clean_postcode

LIKE, SOMEWHAT = 0.82, 0.5
MOST = 5
EVERYWHERE = {"bv", "nv", "vof", "de", "het", "en", "van", "der", "den", "firma", "the"}
SOUNDS = [  # (written, heard), in this order
    ("sch", "sg"), ("ch", "g"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("qu", "kw"), ("x", "ks"), ("ij", "y"),
    ("ei", "y"), ("ou", "au"), ("c", "k"), ("z", "s"), ("v", "f"), ("dt", "t"), ("d", "t"), ("b", "p"),
]  # fmt: skip


class Double(NamedTuple):
    """A company that may be the same one, how likely (0 to 100), and why, in words."""

    company: Company
    score: int
    why: list


def plain(name):
    """Small letters and digits without accents, legal forms and little words."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace(".", "")
    return " ".join(word for word in re.findall(r"[a-z0-9]+", text) if word not in EVERYWHERE)


def sound(name):
    """How a name sounds in Dutch, roughly: Bakkery de Haan and Bakkerij d'n Haan are the same."""
    heard = plain(name).replace(" ", "")
    for written, said in SOUNDS:
        heard = heard.replace(written, said)
    heard = re.sub(r"(.)\1+", r"\1", heard)
    return heard[:1] + re.sub(r"[aeiouyh]", "", heard[1:])


def likeness(one, other):
    """How much two names are alike, from 0 to 1; the same sound counts as nearly the same."""
    first, second = plain(one), plain(other)
    if not first or not second:
        return 0.0
    written = SequenceMatcher(None, first, second).ratio()
    by_ear = sound(one) == sound(other) and len(sound(one)) > 2
    shared = any(len(word) > 3 for word in {*first.split()} & {*second.split()})
    return max(written, 0.9 if by_ear else 0.0, 0.6 if shared else 0.0)


def doubles_of(*, name, postcode="", kvk="", phone="", email=""):
    """The companies of this school that may be the same one, the likeliest first. Two questions to the database."""
    known = Company.objects.for_list().prefetch_related("contacts__member__user")
    asked = {"name": name, "postcode": clean_postcode(postcode) or "", "kvk": kvk, "email": email}
    asked["phone"] = line_of(phone)
    found = [judge(company, asked) for company in known]
    return sorted((one for one in found if one.score >= 50), key=lambda one: (-one.score, one.company.name))[:MOST]


def judge(company, asked):
    """Lay one company beside what is asked."""
    users = [contact.member.user for contact in company.contacts.all()]
    alike = likeness(company.name, asked["name"])
    is_near = bool(asked["postcode"]) and clean_postcode(company.postcode or "") == asked["postcode"]
    phones = {line_of(company.phone), *(line_of(user.phone) for user in users)} - {""}
    signs = [
        (100, asked["kvk"] and company.kvk == asked["kvk"], _("zelfde KvK-nummer")),
        (95, asked["email"] and asked["email"].lower() in {user.email for user in users}, _("zelfde e-mailadres")),
        (90, asked["phone"] and asked["phone"] in phones, _("zelfde telefoonnummer")),
        (90 if alike >= LIKE else 60, is_near and alike >= SOMEWHAT, _("zelfde postcode")),
        (int(alike * 80), alike >= LIKE, _("naam lijkt erop")),
    ]
    told = [(score, why) for score, holds, why in signs if holds]
    return Double(company, max((score for score, _why in told), default=0), [why for _score, why in told])


def digits_of(text):
    """Only the digits."""
    return re.sub(r"\D", "", text or "")


def line_of(phone):
    """The last nine digits of a telephone number, so that 0521-555100 and +31 521 555100 are the same."""
    return digits_of(phone)[-9:]
