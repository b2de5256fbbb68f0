"""Everything, to take elsewhere: every resource of the office as a spreadsheet, in one file."""

from __future__ import annotations

import tempfile
import zipfile
from typing import IO

from django.utils import timezone

from lonja.workbench import exporting
from lonja.workbench.registry import all_resources


def archive(user) -> IO[bytes]:
    """A ZIP with one CSV for each resource that the person may list, in a temporary file."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 (whoever asked closes it)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for resource in all_resources():
            if not resource.may_list(user):
                continue
            with book.open(f"{resource.slug}.csv", "w", force_zip64=True) as sheet:
                for line in exporting.csv_lines(resource, resource.rows(user)):
                    sheet.write(line.encode())
    out.seek(0)
    return out


def name() -> str:
    return f"lonja-{timezone.localdate():%Y-%m-%d}.zip"
