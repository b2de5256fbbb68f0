"""The shape of the files: what a newcomer may count on in any folder."""

import ast
import re

import pytest

from .project import ROOT, SOURCE, files_of_source, project_files

LONGEST = 500
# Written by others, and kept as they were published.
VENDORED = re.compile(r"/vendor/|\.min\.(js|css)$")

APPS = sorted(path.parent for path in SOURCE.glob("*/__init__.py"))


def shown(path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_can_be_read():
    long = {
        shown(path): lines
        for path in files_of_source(".py", ".html", ".css", ".js", ".typ")
        if not VENDORED.search(str(path))
        if (lines := len(path.read_text().splitlines())) > LONGEST
    }
    assert long == {}


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_each_app_says_what_it_is(app):
    text = ast.get_docstring(ast.parse((app / "__init__.py").read_text()))
    assert text, f"{shown(app)}/__init__.py has no docstring"


def test_nothing_is_called_utils():
    named = [shown(path) for path in project_files() if path.stem in {"utils", "helpers", "misc"}]
    assert named == []


INLINE = re.compile(
    r"""
    <script\b(?![^>]*\bsrc=)(?![^>]*\btype="application/(ld\+)?json")  # a script written in place
    | <style\b
    | <[^>]*\sstyle=                # a style of one element
    | <[^>]*\son[a-z]+=["']         # an event that runs a script
    | \bhref=["']javascript:
    """,
    re.VERBOSE | re.IGNORECASE,
)


# Not pages: mail, whose readers know no other styles, and the balance to be kept as one file.
ELSEWHERE = re.compile(r"/templates/(mail|[a-z]+/mail)/|/document/standalone\.html$")


def test_pages_have_no_inline_script_or_style():
    """The policy that every answer carries forbids them."""
    found = [
        f"{shown(path)}: {match.group()[:60]}"
        for path in files_of_source(".html", ".svg")
        if not ELSEWHERE.search(str(path))
        if (match := INLINE.search(path.read_text()))
    ]
    assert found == []


KEY = re.compile(r'="[^"]*{{ *[a-z_.]*\b(?:pk|id|(?:next|previous)_page_number) *}}')


def test_keys_in_addresses_and_forms_are_not_written_as_amounts():
    """Printed as they are, numbers take the separators of the language: 8256 becomes 8.256."""
    found = [
        f"{shown(path)}: {match.group()}"
        for path in files_of_source(".html")
        for match in KEY.finditer(path.read_text())
    ]
    assert found == [], "write {{ record.pk|stringformat:'s' }}"


# Spelt in parts, so that this file does not hold what it looks for.
HOSTS = [
    *("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "npmjs" + ".com"),
    *("yarn" + "pkg.com", "jsdelivr" + ".net", "unpkg" + ".com", "proxy.golang" + ".org"),
]
MACHINE = re.compile(r"(?<![\w.~}*])/(?:root|home|Users|work|tmp)/\w")


def test_no_registry_address_is_written_down():
    """Where packages come from is for each machine to say."""
    found = [
        f"{shown(path)}: {host}"
        for path, text in texts()
        for host in HOSTS
        if host in text and not VENDORED.search(str(path))
    ]
    assert found == []


def test_no_path_of_somebody_s_machine_is_written_down():
    found = [
        f"{shown(path)}: {match.group()}"
        for path, text in texts()
        for match in MACHINE.finditer(text)
    ]
    assert found == []


def texts():
    for path in project_files():
        try:
            yield path, path.read_text()
        except UnicodeDecodeError:
            continue
