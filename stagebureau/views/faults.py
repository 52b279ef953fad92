"""Pages for when something is not there or went wrong. They ask the database nothing."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request, exception):
    """The same words for what does not exist and for what is not yours."""
    return render(request, "404.html", status=404)


def broken(request):
    """Something of ours broke; nothing of it was saved."""
    return HttpResponseServerError(render_to_string("500.html"))


def csrf_failure(request, reason=""):
    """The page was open too long; ask to send again."""
    return render(request, "403_csrf.html", status=403)
