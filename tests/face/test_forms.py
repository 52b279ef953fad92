"""Forms say what is wrong, where, and how to get there."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines


class Sample(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals op de gevel.")
    email = forms.EmailField(label="E-mail", required=False)
    days = forms.MultipleChoiceField(
        label="Dagen", widget=forms.CheckboxSelectMultiple, choices=[("do", "do"), ("vr", "vr")]
    )
    secret = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Deze dagen passen niet.")


@pytest.fixture
def page():
    def show(data=None):
        template = engines["django"].from_string("{% load crispy_forms_filters %}{{ form|crispy }}")
        return BeautifulSoup(template.render({"form": Sample(data)}), "html.parser")

    return show


def test_the_summary_links_to_each_field(page):
    summary = page({"email": "x"}).select_one("[data-errors]")
    links = [(link["href"], link.get_text()) for link in summary.select("a")]

    assert summary["tabindex"] == "-1"
    assert [href for href, _text in links] == ["#id_name", "#id_email", "#id_days_0"]
    assert links[0][1].startswith("Naam – ")
    assert "Deze dagen passen niet." in summary.get_text()


def test_every_link_of_the_summary_leads_to_a_control(page):
    shown = page({})
    for link in shown.select("[data-errors] a"):
        assert shown.select_one(link["href"]).name == "input"


def test_a_form_without_mistakes_has_no_summary(page):
    assert not page().select("[data-errors]")


def test_help_and_fault_stand_above_the_field_and_are_tied_to_it(page):
    field = page({}).select_one("#div_id_name")
    order = [tag.get("id") for tag in field.find_all(id=True)]

    assert order.index("id_name_helptext") < order.index("id_name_error") < order.index("id_name")
    assert field.input["aria-describedby"].split() == ["id_name_helptext", "id_name_error"]
    assert field.input["aria-invalid"] == "true"


def test_the_fault_of_a_group_is_tied_to_the_fieldset(page):
    group = page({}).select_one("#div_id_days fieldset")

    assert group["aria-describedby"] == "id_days_error"
    assert group.select_one("#id_days_error")


def test_what_may_stay_empty_is_marked_instead_of_what_must_be_filled(page):
    shown = page()

    assert "(hoeft niet)" in shown.select_one("#div_id_email label").get_text()
    assert "*" not in shown.get_text()
    assert "(hoeft niet)" not in shown.select_one("#div_id_name").get_text()


def test_ticked_boxes_stay_ticked_after_a_mistake(page):
    assert page({"days": ["vr"]}).select_one("#id_days_1").has_attr("checked")
