import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from stagebureau import demo


class Command(BaseCommand):
    help = "Laat voor elke rol van de demo zien hoe u binnenkomt. Werkt alleen in de demo."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="als JSON, voor programma's")

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError("Dit kan alleen in de demo. Op een server logt iedereen zelf in.")
        rows = demo.doors()
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['school']:<24} {row['role']:<22} {row['name']:<24} {row['url']}")
