"""Before a version is made: which clauses would print “…”, because something is not filled in."""

from django.shortcuts import render

from contracts.facts import blanks_of
from contracts.models import Contract
from contracts.views.checking import CHECKERS, shown_placement
from schools.access import open_to
from schools.enums import Looked
from schools.reading import looked_at


@open_to(*CHECKERS)
def blanks(request, pk):
    """What is not known yet and the text of the contract asks for; a warning, for some of it is written by hand.

    The page of the contract fetches this by itself; without JavaScript it is a page.
    """
    placement = shown_placement(request, pk)
    looked_at(request, Looked.CONTRACT, placement.student_id)
    found = Contract.objects.for_paper().filter(placement=pk).first()
    context = {
        "placement": placement,
        "contract": found,
        "blanks": blanks_of(found) if found and "issue" in found.moves else [],
    }
    return render(request, "contracts/_blanks.html" if request.htmx else "contracts/blanks.html", context)
