"""Functions may be moved from file to file: what was asked of them before goes on."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from lonja.jobs import queries
from lonja.jobs.domain import retrying, running
from lonja.jobs.job import Job
from lonja.jobs.models import Failure
from lonja.jobs.moved import moved

from .trial import lines, write, write_to_nobody

OLD, NEW = "tests.jobs.before.write", "tests.jobs.trial.write"


@pytest.mark.django_db
def test_a_job_asked_for_before_its_function_was_moved_is_run_after(tmp_path):
    write.enqueue(str(tmp_path / "book"), "hola")
    DBTaskResult.objects.update(task_path=OLD)
    update(moved({OLD: NEW}))
    assert running.drain() == 1
    assert lines(tmp_path / "book") == ["hola"]


@pytest.mark.django_db
def test_one_that_had_failed_can_be_tried_again(office):
    write_to_nobody.enqueue()
    running.drain()
    Failure.objects.update(job=OLD)
    update(moved({OLD: NEW}))
    retrying.run_again(Failure.objects.get(), by=office)
    assert queries.waiting().get().task_path == NEW


@pytest.mark.django_db
def test_undone_the_jobs_are_again_where_they_were(tmp_path):
    write.enqueue(str(tmp_path / "book"), "hola")
    update(moved({NEW: OLD}))
    assert queries.waiting().get().task_path == OLD
    moved({NEW: OLD}).reverse_code(apps, connection.schema_editor())
    assert queries.waiting().get().task_path == NEW


def test_every_job_that_was_moved_is_where_it_is_said_to_be():
    places: dict[str, str] = {}
    for migration in MigrationLoader(None).disk_migrations.values():
        places |= getattr(import_module(migration.__module__), "MOVED", {})
    assert places
    for place in places.values():
        while place in places:
            place = places[place]
        assert isinstance(import_string(place), Job), place


def update(operation) -> None:
    operation.code(apps, connection.schema_editor())
