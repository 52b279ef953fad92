"""The page components. One tag, one template under templates/components/. Loaded as a builtin: no {% load %} needed.

Blocks
  {% card title="Contract" icon="pen" level=2 id="contract" tone="" %}…{% endcard %}   a white panel with a heading
  {% notice "info" title="Let op" %}…{% endnotice %}        a message in the page: info, ok, warn or error
  {% actions %}<button class="btn btn-primary">…{% endactions %}   a row of buttons; full width on a phone
  {% table caption="Leerlingen" hide_caption=False %}<thead>…{% endtable %}   on a phone rows become cards:
                                                            give every <td> but the first a data-label="Klas"
  {% fold "Voorbeeld of opmerking" open=False %}…{% endfold %}   a <details> in a frame

Tags
  {% task_card 7 "leerlingen zonder plek" url hint="oudste: 3 dagen" icon="people" %}   counter and link;
                                                            wrap several in <div class="sb-tasks">
  {% task_card None "Ben je op je stage?" url hint="Tik hier" main=True %}   the one big next thing
  {% state obj %}            badge of obj.state: text and icon; tone from obj.state_tone or from the word
  {% badge "4 dagen te laat" "warn" %}   the same badge with own words: ok, wait, info, warn, stop
  {% empty "Nog geen aanvragen." advice="Je begeleider helpt je." url=url action="Zoek een bedrijf" icon="search" %}
  {% back url "Aanvragen" %}           the link back, for block `back`
  {% history entries %}                who, when, what: entries with .at .who .what (.why)
  {% person who detail="mentor" phone="" email="" %}   initials, name, and the ways to reach them
  {% facts "Start" start "Eind" end %} list of label and value; a pair without a value is left out
  {% steps 2 4 "Wie gaat er mee?" %}   "Stap 2 van 4" with bars
  {% progress 3 12 "bedrijven gemaild" %}   native <progress> with words
  {% pager previous=url next=url %}    earlier and later, for keyset paging
  {% read_aloud "Tekst" %}             button that reads aloud; hidden when the device has no Dutch voice
  {% points bound_field described_by="h-sam" previous=2 %}   tiles of a four-point radio field
                                                            (choices 1–4 and "" or 0 for "Niet gezien")
  {% icon "check-lg" label="" %}       icon of the sprite; with a label it is an image, without it is decoration
  {% date_range start end %}           1 feb – 23 apr 2027
  {% mail_button url "Ja, ik heb plek" plain=False %}   big button for mails

Filters
  {{ d|nl_date }} 4 februari 2027 · {{ d|nl_weekday }} do 4 februari · {{ at|nl_moment }} do 4 februari, 14:03
  {{ start|date_range:end }} · {{ start|times:end }} 08:30 – 16:00 · {{ minutes|hours }} 7,5 uur · {{ n|km }} 3,4 km
  {{ name|initials }} YA
"""

import json
from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from core.templatetags import ui_words as words

register = template.Library()

register.filter("nl_date", words.nl_date)
register.filter("nl_weekday", words.nl_weekday)
register.filter("nl_moment", words.nl_moment)
register.filter("times", words.times)
register.filter("hours", words.hours)
register.filter("km", words.km)
register.filter("initials", words.initials)
register.filter("date_range", words.date_range)
register.simple_tag(words.date_range, name="date_range")

NOTICE_ICONS = {
    "info": "info-circle-fill",
    "ok": "check-circle-fill",
    "warn": "exclamation-triangle-fill",
    "error": "x-circle-fill",
}
BADGE_ICONS = {
    "ok": "check-lg",
    "wait": "hourglass-split",
    "info": "info-circle-fill",
    "warn": "exclamation-triangle-fill",
    "stop": "slash-circle",
}
NOT_SEEN = {"", "0"}


@register.simple_block_tag
def card(content, title="", icon="", level=2, id="", tone=""):  # noqa: A002 - the name of the HTML attribute
    """A white panel with a heading."""
    values = {"content": content, "title": title, "icon_name": icon, "level": level, "id": id, "tone": tone}
    return render_to_string("components/card.html", values)


@register.simple_block_tag
def notice(content, kind="info", title=""):
    """A message inside the page."""
    values = {"content": content, "kind": kind, "title": title, "icon_name": NOTICE_ICONS[kind]}
    return render_to_string("components/notice.html", values)


@register.simple_block_tag
def actions(content):
    """A row of buttons."""
    return render_to_string("components/actions.html", {"content": content})


