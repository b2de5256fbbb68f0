"""Look at a schedule that is due every second, as hard as possible, for four seconds."""

import time

import django
from django.utils import timezone

if __name__ == "__main__":
    django.setup()
    from lonja.jobs.domain import scheduling
    from lonja.jobs.when import Entry, every

    schedule = [Entry("latido", every(seconds=1), "tests.jobs.trial.tick")]
    enqueued = 0
    end = time.monotonic() + 4
    while time.monotonic() < end:
        enqueued += scheduling.tick(schedule, now=timezone.now())
        time.sleep(0.005)
    print(enqueued)
