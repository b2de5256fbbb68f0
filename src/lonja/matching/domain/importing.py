"""Bringing a file of notices into the records: the same file twice changes nothing, a later version
updates, a withdrawal closes, what cannot be read is set aside with its reason.

What is written here leaves one line in the trail for the whole file, not one for each notice: the
run says how many there were, and each notice is as its source has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import IO

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.files import drop
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.search import indexing

from ..models import Award, Feed, Notice, NoticeImport, RejectedEntry, Withdrawal
from ..notices import packages
from ..notices.found import FoundNotice, FoundWithdrawal, SetAside
from ..notices.reading import Item, Reading
from .placing import Gazetteer

BATCH = 300
MOST_KEPT_ASIDE = 1000
MOST_CODES = 100
COUNTS = ("created", "updated", "unchanged", "withdrawn", "rejected")
COPIED = (
    "source", "kind", "folder_id", "state", "state_code", "summary", "url", "contract_type",
    "procedure", "buyer_tax_id", "buyer_dir3", "buyer_city", "nuts", "place", "currency",
    "amount", "amount_with_tax", "estimated_value", "deadline", "published_on",
)  # fmt: skip
DERIVED = (
    "feed_id", "source_updated_at", "title", "buyer_name", "territory", "region", "cpv", "lots",
    "documents", "fingerprint", "withdrawn_at", "withdrawal_reason", "updated_at",
)  # fmt: skip


def bring_in(file: IO[bytes], name: str, *, by, feed: Feed | None = None) -> NoticeImport:
    """Read a file opened in binary (.atom, .xml, or a .zip or .tar.gz of them) of any size.

    Each batch is a transaction of its own: cut short, what came before stays, and doing it again
    goes on from there. Returns the run, finished, with its counts.
    """
    run = NoticeImport.objects.create(file_name=name[:200], by=by, source_feed=feed)
    return _carry_out(run, file, by=by)


def bring_in_page(reading: Reading, name: str, feed: Feed, gazetteer: Gazetteer) -> NoticeImport:
    """Bring in a page of a feed, already opened. Returns the run, finished, with its counts."""
    run = NoticeImport.objects.create(file_name=name[:200], source_feed=feed)
    _bring_in_all(reading, run, gazetteer)
    run.feed_id = reading.page.feed_id[:300]
    run.next_url = reading.page.next_url[:600]
    run.problem = reading.problem
    return _finish(run, by=None)


def set_by(upload: File, *, by) -> NoticeImport:
    """Keep a large upload for a worker to bring in (see `jobs`). Returns the run, to begin."""
    run = NoticeImport(file_name=str(upload.name)[:200], by=by)
    run.upload.save("", upload, save=False)
    run.save()
    return run


def bring_in_set_by(run: NoticeImport) -> NoticeImport:
    """Bring in what was set by, from the start: whatever came in before is known by now."""
    if run.finished_at or not run.upload:
        return run
    run.entries.all().delete()
    for name in COUNTS:
        setattr(run, name, 0)
    with run.upload.open("rb") as file:
        _carry_out(run, file, by=run.by)
    with transaction.atomic():
        drop(run.upload)
        run.save(update_fields=["upload"])
    return run


def _carry_out(run: NoticeImport, file: IO[bytes], *, by) -> NoticeImport:
    gazetteer = Gazetteer()
    problems: list[str] = []
    for part, member in packages.members(file, problems):
        reading = Reading(member)
        _bring_in_all(reading, run, gazetteer)
        run.feed_id = run.feed_id or reading.page.feed_id[:300]
        run.next_url = reading.page.next_url[:600]
        if reading.problem:
            problems.append(f"{part}: {reading.problem}" if part else reading.problem)
    run.problem = "\n".join(problems[:50])
    return _finish(run, by=by)


def _finish(run: NoticeImport, *, by) -> NoticeImport:
    run.finished_at = timezone.now()
    run.save()
    writing.note(Verb.IMPORTED, run, by=by, reason=summary(run))
    return run


def summary(run: NoticeImport) -> str:
    """What an import did, in words: only what it did."""
    said = (
        ngettext("%(n)s nueva", "%(n)s nuevas", run.created) % {"n": run.created},
        ngettext("%(n)s actualizada", "%(n)s actualizadas", run.updated) % {"n": run.updated},
        _("%(n)s sin cambios") % {"n": run.unchanged},
        ngettext("%(n)s retirada", "%(n)s retiradas", run.withdrawn) % {"n": run.withdrawn},
        ngettext("%(n)s apartada", "%(n)s apartadas", run.rejected) % {"n": run.rejected},
    )
    done = [text for text, name in zip(said, COUNTS, strict=True) if getattr(run, name)]
    return ", ".join(done) or _("Ningún anuncio")


def _bring_in_all(reading: Reading, run: NoticeImport, gazetteer: Gazetteer) -> None:
    items = iter(reading)
    while batch := list(islice(items, BATCH)):
        try:
            counts = _bring_in_batch(batch, run, reading.page.feed_id, gazetteer)
        except IntegrityError:
            # Somebody else has just brought some of these in: now they are known.
            counts = _bring_in_batch(batch, run, reading.page.feed_id, gazetteer)
        for name, number in counts.items():
            setattr(run, name, getattr(run, name) + number)
        run.save()


@transaction.atomic
def _bring_in_batch(
    batch: list[Item], run: NoticeImport, feed_id: str, gazetteer: Gazetteer
) -> dict[str, int]:
    """Apply the items in their order, and write at the end. How many of each there were."""
    work = _Batch(batch, feed_id, gazetteer)
    for item in batch:
        if isinstance(item, FoundNotice):
            work.notice(item)
        elif isinstance(item, FoundWithdrawal):
            work.withdrawal(item)
        else:
            work.aside.append(item)
    work.write(run)
    return work.counts


class _Batch:
    """Some hundreds of items against what is already known of them."""

    def __init__(self, batch: list[Item], feed_id: str, gazetteer: Gazetteer):
        ids = {item.atom_id for item in batch if not isinstance(item, SetAside)}
        self.known = {n.atom_id: n for n in Notice.everything.filter(atom_id__in=ids)}
        self.withdrawals = {w.atom_id: w for w in Withdrawal.objects.filter(atom_id__in=ids)}
        self.feed_id = feed_id[:300]
        self.gazetteer = gazetteer
        self.now = timezone.now()
        self.changed: dict[str, FoundNotice | None] = {}  # None: only its withdrawal
        self.withdrawn: dict[str, Withdrawal] = {}
        self.aside: list[SetAside] = []
        self.counts = dict.fromkeys(COUNTS, 0)

    def notice(self, found: FoundNotice) -> None:
        notice = self.known.get(found.atom_id)
        fingerprint = _fingerprint(found)
        if notice is None:
            notice = self.known[found.atom_id] = Notice(atom_id=found.atom_id)
            self.counts["created"] += 1
        elif self._is_news(found, notice, fingerprint):
            self.counts["updated"] += 1
        else:
            self.counts["unchanged"] += 1
            return
        self._fill(notice, found, fingerprint)
        self.changed[found.atom_id] = found

    def withdrawal(self, found: FoundWithdrawal) -> None:
        before = self.withdrawals.get(found.atom_id)
        if before and (found.at is None or (before.at and before.at >= found.at)):
            return
        at = found.at or self.now
        notice = self.known.get(found.atom_id)
        mark = before or Withdrawal(atom_id=found.atom_id)
        mark.at, mark.reason = at, found.reason[:80]
        self.withdrawals[found.atom_id] = self.withdrawn[found.atom_id] = mark
        if notice and notice.source_updated_at > at:
            return  # it was published again after having been withdrawn
        self.counts["withdrawn"] += 1
        if notice:
            self._close(notice)
            self.changed.setdefault(found.atom_id, None)

    def write(self, run: NoticeImport) -> None:
        # Not by create and change of the journal, which would leave a line for each: see above.
        new = [self.known[i] for i in self.changed if self.known[i].pk is None]
        old = [self.known[i] for i in self.changed if self.known[i].pk is not None]
        Notice.objects.bulk_create(new)
        if old:
            Notice.everything.bulk_update(old, [*COPIED, *DERIVED])
        told = {self.known[i].pk: found for i, found in self.changed.items() if found}
        Award.objects.filter(notice__in=[n.pk for n in old if n.pk in told]).delete()
        Award.objects.bulk_create(_awards(told))
        self._write_withdrawals()
        self._set_aside(run)
        with indexing.batched():
            for notice in (*new, *old):
                indexing.refresh(notice)

    def _is_news(self, found: FoundNotice, notice: Notice, fingerprint: str) -> bool:
        """A later version, or another reading of the same one. What is dated in the future does not
        stand in the way of what comes after."""
        if fingerprint == notice.fingerprint:
            return False
        dated_ahead = notice.source_updated_at > self.now
        return found.updated >= notice.source_updated_at or dated_ahead

    def _fill(self, notice: Notice, found: FoundNotice, fingerprint: str) -> None:
        for name in COPIED:
            limit = getattr(Notice._meta.get_field(name), "max_length", None)
            value = getattr(found, name)
            setattr(notice, name, value[:limit] if limit and isinstance(value, str) else value)
        notice.feed_id = self.feed_id
        notice.source_updated_at = found.updated
        notice.title = _short(found.title or _("(sin objeto)"), 1000)
        notice.buyer_name = _short(found.buyer_name, 400)
        notice.territory_id = self.gazetteer.territory_of(found)
        notice.region_id = self.gazetteer.region_of(found)
        notice.cpv = " ".join(found.cpv[:MOST_CODES])
        notice.lots = [
            {"number": lot.number, "title": lot.title, "cpv": lot.cpv,
             "amount": str(lot.amount) if lot.amount is not None else None}
            for lot in found.lots
        ]  # fmt: skip
        notice.documents = [list(pair) for pair in found.documents]
        notice.fingerprint = fingerprint
        notice.updated_at = self.now
        self._close(notice)

    def _close(self, notice: Notice) -> None:
        """Withdrawn, when the source took back this version or a later one; else it stands."""
        mark = self.withdrawals.get(notice.atom_id)
        version = notice.source_updated_at
        if mark and mark.at and version and mark.at < version:
            mark = None
        notice.withdrawn_at = mark.at if mark else None
        notice.withdrawal_reason = mark.reason if mark else ""

    def _write_withdrawals(self) -> None:
        Withdrawal.objects.bulk_create(
            self.withdrawn.values(),
            update_conflicts=True,
            unique_fields=["atom_id"],
            update_fields=["at", "reason"],
        )

    def _set_aside(self, run: NoticeImport) -> None:
        self.counts["rejected"] = len(self.aside)
        room = max(0, MOST_KEPT_ASIDE - run.rejected)
        RejectedEntry.objects.bulk_create(
            RejectedEntry(
                run=run,
                position=one.position,
                atom_id=one.atom_id[:300],
                title=_short(one.title, 500),
                reason=_short(one.reason, 300),
                excerpt=one.excerpt,
            )
            for one in self.aside[:room]
        )


def _awards(told: dict[int, FoundNotice]) -> Iterable[Award]:
    for key, found in told.items():
        for award in found.awards:
            yield Award(
                notice_id=key,
                number=award.number,
                lot=award.lot[:60],
                result=award.result,
                supplier=_short(award.supplier, 400),
                tax_id=award.tax_id[:40],
                amount=award.amount,
                amount_with_tax=award.amount_with_tax,
                date=award.date,
            )


def _fingerprint(found: FoundNotice) -> str:
    plain = json.dumps(found.plain(), default=_told, sort_keys=True, ensure_ascii=False)
    return sha256(plain.encode()).hexdigest()


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
