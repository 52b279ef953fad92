"""People from outside the school with whom nothing is shared yet."""

from django.shortcuts import render


def home(request):
    """Say so, and who to ask."""
    return render(request, "stagebureau/home_outside.html", {})
