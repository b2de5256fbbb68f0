"""How large the office is that this runs in, as JSON; with --way-in, how to sign in to it."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402

from lonja.acts.models import Act, Participation  # noqa: E402
from lonja.directory.models import Organisation, Person  # noqa: E402
from lonja.evidence.models import Evidence  # noqa: E402
from lonja.example.cast import PASSWORD, STAFF_EMAIL  # noqa: E402
from lonja.search.models import Document  # noqa: E402

SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def size() -> dict[str, int]:
    told = {
        "acts": Act.objects.count(),
        "participations": Participation.objects.count(),
        "organisations": Organisation.objects.count(),
        "people": Person.objects.count(),
        "proofs": Evidence.objects.count(),
        "documents of the search": Document.objects.count(),
    }
    with connection.cursor() as cursor:
        cursor.execute(SIZES[connection.vendor])
        told["MB"] = cursor.fetchone()[0] // 1_000_000
    return told


if __name__ == "__main__":
    if "--way-in" in sys.argv:
        way = {"path": reverse("account_login"), "email": STAFF_EMAIL, "password": PASSWORD}
        print(json.dumps(way))
    else:
        print(json.dumps(size()))
