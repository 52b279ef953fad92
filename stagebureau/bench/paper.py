"""Contracts in drievoud: one, for the printer, and a whole year, against the way most projects print them."""

import io
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pikepdf
from django.contrib.staticfiles import finders
from django.template import engines

from contracts.copies import copy_labels
from contracts.facts import facts_of
from contracts.making import TEMPLATE, print_copies
from contracts.models import Contract
from contracts.tasks import add_pages
from core.pdf import lay_out, lay_out_each, write
from core.tenancy import for_school
from stagebureau.bench.measure import Figure, Number, compare

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
CHILD = [sys.executable, "-m", "stagebureau.bench.printing"]
NAIVE = (Path(__file__).parent / "html/contract.html").read_text(encoding="utf-8")


def pdf_one(world, quick):
    """CPU time, warm. The baseline: the same words and fonts, in grids, dotted lines, style read per document."""
    facts = facts_in(world)
    return compare(
        "contracts.pdf_one", lambda: print_copies(facts), plain(facts), target=0.40, rounds=1 if quick else 5,
        clock=time.process_time, what="three copies in a PDF/UA-1, against plain WeasyPrint of the same words",
    )  # fmt: skip


def facts_in(world):
    """What is on the paper of the one contract."""
    with for_school(world.school):
        return facts_of(Contract.objects.for_paper().get(pk=world.contract.pk), 1)


def plain(facts):
    """Three copies as most projects print them."""
    template, style = engines["django"].from_string(NAIVE), STYLE % {"fonts": fonts()}

    def naive():
        from weasyprint import HTML  # noqa: PLC0415 - slow import

        html = template.render(facts | {"labels": copy_labels(facts), "style": style})
        return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")

    return naive


def pdf_printset(world, quick):
    """The file for the printer: joined from the bytes that were stored, so nothing is laid out again."""
    facts = facts_in(world)
    stored = print_copies(facts)

    def ours():
        with pikepdf.new() as whole:
            add_pages(whole, stored)
            whole.save(io.BytesIO(), deterministic_id=True)

    return compare(
        "contracts.pdf_printset", ours, plain(facts), target=0.25, rounds=1 if quick else 5, clock=time.process_time,
        what="three copies for the printer, from the stored paper, against plain WeasyPrint of the same words",
    )  # fmt: skip


def swap_equals_plain(world, quick):
    """How much the paper whose labels were swapped differs from one of which every copy was laid out by itself."""
    facts = facts_in(world)
    context = facts | {"school": {"name": facts["school_facts"]["name"]}}
    labels = copy_labels(facts)
    first = lay_out(TEMPLATE, context | {"copy_label": labels[0]})
    each = write(first.copy(lay_out_each(TEMPLATE, context, labels)))
    differences = sum(one != other for one, other in zip(told(print_copies(facts)), told(each), strict=True))
    return Number(
        "contracts.swap_equals_plain", differences, "0",
        "parts (structure per kind, pages, letters per page) in which swapped labels differ from three full layouts",
    )  # fmt: skip


def told(content):
    """(kinds of structure with their number, pages, letters on each page)."""
    kinds = Counter()
    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem":
                kinds[str(one.S)] += 1
        return kinds, len(document.pages), [letters(page) for page in document.pages]


def letters(page):
    """How many letters stand on a page."""
    return sum(
        len(bytes(part)) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "TJ"
        for part in operands[0] if isinstance(part, pikepdf.String)
    )  # fmt: skip


def batch100(world, quick):
    """A year group printed by two processes, as two workers do, against one."""
    facts, number = facts_in(world), 6 if quick else 100
    alone, peak_alone = printed_by(1, number, facts)
    both, peak = printed_by(2, number, facts)
    peak = max(peak, peak_alone)
    return Figure(
        "contracts.batch100", both / alone, 0.55, both, alone,
        f"{number} contracts in two processes against one; at most {peak:.0f} MB each, target <= 300",
    )  # fmt: skip


def printed_by(processes, number, facts):
    """(seconds, megabytes of the largest) for so many processes to print their share."""
    share = json.dumps([number // processes, facts])
    running, begin = [], time.perf_counter()
    for _one in range(processes):
        running.append(subprocess.Popen(CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))  # noqa: S603
        running[-1].stdin.write(share)
        running[-1].stdin.close()
    peaks = [float(one.stdout.read()) for one in running]
    for one in running:
        one.wait()
        one.stdout.close()
    return time.perf_counter() - begin, max(peaks)


def fonts():
    """The same typeface for the baseline."""
    face = '@font-face {{ font-family: Bench; font-weight: {weight}; src: url("file://{file}") }}'
    name = "vendor/atkinson-print/atkinson-hyperlegible-next-latin-{}-normal.woff2"
    return "\n".join(face.format(weight=weight, file=finders.find(name.format(weight))) for weight in (400, 700))
