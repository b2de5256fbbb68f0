"""Where jobs wait: the tables of django-tasks-db, with a key against asking twice."""

from typing import Any

from asgiref.sync import sync_to_async
from django.db import IntegrityError, transaction
from django_tasks_db import backend as library

from .job import Job


class Backend(library.DatabaseBackend):
    task_class = Job

    def enqueue(self, task: Job, args: Any, kwargs: Any) -> library.TaskResult:
        """Queue the job; with a key that is already taken, give the job that has it."""
        if not task.key:
            return super().enqueue(task, args, kwargs)
        from .models import Key

        try:
            with transaction.atomic():
                queued = super().enqueue(task, args, kwargs)
                Key.objects.create(key=task.key, result_id=queued.id)
        except IntegrityError:
            return Key.objects.select_related("result").get(key=task.key).result.task_result
        return queued

    async def aenqueue(self, task: Job, args: Any, kwargs: Any) -> library.TaskResult:
        return await sync_to_async(self.enqueue, thread_sensitive=True)(task, args, kwargs)
