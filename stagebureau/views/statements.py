"""What the house says of itself: accessibility, privacy, and what it is made of."""

from django.shortcuts import render

from schools.access import open_to_anyone


@open_to_anyone
def accessibility(request):
    """The statement on accessibility."""
    return render(request, "stagebureau/accessibility.html")


@open_to_anyone
def privacy(request):
    """What is kept of whom, and why."""
    return render(request, "stagebureau/privacy.html")


@open_to_anyone
def about(request):
    """What Stagebureau is, and whose work is in it."""
    return render(request, "stagebureau/about.html")
