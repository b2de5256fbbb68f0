"""Keeping the index in step with the records.

`refresh` is called wherever a line is left in the trail (journal.writing.note), within the same
transaction: what has been saved is found, at once. `batched` gathers many for an import.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from . import structure
from .analysis import forms, sound, stems_of, surfaces
from .models import Document, Word
from .registry import Indexed, all_indexed, kinds_of, of, root_of

MAX_TEXT = 20_000
BATCH = 500
LEARNT = 4
"""Letters from which a word is worth correcting others to."""

_waiting: ContextVar[dict | None] = ContextVar("waiting", default=None)


def refresh(record: models.Model) -> None:
    """Index a record as it is now; one in the bin is no longer found."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting[type(record), record.pk] = record
    elif of(type(record)):
        _write([record])


def remove(record: models.Model) -> None:
    """Forget a record that is being erased for good."""
    _documents_of(type(record)).filter(object_id=record.pk).delete()


def forget_words(text: str) -> None:
    """Suggest no more the words of a text, such as an erased name, that no document has now."""
    for word in forms(text):
        has_it = models.Q(title_words__contains=word) | models.Q(text_words__contains=word)
        if not Document.objects.filter(has_it).exists():
            Word.objects.filter(word=word).delete()


@contextmanager
def batched() -> Iterator[None]:
    """Index once, at the end, whatever is written inside. For imports of many records."""
    token = _waiting.set({})
    try:
        yield
        records = [one for one in (_waiting.get() or {}).values() if of(type(one))]
    finally:
        _waiting.reset(token)
    for start in range(0, len(records), BATCH):
        _write(records[start : start + BATCH])


def rebuild(several: Iterable[type[models.Model]] = (), batch: int = BATCH) -> int:
    """Index anew every live record of the given models, or of all; how many there are."""
    chosen = [one for m in several if (one := of(m))]
    if chosen:
        return sum(_rebuild(one, batch, Counter()) for one in chosen)
    structure.renew(connection)
    counted: Counter[str] = Counter()
    total = sum(_rebuild(one, batch, counted) for one in all_indexed())
    _forget_strangers()
    _recount(counted)
    return total


def _rebuild(indexed: Indexed, batch: int, counted: Counter[str]) -> int:
    """Index all records of one model, and forget the documents of those that are no more."""
    rows = indexed.model._default_manager.order_by("pk")
    if kinds := kinds_of(indexed.model):
        rows = rows.exclude(kind__in=kinds)
    rows = rows.select_related(*indexed.related).prefetch_related(*indexed.prefetch)
    kept: set[int] = set()
    chunk: list[models.Model] = []
    for record in rows.iterator(chunk_size=batch):
        kept.add(record.pk)
        chunk.append(record)
        if len(chunk) == batch:
            _save([(indexed, one) for one in chunk], counted)
            chunk = []
    _save([(indexed, one) for one in chunk], counted)
    mine = Document.objects.filter(content_type=ContentType.objects.get_for_model(indexed.model))
    gone = set(mine.values_list("object_id", flat=True)) - kept
    for some in _chunks(sorted(gone), BATCH):
        mine.filter(object_id__in=some).delete()
    return len(kept)


def _write(records: list[models.Model]) -> None:
    """Index some records: those in the bin are forgotten, the rest saved."""
    living, gone = [], defaultdict(list)
    for record in records:
        if getattr(record, "deleted_at", None) or record.pk is None:
            gone[type(record)].append(record.pk)
        elif found := _as_itself(record):
            living.append(found)
    for model, keys in gone.items():
        _documents_of(model).filter(object_id__in=keys).delete()
    _save(_with_what_they_read(living) if len(living) > 1 else living, Counter())


