from typing import Any

from lonja.balance.documents import Checked, Desk
from lonja.balance.models import Edition
from lonja.core.console import OfficeCommand


class Command(OfficeCommand):
    help = (
        "Check the prose of a year: numbers that no figure supports, and figures without enough "
        "evidence. Ends with 1 when there is any."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--language", choices=["es", "en"], default="es")

    def handle(self, *args: Any, **options: Any) -> None:
        year, language = options["year"], options["language"]
        desk = Desk(year, language)
        edition = Edition.objects.filter(year=year, language=language).first()
        checked = [desk.check_section(one) for one in edition.sections.all()] if edition else []
        if edition is None:
            self.stdout.write(f"Nothing has been written of {year} in {language}.")
        found = sum(self._tell(section, language) for section in checked)
        weak = [entry for entry in desk.figures.values() if entry.weak]
        for entry in weak:
            self.stdout.write(
                f"evidence  {entry.key}: {entry.weak} of {entry.records} records without enough"
            )
        self.stdout.write(f"{found} claims or errors in the prose; {len(weak)} figures weak.")
        if found or weak:
            raise SystemExit(1)

    def _tell(self, section: Checked, language: str) -> int:
        for problem in section.problems:
            hint = f" ({problem.suggestion}?)" if problem.suggestion else ""
            self.stdout.write(
                f"error     {section.number}, line {problem.line}: {problem.text}: "
                f"{problem.message.in_(language)}{hint}"
            )
        for claim in section.claims:
            self.stdout.write(
                f"unbound   {section.number}, line {claim.line}: «{claim.text}» in "
                f"«{claim.excerpt}»: {claim.message.in_(language)}"
            )
        return len(section.problems) + len(section.claims)
