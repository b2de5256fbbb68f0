"""The meeting after an introduction: its times, its invitations, and what came of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from lonja.acts.enums import Kind, State
from lonja.acts.models import Act
from lonja.acts.queries import in_territory, with_organisation
from lonja.core import agenda
from lonja.journal import writing
from lonja.mail import jobs as mail_jobs
from lonja.mail.models import Message
from lonja.matching.domain import holding, introducing, invitations, meeting
from lonja.matching.enums import MeetingStage, NeedState, Side
from lonja.matching.jobs import introductions as jobs
from lonja.matching.models import Meeting, Need
from lonja.matching.queries import meetings
from tests.mail.conftest import server

from . import people
from .people import MEMBER, TERRITORY

pytestmark = pytest.mark.django_db


def overlapping(when, *args, **kwargs):
    return meetings.overlapping([when], *args, **kwargs)[when]


MADRID = ZoneInfo("Europe/Madrid")
__all__ = ["server"]


def day(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """A local moment, so many days from today."""
    on = timezone.localdate() + timedelta(days=days)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=MADRID)


@pytest.fixture
def marcos(aires):
    """He reads English."""
    return people.somebody(aires, *people.SECRETS, title="Gerente", language="en")


def propose(introduction, *times, side=Side.MEMBER, **more):
    return meeting.propose(introduction, times, side=side, by=None, **more)


@pytest.fixture
def agreed(introduced):
    """Called for in ten days, by a video link that the member proposed."""
    found = propose(introduced, day(10), day(11), video_url="https://video.example/sala")
    return meeting.pick(found, day(10), side=Side.TERRITORY, by=None)


@pytest.fixture
def past(agreed):
    """The same, whose time has gone by."""
    Meeting.objects.filter(pk=agreed.pk).update(date=timezone.localdate() - timedelta(days=1))
    return Meeting.objects.get(pk=agreed.pk)


def calendars(email: str) -> list[Calendar]:
    rows = Message.objects.filter(to=email, attachments__isnull=False).order_by("pk")
    return [Calendar.from_ical(bytes(one.content)) for row in rows for one in row.attachments.all()]


def event_of(calendar: Calendar):
    (event,) = calendar.events
    return event


# -- times ---------------------------------------------------------------------------------------


def test_one_side_proposes_times_and_the_other_picks_one(introduced):
    found = propose(introduced, day(11), day(10), place="Ayuntamiento, sala 2")
    assert (found.stage, found.date, found.starts_at) == ("proposed", day(10).date(), None)
    assert [one.starts_at for one in found.options.all()] == [day(10), day(11)]
    assert people.letters(TERRITORY)[-1].subject == "Horas para reunirse con Aires Ejemplo, S.L."
    assert "Horas para" not in people.letters(MEMBER)[-1].subject
    found = meeting.pick(found, day(11), side=Side.TERRITORY, by=None)
    assert (found.stage, found.starts_at, found.mode) == ("agreed", day(11), "presential")
    assert not found.options.exists()


def test_of_what_the_office_proposes_the_first_to_pick_waits_for_the_other(introduced, marta):
    found = propose(introduced, day(10), day(11), side=Side.OFFICE)
    found = meeting.pick(found, day(11), side=Side.MEMBER, by=None)
    assert found.stage == MeetingStage.PROPOSED
    assert people.letters(TERRITORY)[-1].subject == "Una hora elegida por Aires Ejemplo, S.L."
    with pytest.raises(ValidationError, match="ya no está entre las propuestas"):
        meeting.pick(found, day(10), side=Side.TERRITORY, by=None)
    found = meeting.pick(found, day(11), side=Side.TERRITORY, by=None)
    assert (found.stage, found.starts_at) == ("agreed", day(11))


def test_the_office_fixes_a_time_that_both_have_told_it(introduced, marta):
    found = propose(introduced, day(10), side=Side.OFFICE)
    assert meeting.pick(found, day(10), side=Side.OFFICE, by=marta).stage == MeetingStage.AGREED


def test_the_other_may_propose_other_times_instead(introduced):
    found = propose(introduced, day(10))
    found = propose(introduced, day(12), day(13), side=Side.TERRITORY)
    assert Meeting.objects.count() == 1
    assert [one.starts_at for one in found.options.all()] == [day(12), day(13)]
    assert meeting.pick(found, day(13), side=Side.MEMBER, by=None).starts_at == day(13)


def test_nobody_picks_the_time_that_they_proposed_themselves(introduced):
    found = propose(introduced, day(10))
    with pytest.raises(ValidationError, match="la propuso usted"):
        meeting.pick(found, day(10), side=Side.MEMBER, by=None)


def test_pressing_twice_picks_once(introduced):
    found = propose(introduced, day(10))
    for _ in range(2):
        found = meeting.pick(found, day(10), side=Side.TERRITORY, by=None)
    assert len(calendars(MEMBER)) == 1


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ([], "al menos una hora"),
        ([-1], "ya ha pasado"),
        ([10, 10], "repetida"),
        ([1, 2, 3, 4, 5, 6], "Como mucho cinco"),
        ([400], "más de un año"),
    ],
)
def test_times_that_make_no_sense_are_refused(introduced, times, why):
    with pytest.raises(ValidationError, match=why):
        propose(introduced, *(day(n) for n in times))
    assert not Meeting.objects.exists()


def test_a_time_that_has_gone_by_meanwhile_is_not_picked(introduced):
    found = propose(introduced, day(1))
    found.options.update(starts_at=day(-1))
    with pytest.raises(ValidationError, match="ya ha pasado"):
        meeting.pick(found, day(-1), side=Side.TERRITORY, by=None)


def test_there_is_no_meeting_before_both_have_said_yes(need, aires, marta):
    made = introducing.propose(need, aires, by=marta)
    with pytest.raises(ValidationError, match="Falta el sí de las dos partes"):
        propose(made, day(10))


def test_what_coincides_is_told_but_not_refused(
    agreed, marcos, aires, villaejemplo, council, marta
):
    clashing = overlapping(day(10, 10, 29), 30, [marcos], but=None)
    assert clashing == [agreed]
    assert overlapping(day(10, 10, 30), 30, [marcos], but=None) == []
    assert overlapping(day(10, 9, 30), 30, [marcos], but=None) == []
    assert overlapping(day(10), 30, [marcos], but=agreed) == []


# -- invitations ---------------------------------------------------------------------------------


def test_the_invitation_says_all_that_a_calendar_needs(agreed, marta, settings):
    (calendar,) = calendars(TERRITORY)
    event = event_of(calendar)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (agreed.uid, 1, "CONFIRMED")
    assert event.start == day(10)
    assert event.end - event.start == timedelta(minutes=30)
    assert event["DTSTART"].params["TZID"] == "Europe/Madrid"
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert event["LOCATION"] == event["URL"] == "https://video.example/sala"
    assert str(event["CONFERENCE"]) == "https://video.example/sala"
    assert event["ORGANIZER"] == f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    called = {str(one): one.params for one in event["ATTENDEE"]}
    assert set(called) == {f"mailto:{one}" for one in (MEMBER, TERRITORY, marta.email)}
    assert called[f"mailto:{TERRITORY}"]["PARTSTAT"] == "NEEDS-ACTION"
    assert called[f"mailto:{TERRITORY}"]["RSVP"] == "TRUE"
    assert called[f"mailto:{marta.email}"]["ROLE"] == "OPT-PARTICIPANT"
    (alarm,) = event.alarms.times
    assert alarm.trigger == day(10, 9, 30)


def test_each_reads_it_in_their_language_and_it_is_one_event(agreed, marta):
    english, spanish, office = (
        event_of(calendars(to)[0]) for to in (MEMBER, TERRITORY, marta.email)
    )
    assert english["SUMMARY"] == "Meeting: Aires Ejemplo, S.L. and Ayuntamiento de Villaejemplo"
    assert spanish["SUMMARY"] == "Reunión: Aires Ejemplo, S.L. y el Ayuntamiento de Villaejemplo"
    assert len({(one["UID"], one["SEQUENCE"]) for one in (english, spanish, office)}) == 1


def test_it_carries_nobody_s_personal_link(agreed):
    for to in (MEMBER, TERRITORY):
        assert b"/enlace/" not in calendars(to)[0].to_ical()


def test_a_change_goes_out_with_the_next_sequence_and_no_change_goes_nowhere(agreed, marta):
    same = {"minutes": 30, "place": "", "video_url": "https://video.example/sala"}
    meeting.rearrange(agreed, by=marta, starts_at=day(10), **same)
    assert len(calendars(MEMBER)) == 1
    changed = meeting.rearrange(
        agreed, by=marta, starts_at=day(12, 17), minutes=45, place="Sala 2", video_url=""
    )
    first, second = (event_of(one) for one in calendars(MEMBER))
    assert (second["UID"], first["SEQUENCE"], second["SEQUENCE"]) == (agreed.uid, 1, 2)
    assert (second.start, second.end) == (day(12, 17), day(12, 17, 45))
    assert second["LOCATION"] == "Sala 2"
    assert "CONFERENCE" not in second
    assert changed.sequence == 2
    with pytest.raises(ValidationError, match="ya ha pasado"):
        meeting.rearrange(changed, by=marta, starts_at=day(-1), **same)


def test_a_cancelled_meeting_leaves_the_calendars(agreed, marta):
    gone = meeting.cancel(agreed, reason="Lo dejan para otoño", by=marta)
    assert (gone.stage, gone.state) == (MeetingStage.CANCELLED, State.CANCELLED)
    _request, calendar = calendars(TERRITORY)
    event = event_of(calendar)
    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (agreed.uid, 2, "CANCELLED")
    assert event.start == day(10)
    assert "VALARM" not in calendar.to_ical().decode()
    assert "Lo dejan para otoño" in people.letters(TERRITORY)[-1].text


def test_proposing_other_times_takes_the_agreed_one_out_and_the_new_one_comes_in(
    agreed, introduced
):
    found = propose(introduced, day(20), side=Side.TERRITORY)
    meeting.pick(found, day(20), side=Side.MEMBER, by=None)
    sent = calendars(MEMBER)
    assert [(one["METHOD"], event_of(one)["SEQUENCE"]) for one in sent] == [
        ("REQUEST", 1), ("CANCEL", 2), ("REQUEST", 3),
    ]  # fmt: skip
    assert {event_of(one)["UID"] for one in sent} == {agreed.uid}


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        # The clocks go forward on 28 March 2027 and back on 31 October.
        (datetime(2027, 3, 26, 10), datetime(2027, 3, 26, 9)),
        (datetime(2027, 3, 28, 3, 15), datetime(2027, 3, 28, 1, 15)),
        (datetime(2027, 3, 29, 10), datetime(2027, 3, 29, 8)),
        (datetime(2027, 10, 30, 10), datetime(2027, 10, 30, 8)),
        (datetime(2027, 10, 31, 10), datetime(2027, 10, 31, 9)),
    ],
)
def test_around_a_change_of_clocks_the_hour_is_the_one_on_the_wall(introduced, local, utc, marta):
    found = Meeting(
        follows=introduced, stage="agreed", date=local.date(), time=local.time(), uid="u@x",
        minutes=60,
    )  # fmt: skip
    calendar = Calendar.from_ical(invitations.event(found, "REQUEST", "es"))
    event = event_of(calendar)
    assert event.start.astimezone(UTC).replace(tzinfo=None) == utc
    assert (event.end.astimezone(UTC) - event.start.astimezone(UTC)) == timedelta(hours=1)
    # As a calendar that knows no zones reads it: by the rule that goes with it.
    zone = calendar.timezones[0].to_tz()
    written = event["DTSTART"].dt.replace(tzinfo=None)
    assert written.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None) == utc


def test_an_hour_that_happens_twice_is_not_proposed(introduced):
    night = datetime(2027, 10, 31, 2, 30, tzinfo=MADRID, fold=1)
    if night > timezone.now() + meeting.FAR:
        pytest.skip("that night is more than a year away")
    with pytest.raises(ValidationError, match="se repite esa noche"):
        propose(introduced, night)


def test_the_letter_arrives_by_a_real_server_and_calendars_take_it_in(server, agreed):
    message = Message.objects.filter(to=TERRITORY, attachments__isnull=False).get()
    mail_jobs.deliver.call(message.pk)
    (arrived,) = server.arrived
    parts = {part.get_content_type(): part for part in arrived.walk()}
    part = parts["text/calendar"]
    assert part.get_param("method") == "REQUEST"
    event = event_of(Calendar.from_ical(part.get_content()))
    assert (event["UID"], event.start) == (agreed.uid, day(10))
    assert event["SUMMARY"] == "Reunión: Aires Ejemplo, S.L. y el Ayuntamiento de Villaejemplo"
    file = Calendar.from_ical(parts["application/ics"].get_content())
    assert event_of(file)["UID"] == agreed.uid


@pytest.mark.parametrize(
    "typed",
    ["Sala; 2, «norte»", "línea\r\nATTENDEE:mailto:x@x.example", "\x1b[31m", 'a"b', "🏛" * 60],
)
def test_hostile_words_stay_words_in_the_invitation(introduced, typed, council):
    council.name = typed[:190]
    council.save()
    found = propose(introduced, day(10), place=typed)
    meeting.pick(found, day(10), side=Side.TERRITORY, by=None)
    (calendar,) = calendars(MEMBER)
    event = event_of(calendar)
    assert len(event["ATTENDEE"]) == 3
    assert max(map(len, calendar.to_ical().split(b"\r\n"))) <= 75
    assert "\x1b" not in event["LOCATION"]


# -- the day before, and afterwards --------------------------------------------------------------


def test_both_are_reminded_the_day_before_once(agreed, marta):
    assert jobs.remind_meetings.call() == 0
    Meeting.objects.update(date=timezone.localdate() + timedelta(days=1))
    assert (jobs.remind_meetings.call(), jobs.remind_meetings.call()) == (2, 0)
    assert people.letters(TERRITORY)[-1].subject == "Mañana se reúne con Aires Ejemplo, S.L."
    assert people.letters(MEMBER)[-1].subject.startswith("Tomorrow you meet ")


def test_once_it_has_passed_both_and_the_office_are_asked(past, marta):
    assert (jobs.ask_after_meetings.call(), jobs.ask_after_meetings.call()) == (2, 0)
    assert people.letters(TERRITORY)[-1].subject.startswith("¿Se celebró la reunión con Aires")
    (told,) = [one for one in agenda.upcoming(marta, timezone.localdate()) if one.record == past]
    assert (told.matter, told.note) == (agenda.Matter.UNTOLD, "¿se celebró?")


def test_nobody_is_written_to_of_a_meeting_whose_need_is_in_the_bin(agreed, need, marta):
    Meeting.objects.update(date=timezone.localdate() + timedelta(days=1))
    writing.delete(need, by=marta)
    assert jobs.remind_meetings.call() == 0
    Meeting.objects.update(date=timezone.localdate() - timedelta(days=1))
    assert jobs.ask_after_meetings.call() == 0
    writing.restore(need, by=marta)
    assert jobs.ask_after_meetings.call() == 2


def test_held_is_with_who_attended_of_each_side(past, marcos, teresa, need, aires, villaejemplo):
    with pytest.raises(ValidationError, match="al menos una persona de cada parte"):
        holding.hold(past, member_people=[marcos], territory_people=[], by=None)
    held = holding.hold(past, member_people=[marcos], territory_people=[teresa], by=None)
    assert (held.stage, held.state) == (MeetingStage.HELD, State.DONE)
    assert {(str(p.organisation), str(p.person), p.part) for p in held.participations.all()} == {
        ("Aires Ejemplo, S.L.", "Marcos Miembro", "attended"),
        ("Ayuntamiento de Villaejemplo", "Teresa Territorio", "attended"),
    }
    need.refresh_from_db()
    assert need.state == NeedState.IN_PROGRESS


def test_a_held_meeting_is_an_act_of_both_and_of_the_territory(
    past, marcos, teresa, aires, council, villaejemplo
):
    holding.hold(past, member_people=[marcos], territory_people=[teresa], by=None)
    act = Act.objects.get(kind=Kind.ENCOUNTER)
    for timeline in (
        with_organisation(aires),
        with_organisation(council),
        in_territory(villaejemplo),
    ):
        assert act in timeline


def test_it_is_not_held_before_its_time(agreed, marcos, teresa):
    with pytest.raises(ValidationError, match="Todavía no ha llegado su hora"):
        holding.hold(agreed, member_people=[marcos], territory_people=[teresa], by=None)


def test_not_held_says_why_and_other_times_may_be_proposed(past, introduced):
    with pytest.raises(ValidationError, match="Diga por qué"):
        holding.not_hold(past, reason=" ", by=None)
    gone = holding.not_hold(past, reason="Se puso mala", by=None)
    assert (gone.stage, gone.not_held_reason) == (MeetingStage.NOT_HELD, "Se puso mala")
    found = propose(introduced, day(10))
    assert (found.pk, found.stage, found.not_held_reason) == (gone.pk, "proposed", "")
    found = meeting.pick(found, day(10), side=Side.TERRITORY, by=None)
    assert [event_of(one)["SEQUENCE"] for one in calendars(MEMBER)] == [1, 2]


def test_what_was_said_wrong_is_put_right(past, marcos, teresa, marta):
    held = holding.hold(past, member_people=[marcos], territory_people=[teresa], by=marta)
    again = holding.reopen(held, by=marta)
    assert (again.stage, again.state) == (MeetingStage.AGREED, State.PLANNED)
    assert {one.part for one in again.participations.all()} == {"invited"}


def test_after_one_held_another_may_be_arranged(past, marcos, teresa, introduced):
    holding.hold(past, member_people=[marcos], territory_people=[teresa], by=None)
    assert propose(introduced, day(10)).pk != past.pk
    assert Need.objects.get().state == NeedState.IN_PROGRESS


def test_the_day_of_a_meeting_is_its_local_one(introduced):
    late = datetime(*day(10).timetuple()[:3], 23, 30, tzinfo=UTC)
    found = propose(introduced, late)
    found = meeting.pick(found, late, side=Side.TERRITORY, by=None)
    assert found.date == timezone.localdate(late)
    assert isinstance(found.date, date)
    assert found.starts_at == late
