"""All recurring work, on one page, in the office's time.

Each line: a name (kept for ever, it is how slots are remembered), when, and the job. A slot is run
once whatever the number of workers; see `jobs.domain.scheduling`.
"""

from lonja.jobs.when import MONDAY, Entry, daily, every, weekly

SCHEDULE = [
    Entry("sweep-mail", every(minutes=15), "lonja.mail.jobs.sweep"),
    Entry("keep-figures", every(minutes=10), "lonja.balance.jobs.keep_figures"),
    Entry("read-feeds", every(minutes=10), "lonja.matching.jobs.notices.read_due_feeds"),
    Entry("spot-notices", every(minutes=15), "lonja.matching.jobs.digest.spot_new"),
    Entry("spot-again", daily(at="02:30"), "lonja.matching.jobs.digest.spot_again"),
    Entry("weekly-digest", weekly(MONDAY, at="08:30"), "lonja.matching.jobs.digest.send_weekly"),
    Entry("glance", daily(at="00:05"), "lonja.desk.jobs.renew_glance"),
    Entry("measure-needs", every(minutes=5), "lonja.matching.jobs.choosing.measure_needs"),
    Entry("follow-questions", daily(at="08:10"), "lonja.matching.jobs.choosing.follow_questions"),
    Entry(
        "follow-up-introductions",
        daily(at="09:10"),
        "lonja.matching.jobs.introductions.follow_up_introductions",
    ),
    Entry(
        "remind-meetings", daily(at="10:00"), "lonja.matching.jobs.introductions.remind_meetings"
    ),
    Entry("after-meetings", every(hours=1), "lonja.matching.jobs.introductions.ask_after_meetings"),
    Entry("learn-codes", daily(at="03:10"), "lonja.matching.jobs.notices.learn_codes"),
    Entry("reindex", daily(at="04:20"), "lonja.desk.jobs.reindex"),
    Entry("forget-expired-ways-in", daily(at="03:50"), "lonja.team.jobs.forget_expired"),
    Entry("forget-unconfirmed-needs", daily(at="03:55"), "lonja.matching.jobs.intake.forget_old"),
    Entry("forget-imported-files", daily(at="03:45"), "lonja.imports.jobs.forget_files"),
    Entry("forget-finished-jobs", daily(at="03:40"), "lonja.jobs.jobs.forget_finished"),
    Entry("count-rows", daily(at="04:10"), "lonja.jobs.jobs.count_rows"),
]
