"""Kind words for a student whose wish is not met. The coordinator may change them before sending."""

from django.utils.translation import gettext as _


def advice(wish, places):
    """What the coordinator may want to know before saying no: that there is room after all."""
    days = [one.day for one in places.values() if one.free]
    return _("Er is hier nog plek op %(days)s.") % {"days": ", ".join(days)} if days else ""
