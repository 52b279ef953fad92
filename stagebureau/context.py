"""What every page knows."""

from stagebureau.navigation import navigation, own_places


def page(request):
    """The navigation of this member, as far as there is one."""
    return {"nav": navigation(request), "user_nav": own_places(request)}
