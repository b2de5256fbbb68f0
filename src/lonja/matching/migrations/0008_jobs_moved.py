from django.db import migrations

from lonja.jobs.moved import AFTER, moved

MOVED = {
    "lonja.matching.tasks.bring_in": "lonja.matching.jobs.notices.bring_in",
    "lonja.matching.tasks.read_feed": "lonja.matching.jobs.notices.read_feed",
    "lonja.matching.tasks.read_due_feeds": "lonja.matching.jobs.notices.read_due_feeds",
    "lonja.matching.tasks.learn_codes": "lonja.matching.jobs.notices.learn_codes",
    "lonja.matching.tasks.follow_up_introductions":
        "lonja.matching.jobs.introductions.follow_up_introductions",
    "lonja.matching.tasks.remind_meetings": "lonja.matching.jobs.introductions.remind_meetings",
    "lonja.matching.tasks.ask_after_meetings":
        "lonja.matching.jobs.introductions.ask_after_meetings",
    "lonja.matching.tasks_choosing.follow_questions":
        "lonja.matching.jobs.choosing.follow_questions",
    "lonja.matching.tasks_choosing.measure_needs": "lonja.matching.jobs.choosing.measure_needs",
    "lonja.matching.tasks_digest.spot_new": "lonja.matching.jobs.digest.spot_new",
    "lonja.matching.tasks_digest.spot_again": "lonja.matching.jobs.digest.spot_again",
    "lonja.matching.tasks_digest.send_weekly": "lonja.matching.jobs.digest.send_weekly",
    "lonja.matching.tasks_digest.send_digest": "lonja.matching.jobs.digest.send_digest",
    "lonja.matching.tasks_intake.forget_old": "lonja.matching.jobs.intake.forget_old",
    "lonja.matching.tasks_profiles.ask_all": "lonja.matching.jobs.profiles.ask_all",
}


class Migration(migrations.Migration):

    dependencies = [
        ('matching', '0007_spotted'),
        *AFTER,
    ]

    operations = [moved(MOVED)]
