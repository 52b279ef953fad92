"""The table of speeds: one line a figure. `python3 manage.py bench` runs it against a database of its own."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand

from stagebureau.bench import availability, mail, matching, pages, paper, startup
from stagebureau.bench.seed import plant

FIGURES = {
    "page_list": pages.page_list,
    "page_detail": pages.page_detail,
    "page_post": pages.page_post,
    "pdf_one": paper.pdf_one,
    "pdf_printset": paper.pdf_printset,
    "swap_equals_plain": paper.swap_equals_plain,
    "batch100": paper.batch100,
    "mail_1000": mail.mail_1000,
    "startup": startup.startup,
    "availability": availability.availability,
    "matching_quality": matching.quality,
    "matching_speed": matching.speed,
    "matching_board": matching.board,
}


class Command(BaseCommand):
    help = "Meet de snelheid: elk getal is onze tijd gedeeld door die van een kale manier, in dezelfde run."

    def add_arguments(self, parser):
        parser.add_argument("--only", nargs="+", choices=FIGURES, help="alleen deze getallen")
        parser.add_argument("--quick", action="store_true", help="weinig rijen en rondes, om te proberen")

    def handle(self, *, only, quick, **options):
        with pages.no_debug():
            world = plant(*((1, 12) if quick else (4, 400)))
            for name, measure in FIGURES.items():
                if not only or name in only:
                    found = measure(world, quick)
                    for figure in found if isinstance(found, Iterator) else [found]:
                        self.stdout.write(str(figure))
                        self.stdout.flush()
