"""A school that comes from the version of before signing has its papers and stages as they stood."""

import datetime
import secrets

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.tenancy import for_school
from placements.gate import ALWAYS, NOT_YET
from tests.conftest import connect_as

LANDED = {
    "contracts": "0002_lines_talks_ratings_help",
    "placements": "0007_warned_on",
    "schools": "0006_looks",
}
CARRIED_BY = [("contracts", "0003_signing"), ("placements", "0010_gate")]
HOURS = {"starts_at": datetime.time(8, 30), "ends_at": datetime.time(15, 30)}


@pytest.fixture
def landed(django_db_setup, django_db_blocker, settings):
    """A database of its own with the tables of the version before signing; the models of that moment."""
    settings.MIGRATION_MODULES = {}
    name = connection.settings_dict["NAME"]
    own = f"{name}_landed"
    with django_db_blocker.unblock():
        connect_as("stage_owner")
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{own}"')
        try:
            connect_to(own)
            yield make_landed()
        finally:
            connect_to(name)
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{own}"')
            connect_as("stage_app")


def connect_to(name):
    connection.close()
    connection.settings_dict["NAME"] = name


def make_landed():
    """The tables as they were, at once instead of migration by migration; returns the models of that moment."""
    loader = MigrationExecutor(connection).loader
    known = loader.project_state(list(LANDED.items())).apps
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for model in known.get_models():
            editor.create_model(model)
    for target in LANDED.items():
        for room, name in loader.graph.forwards_plan(target):
            recorder.record_applied(room, name)
    return known


def upgrade():
    """Past the migrations that bring papers and stages along; returns the models as they are there."""
    return MigrationExecutor(connection).migrate(CARRIED_BY).apps


class Filled:
    """A school, a group and a company, to which stages with papers are added."""

    def __init__(self, known, school):
        self.known, self.school, self.today = known, school, timezone.localdate()
        self.mentor = self.member("mentor")
        company = self.add("companies", "Company", name="Garage Bakker", sector="Techniek")
        group = self.add(
            "groups", "Group", name="Voorjaar", kind=self.add("groups", "StageKind", code="vrij", name="Stage"),
            coordinator=self.member("coordinator"), weekdays=[1], answer_by=self.today, starts_on=self.today,
            ends_on=self.today, **HOURS,
        )  # fmt: skip
        self.around = {
            "company": company, "group": group, "mentor": self.mentor, "weekdays": [1], **HOURS,
            "supervisor": self.add("companies", "CompanyContact", company=company, member=self.member("supervisor")),
        }  # fmt: skip

    def add(self, room, model, **fields):
        return self.known.get_model(room, model).objects.create(school=self.school, **fields)

    def member(self, role):
        users = self.known.get_model("schools", "User").objects
        user = users.create(name=role, email=f"{secrets.token_hex(4)}@mail.example")
        return self.add("schools", "Membership", user=user, role=role)

    def stage(self, state, begins, ends, *, contract, papers=1):
        """A stage that begins and ends so many days from now, with its contract and that many printed papers."""
        student = self.add(
            "schools", "Student", number=secrets.token_hex(4), first_name="Sam", last_name="de Boer",
            birth_date=self.today - datetime.timedelta(days=18 * 366), class_name="P5", member=self.member("student"),
        )  # fmt: skip
        first, last = (self.today + datetime.timedelta(days=days) for days in (begins, ends))
        made = self.add(
            "placements", "Placement", student=student, state=state, starts_on=first, ends_on=last, **self.around
        )
        paper = self.add("contracts", "Contract", placement=made, state=contract)
        for number in range(1, papers + 1):
            file = self.add(
                "core", "StoredFile", path=secrets.token_hex(8), name="contract.pdf", size=1, sha256="0" * 64,
                content_type="application/pdf",
            )  # fmt: skip
            self.add("contracts", "ContractVersion", contract=paper, number=number, snapshot={}, file=file)
        return made

    def day(self, placement, presence):
        presence = {"presence": presence, "reported_by": self.mentor, "reported_at": timezone.now()}
        return self.add("placements", "AttendanceDay", placement=placement, date=self.today, **HOURS, **presence)


def test_papers_and_stages_of_before_signing_go_on_after_the_upgrade(landed):
    school = landed.get_model("schools", "School").objects.create(name="De Es", slug="de-es", kind="pro", region="N")
    with for_school(school.pk):
        filled = Filled(landed, school)
        stages = {
            "running": filled.stage("running", -30, 30, contract="printed", papers=2),
            "sent back": filled.stage("running", -30, 30, contract="draft"),
            "over": filled.stage("completed", -200, -60, contract="printed"),
            "planned": filled.stage("planned", 10, 60, contract="printed"),
            "planned and worked": filled.stage("planned", 10, 60, contract="checked", papers=0),
        }
        filled.day(stages["over"], "present")
        filled.day(stages["planned and worked"], "late")

    new = upgrade()

    def row(stage):
        contract = new.get_model("contracts", "Contract").objects.select_related("placement").get(placement=stage.pk)
        papers = contract.versions.order_by("number").values_list("state", flat=True)
        return contract.state, list(papers), contract.placement.may_work_from

    with for_school(school.pk):
        assert {name: row(stage) for name, stage in stages.items()} == {
            "running": ("submitted", ["superseded", "void"], ALWAYS),
            "sent back": ("draft", ["void"], ALWAYS),
            "over": ("closed", ["void"], ALWAYS),
            "planned": ("submitted", ["void"], NOT_YET),
            "planned and worked": ("submitted", [], ALWAYS),
        }
        codes = new.get_model("contracts", "ContractVersion").objects.exclude(code=None).values_list("code", flat=True)
        assert len(set(codes)) == 5
        told = new.get_model("core", "AuditEntry").objects.get()
        assert (told.action, told.subject, told.after) == ("close", "contracts.contract", "closed")
        assert told.note.endswith("Wat op papier is getekend, ligt in het dossier.")
