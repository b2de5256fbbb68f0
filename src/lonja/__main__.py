"""The console program: every verb of `lonja` is a management command."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lonja.settings")
    # Products of small arrays take longer with several threads, which wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["lonja", *sys.argv[1:]])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has read enough (`lonja figures | head`). What is still to be written
        # goes nowhere, so that Python does not stumble over it again on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
