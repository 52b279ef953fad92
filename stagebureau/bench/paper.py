"""contracts.pdf_one: a contract in drievoud, tagged, against the way most projects print it."""

import time
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template import engines

from contracts.facts import facts_of
from contracts.making import COPIES, print_copies
from contracts.models import Contract
from core.tenancy import for_school
from stagebureau.bench.measure import compare

STYLE = """
%(fonts)s
@page { size: A4; margin: 22mm 18mm 20mm; @top-right { content: string(label); font: 700 9pt Bench }
  @bottom-right { content: "pagina " counter(page) " van " counter(pages); font: 9pt Bench } }
html { font: 10.5pt/1.42 Bench; color: #14232b }
.copy { break-before: page } .copy:first-of-type { break-before: auto }
.label { string-set: label content(); display: block; height: 0; font-size: 0 }
.parties { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm }
.party { border: .6pt solid #bbb; border-radius: 2mm; padding: 2.5mm }
dl { margin: 0; display: grid; grid-template-columns: 28mm 1fr; gap: .4mm 2mm } dd { margin: 0 }
table { width: 100%%; border-collapse: collapse }
th, td { border: .5pt solid #999; padding: 1.1mm 2mm; text-align: left }
h2.break { break-before: page }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; font-size: 8.4pt; line-height: 1.32 }
.sign { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 4mm; break-inside: avoid }
.line { margin-top: 10mm; border-top: .8pt dotted #444 }
"""
NAIVE = (Path(__file__).parent / "html/contract.html").read_text(encoding="utf-8")


def pdf_one(world, quick):
    """CPU time, warm. The baseline: the same words and fonts, in grids, dotted lines, style read per document."""
    with for_school(world.school):
        facts = facts_of(Contract.objects.for_paper().get(pk=world.contract.pk), 1)
    template, style = engines["django"].from_string(NAIVE), STYLE % {"fonts": fonts()}

    def naive():
        from weasyprint import HTML  # noqa: PLC0415 - slow import

        html = template.render(facts | {"labels": COPIES, "style": style})
        return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")

    return compare(
        "contracts.pdf_one", lambda: print_copies(facts), naive, target=0.40, rounds=1 if quick else 5,
        clock=time.process_time, what="three copies in a PDF/UA-1, against plain WeasyPrint of the same words",
    )  # fmt: skip


def fonts():
    """The same typeface for the baseline."""
    face = '@font-face {{ font-family: Bench; font-weight: {weight}; src: url("file://{file}") }}'
    name = "vendor/atkinson-print/atkinson-hyperlegible-next-latin-{}-normal.woff2"
    return "\n".join(face.format(weight=weight, file=finders.find(name.format(weight))) for weight in (400, 700))
