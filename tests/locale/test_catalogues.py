"""Spanish is the source; English is whole, and what is compiled is what is written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

import lonja

PACKAGE = Path(lonja.__file__).parent
CATALOGUE = PACKAGE / "locale/en/LC_MESSAGES/django.po"
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]")


def test_every_text_of_the_interface_is_in_the_english_catalogue(tmp_path):
    if not shutil.which("xgettext"):
        missing = "needs xgettext: apt-get install gettext"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    copy = tmp_path / "lonja"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.woff2", "*.gz"))
    program = shutil.which("lonja") or str(Path(sys.executable).parent / "lonja")
    subprocess.run(
        [program, "makemessages", "-l", "en", "--no-obsolete", "-v0"],
        cwd=copy,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "lonja.settings"},
    )
    fresh = polib.pofile(str(copy / "locale/en/LC_MESSAGES/django.po"))

    assert [entry.msgid for entry in fresh if not entry.translated()] == []


def test_translations_keep_the_holes_of_their_source():
    wrong = []
    for entry in polib.pofile(str(CATALOGUE)):
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            sources = {frozenset(HOLE.findall(t)) for t in (entry.msgid, entry.msgid_plural) if t}
            if frozenset(HOLE.findall(text)) not in sources:
                wrong.append(entry.msgid)

    assert wrong == []


def test_what_is_compiled_is_what_is_written():
    written = {e.msgid: e.msgstr or e.msgstr_plural for e in polib.pofile(str(CATALOGUE))}
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

    assert {e.msgid: e.msgstr or e.msgstr_plural for e in compiled} == written
