"""Jobs for trying the queue: each leaves lines in a file, whatever the process that runs it."""

import os
import time
from datetime import timedelta
from pathlib import Path

from django_tasks import TaskContext

from lonja.jobs.job import GiveUp, job

AT_ONCE = timedelta(0)


def note(file: str, line: str) -> None:
    # One write of a short line to a file opened to append is never mixed with another.
    with open(file, "a") as book:
        book.write(f"{line}\n")


def lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


@job(backoff=AT_ONCE)
def write(file: str, line: str) -> None:
    note(file, line)


@job(backoff=AT_ONCE)
def dawdle(file: str, seconds: float) -> None:
    """Takes its time at the first try only."""
    note(file, f"begun by {os.getpid()}")
    if len(lines(Path(file))) == 1:
        time.sleep(seconds)
    note(file, "done")


@job(attempts=3, backoff=AT_ONCE, title="Llamar a una puerta", takes_context=True)
def knock(context: TaskContext, file: str, opens_at: int) -> str:
    note(file, f"try {context.attempt}")
    if context.attempt < opens_at:
        raise ConnectionError("nadie abre")
    return "dentro"


@job(attempts=5, title="Escribir a quien ya no está")
def write_to_nobody() -> None:
    raise GiveUp("La dirección ya no existe")


@job
def answer_with_a_set() -> set:
    return {1}


@job(limit=timedelta(seconds=1), backoff=AT_ONCE, attempts=1, title="No acabar nunca")
def hang() -> None:
    time.sleep(600)


@job
def tick() -> None:
    return None
