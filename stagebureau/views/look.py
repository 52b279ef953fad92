from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from schools.access import open_to_anyone

LOOKS = ("", "light", "dark")


@open_to_anyone
@require_POST
def change(request):
    """Remember on this device whether pages are light, dark or as the device says."""
    back = request.POST.get("terug", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    look = request.POST.get("weergave")
    if look in LOOKS:
        response.set_cookie("look", look, max_age=365 * 24 * 3600, samesite="Lax", httponly=False)
    return response
