"""The house looked at from inside: its pages with their doors, its objects with their moves."""

from django.apps import apps
from django.urls import get_resolver

OF_PACKAGES = ("allauth.", "django.contrib.admin", "django.contrib.staticfiles", "django.views.static")


def pages(resolver=None, prefix="/", namespace=""):
    """(name, address, view) of every page of ours, in the order of the URL tree."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if getattr(entry, "app_name", "") == "admin":
            continue
        if hasattr(entry, "url_patterns"):
            yield from pages(entry, route, namespace + (f"{entry.namespace}:" if entry.namespace else ""))
        elif not entry.callback.__module__.startswith(OF_PACKAGES):
            yield namespace + entry.name, route, entry.callback


def moves():
    """(model, name, states from, state to) of every move."""
    for model in apps.get_models():
        for name, method in vars(model).items():
            if hasattr(method, "target"):
                yield model, name, sorted(method.source), method.target
