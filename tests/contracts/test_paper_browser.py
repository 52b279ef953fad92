"""The road of paper in a real browser: every page of it is accessible and fits a phone."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from contracts import paperwork
from contracts.models import ContractVersion
from core.scans import tidy_scan
from core.tenancy import for_school
from placements.gate import NOT_YET
from placements.models import AttendanceDay, Placement
from tests.browser import faults_of, new_context
from tests.contracts.conftest import print_them
from tests.core.paper_photos import as_jpeg, shaded, sheet

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("STORY_SHOTS")


@pytest.fixture
def scene(checked, stage):
    """A paper on its way, with a scan that waits; the stage began today and the gate is shut."""
    today = timezone.localdate()
    with for_school(stage.school):
        Placement.objects.update(may_work_from=NOT_YET, starts_on=today, state="running")
    print_them(stage.coordinator, checked)
    with for_school(stage.school):
        AttendanceDay.objects.create(placement=Placement.objects.get(), date=today, starts_at="09:00", ends_at="15:00")
        stage.version = ContractVersion.objects.select_related("school").get()
        upload = tidy_scan([as_jpeg(shaded(sheet()))])
        stage.scan = paperwork.bring(stage.version, upload, by=stage.guardian)
    return stage


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_the_paper_road_are_without_faults(live_server, chromium, sign_in, scene, width):
    faults = []
    for who, pages in {
        "coordinator": [
            ("contracts:paper", scene.version.pk), ("contracts:scan", scene.scan.pk), ("contracts:starts",),
            ("contracts:stand_in", scene.version.pk), ("contracts:start_early", scene.placement.pk),
        ],
        "student": [
            ("school_home",), ("contracts:contract", scene.placement.pk), ("contracts:scan_new", scene.version.pk),
            ("placements:days", scene.placement.pk),
        ],
        "guardian": [("contracts:contract", scene.placement.pk)],
    }.items():  # fmt: skip
        context = new_context(chromium, width=width, height=900)
        cookie = sign_in(getattr(scene, who)).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        for name, *args in pages:
            if name == "contracts:stand_in":
                with for_school(scene.school):
                    args = [scene.version.signatories.get(role="company").pk]
            page.goto(live_server.url + reverse(name, args=[scene.school.slug, *args]))
            page.wait_for_load_state("networkidle")
            faults += faults_of(page)
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"paper-{width}-{who}-{name.split(':')[-1]}.png", full_page=True)
        context.close()
    assert faults == []
