"""The console program: every verb of `lonja` is a management command."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lonja.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lonja", *sys.argv[1:]])


if __name__ == "__main__":
    main()
