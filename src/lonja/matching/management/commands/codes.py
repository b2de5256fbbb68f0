from django.core.management.base import BaseCommand, CommandError

from lonja.matching.domain import teaching


class Command(BaseCommand):
    help = "Learn from the notices brought in which codes to suggest: lonja codes learn"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["learn"])

    def handle(self, *args, **options):
        try:
            titles = teaching.learn()
        except ValueError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Learnt from {titles} titles")
