"""An answer is written down: by the company itself, or by the coordinator on the phone."""

from core.moves import MoveRefused
from groups.differences import differences
from groups.enums import Via
from groups.models import AnsweredMeanwhile


def newest_of(invitation):
    """The number of the answer that stands; 0 when there is none."""
    if not invitation.answered_at:
        return 0
    return invitation.answers.order_by("-pk").values_list("pk", flat=True).first() or 0


def write_down(invitation, form, said, *, by, via=Via.LINK):
    """Give the answer. None when it stands; else what the page shows: both answers when somebody else came first."""
    try:
        invitation.answer(by=by, via=via, **said)
    except AnsweredMeanwhile as other:
        form.version = other.answer.pk
        return {"other": other.answer, "differences": differences(other.answer, said)}
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return {}
    return None
