"""Addresses of pages at a school."""

from django.urls import NoReverseMatch, reverse


def page_at(school, name, *args):
    """The address of a page at this school; the home page as long as a room does not have that page."""
    try:
        return reverse(name, args=[school.slug, *args])
    except NoReverseMatch:
        return reverse("school_home", args=[school.slug])