@register.simple_block_tag
def table(content, caption, hide_caption=False):
    """A table whose rows become cards on a phone."""
    return render_to_string(
        "components/table.html", {"content": content, "caption": caption, "hide_caption": hide_caption}
    )


@register.simple_block_tag
def fold(content, summary, open=False):  # noqa: A002 - the name of the HTML attribute
    """Something that most people may skip."""
    return render_to_string("components/fold.html", {"content": content, "summary": summary, "open": open})


@register.inclusion_tag("components/task_card.html")
def task_card(number, label, url, hint="", icon="", main=False):
    """A counter that is a link, or the one big next thing."""
    return {
        "number": number,
        "label": label,
        "url": url,
        "hint": hint,
        "main": main,
        "idle": number == 0,
        "icon_name": icon,
    }


@register.simple_tag
def state(obj):
    """The state of an object in words."""
    return badge(words.of_state(obj), getattr(obj, "state_tone", None) or words.tone_of(obj.state))


@register.simple_tag
def badge(label, tone="info", icon=""):
    """A few words that stand out."""
    return drawn("components/badge.html", label, tone=tone, icon_name=icon or BADGE_ICONS[tone])


@register.inclusion_tag("components/empty.html")
def empty(text, advice="", url="", action="", icon="search"):
    """What an empty list says, and what to do about it."""
    return {"text": text, "advice": advice, "url": url, "action": action, "icon_name": icon}


@register.inclusion_tag("components/back.html")
def back(url, label):
    """The link back to the page above this one."""
    return {"url": url, "label": label}


@register.inclusion_tag("components/history.html")
def history(entries):
    """Who did what and when, newest as given."""
    return {"entries": [words.entry(one) for one in entries]}


@register.inclusion_tag("components/person.html")
def person(who, detail="", phone="", email=""):
    """A person with the ways to reach them."""
    return {"name": words.name_of(who), "detail": detail, "phone": phone, "email": email}


@register.inclusion_tag("components/facts.html")
def facts(*pairs):
    """Label and value, in pairs; a pair without a value is left out."""
    return {
        "facts": [
            (label, value) for label, value in zip(pairs[::2], pairs[1::2], strict=True) if value not in ("", None)
        ]
    }


@register.inclusion_tag("components/steps.html")
def steps(current, total, label=""):
    """How far along a task of several pages is."""
    return {"current": current, "total": total, "label": label, "bars": [n <= current for n in range(1, total + 1)]}


@register.inclusion_tag("components/progress.html")
def progress(done, total, label=""):
    """How far work is, for the eye and the ear."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("components/pager.html")
def pager(previous="", next=""):  # noqa: A002 - the word on the page
    """Earlier and later, for a list in pieces."""
    return {"previous": previous, "next": next}


@register.inclusion_tag("components/read_aloud.html")
def read_aloud(text):
    """A button that reads a text aloud."""
    return {"text": text}


@register.inclusion_tag("components/points.html")
def points(field, described_by="", previous=None, none_label="Niet gezien"):
    """The four tiles of a score, weak to good, and the smaller "not seen"."""
    chosen = str(field.value() if field.value() is not None else "")
    choices = [(str(value), label) for value, label in field.field.choices]
    scores = [(value, label) for value, label in choices if value not in NOT_SEEN]
    none_value = next((value for value, _label in choices if value in NOT_SEEN), "")
    return {
        "name": field.html_name,
        "described_by": described_by,
        "none_label": none_label,
        "none_value": none_value,
        "none_checked": bool(field.form.is_bound or field.initial is not None) and chosen == none_value,
        "points": [
            {
                "value": value,
                "label": words.soft(label),
                "filled": rank,
                "checked": chosen == value,
                "previous": str(previous) == value,
            }
            for rank, (value, label) in enumerate(scores, start=1)
        ],
    }


@register.simple_tag
def icon(name, label=""):
    """One icon of the sprite."""
    return drawn("components/icon.html", label, name=name)


@lru_cache(maxsize=2000, typed=True)
def drawn(template_name, label, **values):
    """A small component, rendered once: a list shows the same badge fifty times."""
    return render_to_string(template_name, {"label": label, **values})


@register.inclusion_tag("components/mail_button.html")
def mail_button(url, label, plain=False):
    """A button that every mail program shows."""
    return {"url": url, "label": label, "plain": plain}


@register.filter
def as_json(value):
    """For a data attribute that a script of ours reads."""
    return json.dumps(value)
