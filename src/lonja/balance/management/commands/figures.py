import json
from typing import Any

from lonja.balance import catalogue
from lonja.core.console import OfficeCommand


class Command(OfficeCommand):
    help = "List every figure of the balance: its key, line, unit, name and definition."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--language", choices=["es", "en"], default="es")

    def handle(self, *args: Any, **options: Any) -> None:
        language = options["language"]
        found = catalogue.figures().values()
        if options["format"] == "json":
            listed = [
                {
                    "key": f.key,
                    "line": f.line,
                    "unit": str(f.unit),
                    "name": {"es": f.name.es, "en": f.name.en},
                    "definition": {"es": f.definition.es, "en": f.definition.en},
                }
                for f in found
            ]
            self.stdout.write(json.dumps({"figures": listed}, ensure_ascii=False, indent=2))
            return
        names, line = catalogue.line_names(language), 0
        for figure in found:
            if figure.line != line:
                line = figure.line
                self.stdout.write(self.style.MIGRATE_HEADING(f"\n{line}. {names.get(line, '')}"))
            self.stdout.write(f"  {figure.key}  {figure.name.in_(language)} ({figure.unit})")
            self.stdout.write(f"      {figure.definition.in_(language)}")
