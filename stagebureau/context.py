"""What every page knows."""

from stagebureau.navigation import navigation


def page(request):
    """The navigation of this member, as far as there is one."""
    return {"nav": navigation(request)}
