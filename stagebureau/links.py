"""Addresses of pages at a school."""

from django.urls import reverse


def page_at(school, name, *args):
    """The address of a page at this school."""
    return reverse(name, args=[school.slug, *args])
