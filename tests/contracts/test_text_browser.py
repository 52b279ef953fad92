"""The pages of texts, of the questions and of the company's look in a real browser, on a phone and on a desk."""

import pytest
from django.conf import settings
from django.urls import reverse

from contracts import defaults
from contracts.models import Clause, Contract, ContractTemplate, TemplateVersion
from contracts.texts import copied
from core.tenancy import for_school
from tests.browser import faults_of, new_context
from tests.contracts.conftest import ANSWERS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def written(transactional_db, stage):
    """A draft of the school's own, and a contract whose company said that something is different."""
    with for_school(stage.school):
        template = ContractTemplate.objects.create(document="agreement")
        stage.text = TemplateVersion.objects.create(template=template, number=1)
        Clause.objects.bulk_create(copied(defaults.CLAUSES["agreement"], stage.text))
        stage.clause = stage.text.clauses.for_list().first()
        contract = Contract.objects.of(stage.placement)
        contract.keep_answers(ANSWERS)
        contract.ask_company(by=stage.mentor)
        contract.company_remarks.create(
            school=stage.school, field="allowance", new="€ 5 per stagedag", said_by=stage.supervisor
        )
    return stage


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_can_be_used_by_everybody(written, live_server, chromium, sign_in, width):
    placed = written.placement.pk
    pages = [
        (written.coordinator, "texts"), (written.coordinator, "text", written.text.pk),
        (written.coordinator, "clause", written.clause.pk), (written.mentor, "contract", placed),
        (written.mentor, "details", placed), (written.supervisor, "company_check", placed),
        (written.student, "question", placed, "goals"),
    ]  # fmt: skip
    for member, name, *ids in pages:
        context = new_context(chromium, width=width)
        cookie = sign_in(member).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + reverse(f"contracts:{name}", args=[written.school.slug, *ids]))
        page.wait_for_load_state("networkidle")
        assert faults_of(page) == [], name
        context.close()