def _with_what_they_read(
    pairs: list[tuple[Indexed, models.Model]],
) -> list[tuple[Indexed, models.Model]]:
    """The same records, read anew with all that is indexed of them, few queries for many."""
    keys: dict[type[models.Model], list] = defaultdict(list)
    by_model = {}
    for indexed, record in pairs:
        keys[indexed.model].append(record.pk)
        by_model[indexed.model] = indexed
    found = []
    for model, indexed in by_model.items():
        rows = model._default_manager.select_related(*indexed.related)
        rows = rows.prefetch_related(*indexed.prefetch).filter(pk__in=keys[model])
        found += [(indexed, record) for record in rows]
    return found


def _as_itself(record: models.Model) -> tuple[Indexed, models.Model] | None:
    """A record as the most particular model it is: an act that is a meeting, as the meeting."""
    if particular := kinds_of(type(record)).get(str(getattr(record, "kind", ""))):
        itself = particular.model._default_manager.filter(pk=record.pk).first()
        if itself is not None:
            return particular, itself
    indexed = of(type(record))
    return (indexed, record) if indexed else None


@transaction.atomic
def _save(pairs: list[tuple[Indexed, models.Model]], counted: Counter[str]) -> None:
    if not pairs:
        return
    documents = [_document(indexed, record) for indexed, record in pairs]
    Document.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["root", "object_id"],
        update_fields=[
            "content_type", "title", "subtitle", "text", "date", "weight", *structure.COLUMNS,
        ],
    )  # fmt: skip
    written: dict[str, str] = {}
    for document in documents:
        own = forms(f"{document.title} {document.subtitle} {document.text}")
        own = {word: form for word, form in own.items() if len(word) >= LEARNT and word.isalpha()}
        written.update(own)
        counted.update(own.keys())
    _learn(written)


def _document(indexed: Indexed, record: models.Model) -> Document:
    title = indexed.title(record) or str(record)
    texts = [indexed.subtitle(record), *indexed.texts(record)]
    text = " · ".join(str(one).strip() for one in texts[1:] if one)[:MAX_TEXT]
    titled, said = surfaces(title), surfaces(f"{texts[0]} {text}")
    return Document(
        root=ContentType.objects.get_for_model(root_of(type(record))),
        content_type=ContentType.objects.get_for_model(indexed.model),
        object_id=record.pk,
        title=title[:255],
        subtitle=str(texts[0])[:255],
        text=text,
        date=indexed.date(record),
        weight=indexed.weight,
        title_stems=" ".join(stems_of(titled)),
        title_words=" ".join(titled),
        text_stems=" ".join(stems_of(said)),
        text_words=" ".join(said),
    )


def _learn(written: dict[str, str]) -> None:
    """Add the words not seen before. In order, so that two who write at once do not lock."""
    for some in _chunks(sorted(written), 5000):
        known = set(Word.objects.filter(word__in=some).values_list("word", flat=True))
        new = [
            Word(word=word, written=written[word], sound=sound(word))
            for word in some
            if word not in known
        ]
        Word.objects.bulk_create(new, ignore_conflicts=True)


@transaction.atomic
def _recount(counted: Counter[str]) -> None:
    """How many documents have each word; those that none has are forgotten."""
    gone, changed = [], []
    for word in Word.objects.all():
        if not counted[word.word]:
            gone.append(word.word)
        elif word.documents != counted[word.word]:
            word.documents = counted[word.word]
            changed.append(word)
    for some in _chunks(gone, 5000):
        Word.objects.filter(word__in=some).delete()
    Word.objects.bulk_update(changed, ["documents"], batch_size=400)


def _forget_strangers() -> None:
    """Documents of models that are no longer indexed."""
    models_ = [one.model for one in all_indexed()]
    ours = ContentType.objects.get_for_models(*models_).values() if models_ else []
    Document.objects.exclude(content_type__in=list(ours)).delete()


def _documents_of(model: type[models.Model]) -> models.QuerySet[Document]:
    return Document.objects.filter(root=ContentType.objects.get_for_model(root_of(model)))


def _chunks(values: list, size: int) -> Iterator[list]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
