"""The documents say what is there: no dead link, no missing picture, no command that is not."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from lonja.core import figures

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"`lonja ([a-z]+)")
KEY = re.compile(r"\{\{ *([a-z]+\.[a-z_]+)")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_of_a_page_is_there(page):
    targets = [t for t in LINK.findall(page.read_text()) if "://" not in t]

    assert [t for t in targets if not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_that_a_page_names_exists(page):
    assert set(COMMAND.findall(page.read_text())) <= set(get_commands())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_figure_that_a_page_uses_is_declared(page):
    declared = {figure.key for figure in figures.all_figures()}

    assert set(KEY.findall(page.read_text())) <= declared


def test_every_line_of_work_has_its_page_in_the_guide():
    index = (ROOT / "docs/guide/office/README.md").read_text()
    told = set(re.findall(r"\| ([\d y]+) \|", index))

    assert {n for cell in told for n in re.findall(r"\d", cell)} == set("123456789")


def test_decisions_are_numbered_without_gaps_or_repeats():
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs/decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_readme_opens_with_the_two_commands():
    lines = (ROOT / "README.md").read_text().splitlines()
    commands = [line.split("#")[0].strip() for line in lines if line.startswith("    ")]

    assert commands[:2] == ["make run", "make test"]
