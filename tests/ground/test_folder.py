"""Every broken data folder gets one sentence with the command that mends it."""

import socket

import pytest

from stagebureau.ground.demo import parse
from stagebureau.ground.machine import MARK, DataFolder, Fault, free_port
from stagebureau.ground.postgres import Postgres


def sentence(act):
    """What the person reads."""
    with pytest.raises(Fault) as stopped:
        act()
    assert "python3 manage.py demo" in stopped.value.sentence
    return stopped.value.sentence


def test_a_folder_that_cannot_be_written():
    said = sentence(DataFolder("/proc/stagebureau").open)
    assert said.startswith("In de gegevensmap /proc/stagebureau kan niet worden geschreven")


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "data").write_text("")
    assert "(het is een bestand)" in sentence(DataFolder(tmp_path / "data").open)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "scriptie.docx").write_text("af")
    assert "niet leeg en niet van Stagebureau" in sentence(DataFolder(tmp_path).open)
    assert [file.name for file in tmp_path.iterdir()] == ["scriptie.docx"]


def test_a_folder_in_use(tmp_path):
    held = DataFolder(tmp_path / "data").open()
    held.announce("http://127.0.0.1:8000/")
    assert "draait al: http://127.0.0.1:8000/" in sentence(DataFolder(tmp_path / "data").open)
    held.close()
    DataFolder(tmp_path / "data").open().close()


@pytest.mark.parametrize("content", ["", "{}", "geen json"])
def test_secrets_that_cannot_be_read(tmp_path, content):
    (tmp_path / "secrets.json").write_text(content)
    assert "secrets.json is niet leesbaar" in sentence(DataFolder(tmp_path).secrets)


def test_a_database_of_another_version(tmp_path):
    tables = tmp_path / "pg"
    tables.mkdir()
    (tables / "PG_VERSION").write_text("9.6\n")
    (tmp_path / MARK).touch()
    folder = DataFolder(tmp_path).open()
    database = Postgres(folder)
    database.tables = tables
    assert "de database is van PostgreSQL 9.6" in sentence(database.start)
    folder.empty()
    folder.close()


def test_a_port_that_is_taken_gives_the_next():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert free_port(port) > port


def test_a_port_that_does_not_exist():
    assert "--port 9000" in sentence(lambda: parse(["--port", "0"]))
