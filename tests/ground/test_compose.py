"""docker-compose.yml: no default secret anywhere, and every command in it starts the real program."""

import contextlib
import os
import re
import secrets
import shutil
import subprocess
import sys

import psycopg
import pytest
import yaml

from stagebureau.ground.machine import BASE, free_port
from stagebureau.ground.services import running_services

from .helpers import clean_env, until

COMPOSE = (BASE / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(COMPOSE)["services"]
OURS = sorted(name for name, service in SERVICES.items() if "build" in service)
MUST = re.compile(r"\$\{(\w+):\?[^}]+\}")
PATIENCE = 300  # seconds; on a busy machine many tables take a while
MAY = re.compile(r"\$\{(\w+):-([^}]*)\}")


def filled_in(values):
    """What a school types into its .env."""
    names = set(MUST.findall(COMPOSE))
    return {name: values.get(name, secrets.token_hex(16)) for name in names}


def interpolated(text, values):
    """The value as Compose passes it on."""
    return MAY.sub(lambda found: found[2], MUST.sub(lambda found: values[found[1]], str(text)))


@pytest.fixture(scope="module")
def services():
    """PostgreSQL and a broker, as the compose file would start them."""
    with running_services() as known:
        yield known


@pytest.fixture
def run(services, tmp_path):
    """Start the command of a service with its own environment, on this machine instead of in a container."""
    values = filled_in({"ALLOWED_HOSTS": "stages.school.example", "SITE_URL": "https://stages.school.example"})
    here = {"8000": str(free_port()), "1025": str(free_port()), "/tmp/schedule": str(tmp_path / "schedule")}
    started = []

    def on_this_machine(word):
        """The same word, with this machine's Python, ports and folders."""
        if word == "python":
            return sys.executable
        word = re.sub(r"^0\.0\.0\.0(:|$)", r"127.0.0.1\1", str(word))
        for there, ours in {**here, "/srv/mail": str(tmp_path)}.items():
            word = word.replace(there, ours)
        return word

    def environment(name):
        settings = SERVICES[name].get("environment", {})
        env = clean_env(
            STAGEBUREAU_VENV="off", **{key: interpolated(value, values) for key, value in settings.items()}
        )
        env |= {"CELERY_BROKER_URL": services["CELERY_BROKER_URL"], "MEDIA_ROOT": str(tmp_path)}
        for key in {"DATABASE_URL", "DATABASE_OWNER_URL"} & set(settings):
            env[key] = services[key]
        return env

    def run(name):
        command = [on_this_machine(word) for word in SERVICES[name]["command"]]
        started.append(subprocess.Popen(command, cwd=BASE, env=environment(name)))
        check = [on_this_machine(word) for word in SERVICES[name].get("healthcheck", {}).get("test", ["CMD"])[1:]]
        where = {"web": [here["8000"]], "mail": [here["1025"]], "beat": [here["/tmp/schedule"]]}.get(name, [])

        def healthy():
            asked = subprocess.run([*check, *where], cwd=BASE, env=environment(name), capture_output=True, check=False)
            return asked.returncode == 0

        return started[-1], healthy

    yield run
    for process in started:
        process.terminate()
        process.wait(30)


def has_tables(services):
    """Another test of this file, in this process, had the tables made."""
    with psycopg.connect(services["DATABASE_URL"]) as site:
        return site.execute("select to_regclass('schools_school')").fetchone() != (None,)


def test_the_tables_are_made_by_their_owner_and_used_by_the_site(run, services):
    process, _ = run("migrate")
    assert process.wait(PATIENCE) == 0
    with psycopg.connect(services["DATABASE_URL"]) as site:
        owners = site.execute("select distinct tableowner from pg_tables where schemaname = 'public'").fetchall()
        assert owners == [("stage_owner",)]
        assert site.execute("select count(*) from schools_school").fetchone() == (0,)


@pytest.mark.parametrize("name", ["beat", "mail", "web", "worker"])
def test_the_service_starts_and_becomes_healthy(run, services, name):
    if "migrate" in SERVICES[name].get("depends_on", {}) and not has_tables(services):
        assert run("migrate")[0].wait(PATIENCE) == 0
    process, healthy = run(name)
    until(lambda: process.poll() is not None or healthy(), 90)
    assert process.poll() is None


def test_each_of_our_services_is_tried_above():
    assert OURS == ["beat", "mail", "migrate", "web", "worker"]
    assert all("healthcheck" in SERVICES[name] for name in SERVICES if name != "migrate")


def test_no_secret_has_a_default():
    secret = re.compile(r"SECRET|PEPPER|DB_\w*PASSWORD")
    used = set(re.findall(r"\$\{(\w+)", COMPOSE))
    assert {name for name in used if secret.search(name)} <= set(MUST.findall(COMPOSE))
    example = dict(re.findall(r"^(\w+)=(.*)$", (BASE / ".env.example").read_text(), re.MULTILINE))
    assert set(example) == used
    assert not any(value for name, value in example.items() if name in MUST.findall(COMPOSE))


@pytest.mark.parametrize("missing", ["SECRET_KEY", "CODE_PEPPER", "DATABASE_URL", "ALLOWED_HOSTS", "EMAIL_HOST"])
def test_a_server_without_a_setting_does_not_start(missing):
    settings = {name: "x" for name in SERVICES["web"]["environment"] if name != missing}
    env = clean_env(STAGEBUREAU_VENV="off", **settings)
    env["DJANGO_SETTINGS_MODULE"] = "stagebureau.settings.production"
    started = subprocess.run(
        [sys.executable, "-c", "import stagebureau.settings.production"],
        cwd=BASE,
        env=env,
        capture_output=True,
        check=False,
    )
    assert started.returncode == 1
    assert f"KeyError: '{missing}'".encode() in started.stderr


def test_the_programs_run_without_rights_they_do_not_need():
    for name in OURS:
        service = SERVICES[name]
        assert service["user"] != "0"
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    assert "\nUSER stage\n" in (BASE / "Dockerfile").read_text()
    published = {name for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])


def test_the_container_gathers_its_static_files():
    env = clean_env(STAGEBUREAU_VENV="off")
    subprocess.run(
        [sys.executable, "-m", "stagebureau.ground.build"], cwd=BASE, env=env, check=True, capture_output=True
    )
    assert (BASE / "staticfiles" / "staticfiles.json").exists()


def test_the_file_hangs_together_for_docker_too_where_that_is_at_hand():
    volumes = yaml.safe_load(COMPOSE)["volumes"]
    for service in SERVICES.values():
        assert set(service.get("depends_on", [])) <= set(SERVICES)
        for source in (volume.split(":")[0] for volume in service.get("volumes", [])):
            assert source in volumes or (BASE / source).exists()
    command = [shutil.which("docker-compose")] if shutil.which("docker-compose") else ["docker", "compose"]
    with contextlib.suppress(FileNotFoundError):
        if subprocess.run([*command, "version"], capture_output=True, check=False).returncode == 0:
            env = {**os.environ, **filled_in({})}
            subprocess.run([*command, "config", "--quiet"], cwd=BASE, env=env, check=True)
