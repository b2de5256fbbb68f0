import json
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from lonja.core.console import OfficeCommand
from lonja.matching.domain import importing


class Command(OfficeCommand):
    needs_catalogue = True
    help = "Bring public notices in: lonja notices import FILE… (.atom, .xml or .zip)"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["import"])
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args, files, format, **options):
        if missing := [str(path) for path in files if not path.is_file()]:
            raise CommandError(_("No existe: %s") % ", ".join(missing))
        answers = [self._bring_in(path) for path in files]
        if format == "json":
            answer = answers[0] if len(answers) == 1 else answers
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            for answer in answers:
                self._tell(answer)
        if unread := [answer["file"] for answer in answers if _is_unread(answer)]:
            raise CommandError(_("No se ha podido leer nada: %s") % ", ".join(unread))

    def _bring_in(self, path: Path) -> dict:
        with path.open("rb") as file:
            run = importing.bring_in(file, path.name, by=None)
        return {
            "file": path.name,
            "created": run.created,
            "updated": run.updated,
            "unchanged": run.unchanged,
            "deleted": run.withdrawn,
            "rejected": [
                {
                    "position": entry.position,
                    "id": entry.atom_id,
                    "title": entry.title,
                    "reason": entry.reason,
                }
                for entry in run.entries.all()
            ],
            "rejected_total": run.rejected,
            "next": run.next_url,
            "problem": run.problem,
        }

    def _tell(self, answer: dict) -> None:
        self.stdout.write(
            _(
                "%(file)s: nuevas, %(created)s; actualizadas, %(updated)s; sin cambios, "
                "%(unchanged)s; retiradas, %(deleted)s; apartadas, %(rejected_total)s"
            )
            % answer
        )
        for entry in answer["rejected"]:
            about = entry["id"] or entry["title"]
            self.stdout.write(f"  {_('entrada')} {entry['position']} {about}: {entry['reason']}")
        if answer["problem"]:
            self.stdout.write(self.style.WARNING(answer["problem"]))


def _is_unread(answer: dict) -> bool:
    """A problem and no notice. With notices it may be only a warning, such as of its letters."""
    found = ("created", "updated", "unchanged", "deleted", "rejected_total")
    return bool(answer["problem"]) and not any(answer[name] for name in found)
