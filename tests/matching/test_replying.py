"""What calendars answer to the invitation of a meeting, read from the file or e-mail they send."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lonja.core import agenda
from lonja.directory.models import Person
from lonja.journal.models import Entry
from lonja.matching.domain import invitations, meeting, replying
from lonja.matching.enums import CalendarAnswer, Side
from lonja.matching.models import CalendarReply, Meeting

from . import people
from .people import MEMBER
from .test_meeting import day, propose

pytestmark = pytest.mark.django_db
TERESA = people.THEIRS[1]


@pytest.fixture
def called(introduced):
    offered = propose(introduced, day(7))
    return meeting.pick(offered, day(7), side=Side.TERRITORY, by=None)


def reply(called, *, state="DECLINED", who=TERESA, method="REPLY", **more) -> bytes:
    """As a calendar sends it; `more` replaces or adds lines, None takes them away."""
    stamp = datetime.now(UTC) - timedelta(minutes=5)
    lines = {
        "UID": called.uid,
        "DTSTAMP": f"{stamp:%Y%m%dT%H%M%SZ}",
        "DTSTART": "20261203T090000Z",
        "SEQUENCE": str(called.sequence),
        f"ATTENDEE;PARTSTAT={state};CN=Teresa": f"mailto:{who}",
        "ORGANIZER": "mailto:oficina@lonja.example",
        **more,
    }
    said = [f"{name}:{value}" for name, value in lines.items() if value is not None]
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//X//Y//EN", f"METHOD:{method}",
         "BEGIN:VEVENT", *said, "END:VEVENT", "END:VCALENDAR", ""]
    ).encode()  # fmt: skip


def mailed(content: bytes) -> bytes:
    """The same in the e-mail that the calendar sends."""
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "Rechazado: Reunión", TERESA
    letter.set_content("Teresa no asistirá.")
    letter.add_alternative(content.decode(), subtype="calendar", params={"method": "REPLY"})
    return letter.as_bytes()


@pytest.mark.parametrize(
    ("state", "answer"),
    [("ACCEPTED", "going"), ("declined", "not_going"), ("TENTATIVE", "maybe")],
)
@pytest.mark.parametrize("as_sent", [bytes, mailed])
def test_a_reply_says_whether_they_will_come(called, marta, state, answer, as_sent):
    kept = replying.take(called, as_sent(reply(called, state=state)), by=marta)
    assert (kept.person.name, kept.answer) == ("Teresa Territorio", answer)
    line = Entry.objects.filter(actor=marta).latest("pk")
    assert line.changes["replies"] == [None, str(kept)]


def test_the_same_twice_is_once_and_a_later_one_is_what_counts(called, marta):
    for _time in range(2):
        replying.take(called, reply(called), by=marta)
    later = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    replying.take(called, reply(called, state="ACCEPTED", DTSTAMP=later), by=marta)
    assert CalendarReply.objects.get().answer == CalendarAnswer.YES
    with pytest.raises(ValidationError, match="más reciente: «irá»"):
        replying.take(called, reply(called), by=marta)


def test_what_they_write_with_it_is_kept(called, marta):
    kept = replying.take(called, reply(called, COMMENT="Ese día\\nno estoy"), by=marta)
    assert kept.comment == "Ese día no estoy"


@pytest.mark.parametrize("who", [TERESA.upper(), f" {TERESA} "])
def test_the_address_is_told_however_it_is_written(called, marta, who):
    assert replying.take(called, reply(called, who=who), by=marta).person.email == TERESA


def test_a_calendar_that_does_not_say_which_invitation_answers_the_last(called, marta):
    kept = replying.take(called, reply(called, SEQUENCE=None), by=marta)
    assert kept.sequence == called.sequence


def test_a_moment_that_has_not_come_is_now(called, marta):
    kept = replying.take(called, reply(called, DTSTAMP="29990101T000000Z"), by=marta)
    assert kept.sent_at <= timezone.now()


@pytest.mark.parametrize("stamp", ["00010101T000000Z", "19991231T235959Z"])
def test_a_moment_before_there_were_invitations_is_now_and_the_page_still_opens(
    client, called, marta, stamp
):
    kept = replying.take(called, reply(called, DTSTAMP=stamp), by=marta)
    assert timezone.now() - kept.sent_at < timedelta(minutes=1)
    client.force_login(marta)
    assert "no irá" in client.get(f"/reuniones/{called.pk}/").content.decode()


def test_an_answer_of_no_address_is_of_nobody_even_if_somebody_has_none(called, marta):
    somebody = Person.objects.create(name="Sin Correo", email="")
    called.participations.create(person=somebody)
    with pytest.raises(ValidationError, match="alguien sin correo, a quien no se convocó"):
        replying.take(called, reply(called, who=""), by=marta)


def test_what_nobody_sees_in_the_name_of_a_meeting_stumbles_nothing(called, marta):
    with pytest.raises(ValidationError, match="no salió de aquí"):
        replying.take(called, reply(called, UID="a\x00b"), by=marta)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no es de un calendario"),
        (b"\x89PNG\r\n", "no es de un calendario"),
        (b"BEGIN:VCALENDAR\r\nMETHOD:REPLY", "no"),
        (b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR", "no la respuesta"),
        (b"Subject: Hola\r\n\r\nBuenos dias", "no es de un calendario"),
        (b"x" * (replying.MOST_BYTES + 1), "demasiado grande"),
        (b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" * 3000, "no es de un"),
    ],
)
def test_what_is_no_reply_is_refused_in_words(called, marta, content, said):
    with pytest.raises(ValidationError, match=said):
        replying.take(called, content, by=marta)
    assert not CalendarReply.objects.exists()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"method": "REQUEST"}, "no la respuesta"),
        ({"UID": "otra@ejemplo"}, "no salió de aquí"),
        ({"UID": None}, "no salió de aquí"),
        ({"SEQUENCE": "0"}, "convocatoria anterior"),
        ({"who": "nadie@ejemplo.example"}, "Contesta nadie@ejemplo.example, a quien"),
        ({"state": "NEEDS-ACTION"}, "no dice si acepta"),
        ({"state": "DELEGATED"}, "no dice si acepta"),
    ],
)
def test_a_reply_to_something_else_is_refused_in_words(called, marta, lines, said):
    with pytest.raises(ValidationError, match=said):
        replying.take(called, reply(called, **lines), by=marta)
    assert not CalendarReply.objects.exists()


def test_an_e_mail_wrapped_many_times_is_not_read_line_by_line(called, marta):
    """It would take half a minute: each line is compared with all that is around it."""
    layers = [
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(300)
    ]
    content = b"".join(layers).ljust(replying.MOST_BYTES, b"\n")
    start = process_time()
    with pytest.raises(ValidationError, match="no es de un calendario"):
        replying.read(content)
    assert process_time() - start < 5


def test_a_reply_to_another_meeting_says_to_which(called, introduced, marta):
    other = Meeting.objects.create(
        follows=introduced, uid="otra@ejemplo", title="La otra", date=timezone.localdate()
    )
    with pytest.raises(ValidationError, match="otra reunión: «La otra»"):
        replying.take(called, reply(other, SEQUENCE="1"), by=marta)


@given(st.binary(max_size=400))
def test_no_bytes_stumble(content):
    with pytest.raises(ValidationError):
        replying.read(content)


def test_the_office_reads_it_in_and_sees_it_on_the_meeting_and_the_desk(client, called, marta):
    client.force_login(marta)
    path = reverse("meeting-reply", args=[called.pk])
    assert "Leer una respuesta de calendario" in client.get(path).content.decode()
    file = SimpleUploadedFile("invite.ics", reply(called, COMMENT="Otro día"))
    answer = client.post(path, {"file": file}, follow=True)
    said = answer.content.decode()
    assert "Teresa Territorio: no irá." in said
    assert "Otro día" in said
    assert "no irá" in said
    notes = [one.note for one in agenda.upcoming(marta, timezone.localdate())]
    assert "Teresa Territorio: no irá: Otro día" in notes
    assert "10:00 · Teresa Territorio: no irá" in notes
    wrong = client.post(path, {"file": SimpleUploadedFile("x.ics", b"hola")})
    assert wrong.status_code == 422
    assert "no es de un calendario" in wrong.content.decode()


def test_what_was_answered_to_an_earlier_hour_is_told_no_more(called, marta):
    replying.take(called, reply(called), by=marta)
    called.refresh_from_db()
    meeting.rearrange(called, by=marta, minutes=45, place="Ayuntamiento", video_url="")
    notes = [one.note for one in agenda.upcoming(marta, timezone.localdate())]
    assert not any("no irá" in note for note in notes)


def test_replies_go_to_the_mailbox_of_the_office(called, settings):
    settings.DEFAULT_FROM_EMAIL = "Lonja <oficina@cluster.example>"
    made = invitations.event(called, "REQUEST", "es").decode().replace("\r\n ", "")
    assert "mailto:oficina@cluster.example" in made
    assert f"RSVP=TRUE:mailto:{MEMBER}" in made
