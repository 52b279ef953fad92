import io
import re

import pytest
from django.core.management import CommandError, call_command

LINE = re.compile(r"^FIGURE ([a-z0-9_.]+) = (\d+\.\d\d) \(target <= (\d+\.\d\d); [\d.]+ ms against [\d.]+ ms: .+\)$")


def printed(*names):
    out = io.StringIO()
    call_command("bench", "--quick", "--only", *names, stdout=out)
    return [LINE.match(line) for line in out.getvalue().splitlines()]


@pytest.mark.django_db(transaction=True)
def test_every_figure_is_a_line_that_a_program_can_read():
    lines = printed("page_list", "page_detail", "page_post", "pdf_one", "mail_1000", "startup")

    assert [line and (line[1], line[3]) for line in lines] == [
        ("page_list", "2.00"),
        ("page_detail", "2.50"),
        ("page_post", "1.50"),
        ("contracts.pdf_one", "0.40"),
        ("mail_1000", "1.15"),
        ("startup", "1.50"),
    ]
    assert all(float(line[2]) > 0 for line in lines)


def test_an_unknown_figure_is_refused():
    with pytest.raises(CommandError):
        call_command("bench", "--only", "snelheid")


@pytest.mark.django_db(transaction=True)
def test_the_answer_of_a_company_stays_small():
    out = io.StringIO()
    call_command("bench", "--quick", "--only", "availability", stdout=out)
    found = re.findall(r"^FIGURE availability\.(\w+) = (\d+) \(target <= (\d+); .+\)$", out.getvalue(), re.MULTILINE)

    assert [name for name, _number, _target in found] == ["bytes", "taps", "requests"]
    assert all(0 < int(number) <= int(target) for _name, number, target in found)


NUMBER = re.compile(r"^FIGURE (matching\.[a-z0-9_]+) = (\d+\.\d\d) \(target ([<>]=) (\d+\.\d\d); .+\)$")


@pytest.mark.django_db(transaction=True)
def test_the_figures_of_matching_reach_what_does_not_depend_on_the_machine():
    out = io.StringIO()
    call_command("bench", "--quick", "--only", "matching_quality", "matching_speed", "matching_board", stdout=out)

    lines = {line[1]: line for line in map(NUMBER.match, out.getvalue().splitlines()) if line}
    assert len(lines) == len(out.getvalue().splitlines()) == 15
    for name in ("placed_first_come", "placed_greedy", "proven_small", "share_300x150", "board_queries"):
        _all, _name, value, sign, target = lines[f"matching.{name}"].group(0, 1, 2, 3, 4)
        assert float(value) <= float(target) if sign == "<=" else float(value) >= float(target), name
