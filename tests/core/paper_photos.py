"""Photos of paper as phones make them, drawn here and now: a sheet with lines of text on a table."""

import io

from PIL import Image, ImageDraw

SHEET = (1240, 1754)  # A4
TABLE = (92, 64, 45)


def sheet(lines=30):
    """A white A4 with a title, lines of words and a blue signature at the lower right."""
    page = Image.new("RGB", SHEET, "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((150, 120, 700, 160), fill="black")
    for n in range(lines):
        y, x, word = 220 + n * 40, 150, 0
        while x < 1050 - (n * 37) % 160:
            width = 30 + (word * 53 + n * 29) % 90
            pen.rectangle((x, y, x + width, y + 14), fill="black")
            x, word = x + width + 14, word + 1
    pen.line((800, 1580, 860, 1530, 900, 1590, 980, 1520, 1060, 1580), fill=(20, 40, 190), width=7)
    return page


def corners_of(page, points, size=(2000, 2600), table=TABLE):
    """The page on a table, with its corners (clockwise from top left) at these points of the photo."""
    import numpy as np

    rows, wanted = [], []
    width, height = page.size
    for (u, v), (x, y) in zip([(0, 0), (width, 0), (width, height), (0, height)], points, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    plan = np.linalg.solve(np.array(rows, float), np.array(wanted, float)).tolist()
    seen = page.transform(size, Image.Transform.PERSPECTIVE, plan, Image.Resampling.BICUBIC)
    there = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, plan)
    photo = Image.new("RGB", size, table)
    photo.paste(seen, mask=there)
    return photo


def shaded(photo, darkest=0.5):
    """Lit from the left by a yellow lamp."""
    light = Image.linear_gradient("L").rotate(90).resize(photo.size).point(lambda v: 255 * darkest + v * (1 - darkest))
    yellow = Image.merge("RGB", (light, light.point(lambda v: v * 0.95), light.point(lambda v: v * 0.78)))
    from PIL import ImageChops

    return ImageChops.multiply(photo, yellow)


def as_jpeg(picture, **options):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, **options)
    return out.getvalue()
