"""A company that several schools ask for the same weeks divides its seats over them on one page."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from groups.dividing import at_the_same_time, write_down
from groups.forms.dividing import DividingForm
from schools.access import open_to
from schools.enums import Role


@open_to(Role.SUPERVISOR)
def divide(request):
    """How many seats each weekday, and which school gets which. Each school is told its own number only."""
    asked = at_the_same_time(request)
    form = DividingForm(request.POST or None, asked=asked)
    if asked and form.is_valid():
        try:
            with transaction.atomic():
                write_down(request, form.cleaned_data["divided"])
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Uw plekken zijn verdeeld. Elke school ziet alleen haar eigen plekken."))
            return redirect("groups:divide", school=request.school.slug)
    status = 422 if asked and form.is_bound else 200
    return render(request, "groups/divide.html", {"asked": asked, "form": form}, status=status)
