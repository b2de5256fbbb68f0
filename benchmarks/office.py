"""An example office in a folder of its own, and the program run in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Failed(Exception):
    """A program that should have worked did not; its last words."""


@dataclass(frozen=True)
class Office:
    """`database`: its DATABASE_URL; empty for the SQLite of the folder."""

    home: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        known = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        if self.database:
            known["DATABASE_URL"] = self.database
        return known | {
            "LONJA_HOME": str(self.home),
            "DJANGO_SETTINGS_MODULE": "lonja.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }

    def run(self, *arguments: object) -> tuple[float, str]:
        """`lonja …` in this office: how many seconds it took, and what it said."""
        return self.python("-m", "lonja", *arguments)

    def python(self, *arguments: object) -> tuple[float, str]:
        command = [sys.executable, *map(str, arguments)]
        start = time.perf_counter()
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode:
            raise Failed(f"{' '.join(command[1:])}\n{done.stdout}\n{done.stderr}"[-4000:])
        return time.perf_counter() - start, done.stdout

    def ask(self, module: str, *arguments: object) -> Any:
        """What a module of ours prints as JSON, run inside this office."""
        return json.loads(self.python("-m", module, *arguments)[1].splitlines()[-1])

    @property
    def is_written(self) -> bool:
        return (self.home / "acceso.txt").exists()

    def write(self, *, years: int, scale: int) -> float:
        """Write the example; seconds."""
        self.home.mkdir(parents=True, exist_ok=True)
        return self.run("example", "--years", years, "--scale", scale, "--verbosity", 0)[0]
