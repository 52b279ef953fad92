"""From a photo of paper to a straight page: find the edges, lay flat, set the lines level, make the paper white.

Runs in the child of core.scans only.
"""

import io
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # every thread of its own would cost address space

import numpy as np
import pi_heif
from PIL import Image, ImageDraw, ImageFilter, ImageOps, UnidentifiedImageError

from core.images import FORMATS, MAX_PIXELS
from core.scans import A4, LONGEST_SIDE, SHORTEST_SIDE

SMALL = 500  # pixels of the picture in which edges and slant are looked for
MOST_SLANT = 8.0  # degrees
INK = 0.0008  # the part of a page that is dark, at the least: a page with one line on it


def straight_page(content, turned=0):
    """(JPEG of exactly A4 at 200 dpi, whether it lies on its side). Raises ValueError with one word."""
    picture = opened(content)
    if turned:
        picture = picture.rotate(-turned, expand=True)
    corners = paper_corners(picture)
    if corners is not None:
        picture = laid_flat(picture, corners)
    on_its_side = lines_run_down(picture)
    if on_its_side:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    picture = level(picture)
    if on_its_side and is_ragged_left(picture):
        picture = picture.transpose(Image.Transpose.ROTATE_180)
    picture = whitened(picture)
    if corners is not None:
        without_rim(picture)
    if is_empty(picture):
        raise ValueError("empty")
    return on_a4(picture)


def opened(content):
    """Decode within limits, upright, in colour."""
    pi_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # our own limit comes before anything is decoded
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError:
        raise ValueError("format") from None
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("large")
    if min(picture.size) < SHORTEST_SIDE:
        raise ValueError("small")
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        picture = picture.convert("RGBA")
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        return white
    return picture.convert("RGB")


def small_grey(picture, side=SMALL):
    """The picture, small and grey, as numbers."""
    small = picture.convert("L")
    small.thumbnail((side, side))
    return small


def otsu(grey):
    """The grey that divides these numbers best in dark and light."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(float)
    below, mass = np.cumsum(counts), np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    return int(np.nanargmax(np.where(np.isfinite(between), between, -1)))


def paper_corners(picture):
    """The corners of a light sheet on a darker table, clockwise from top left; None where there is none to see."""
    small = small_grey(picture).filter(ImageFilter.GaussianBlur(1))
    grey = np.asarray(small)
    threshold = otsu(grey)
    light, dark = grey[grey > threshold], grey[grey <= threshold]
    if not light.size or not dark.size or light.mean() - dark.mean() < 40:
        return None
    # letters are dark as well: first close them, then take off what sticks out
    mask = Image.fromarray(((grey > threshold) * 255).astype(np.uint8))
    closed = mask.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.MinFilter(9))
    sheet = connected(np.asarray(closed.filter(ImageFilter.MinFilter(5))) > 0)
    if sheet is None:
        return None
    ys, xs = np.nonzero(sheet)
    plus, minus = xs + ys, xs - ys
    ends = [plus.argmin(), minus.argmax(), plus.argmax(), minus.argmin()]
    corners = np.array([(xs[n], ys[n]) for n in ends], dtype=float)
    if not is_sheet(corners, len(xs), grey.shape):
        return None
    if not has_edges(corners, grey):
        return None
    corners += np.sign(corners - corners.mean(axis=0)) * 2  # what the filter took off
    return corners * (picture.width / grey.shape[1])


def connected(mask):
    """The part of the mask around the middle of the picture: what can be reached from there."""
    height, width = mask.shape
    reached = np.zeros_like(mask)
    reached[height * 2 // 5 : height * 3 // 5, width * 2 // 5 : width * 3 // 5] = True
    reached &= mask
    if not reached.any():
        return None
    while True:
        wider = along_rows(along_rows(reached, mask).T, mask.T).T
        if wider.sum() == reached.sum():
            return reached
        reached = wider


def along_rows(reached, mask):
    """Every unbroken piece of a row of the mask of which something was reached."""
    outside = ~mask
    outside[:, 0] = True
    piece = np.cumsum(outside).reshape(mask.shape)
    hit = np.zeros(piece.max() + 1, dtype=bool)
    hit[piece[reached]] = True
    return hit[piece] & mask


def is_sheet(corners, filled, shape):
    """Four corners that look like paper: large, full, and about square in the corners; not simply the whole photo."""
    x, y = corners[:, 0], corners[:, 1]
    area = 0.5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))
    whole = shape[0] * shape[1]
    if not 0.25 * whole < area < 0.97 * whole or filled < 0.88 * area:
        return False
    for n in range(4):
        one, other = corners[n - 1] - corners[n], corners[(n + 1) % 4] - corners[n]
        cosine = np.dot(one, other) / (np.linalg.norm(one) * np.linalg.norm(other) + 1e-9)
        if abs(cosine) > 0.5:
            return False
    return True


def has_edges(corners, grey):
    """Whether it is darker just beside each of the four sides: a shadow has no edge, and nothing may be cut off."""
    height, width = grey.shape
    middle = corners.mean(axis=0)
    for n in range(4):
        side = corners[n] + np.linspace(0.05, 0.95, 40)[:, None] * (corners[(n + 1) % 4] - corners[n])
        outward = np.array([1, -1]) * (corners[(n + 1) % 4] - corners[n])[::-1]
        outward = outward / (np.linalg.norm(outward) + 1e-9)
        outward *= np.sign(np.dot(outward, side.mean(axis=0) - middle)) or 1
        inside, outside = side - 5 * outward, side + 7 * outward
        seen = (outside >= 0).all(axis=1) & (outside[:, 0] < width) & (outside[:, 1] < height)
        if seen.sum() < 8:  # the paper goes on beyond the photo
            continue
        step = [grey_at(grey, inside[seen]) - grey_at(grey, outside[seen])]
        if (np.array(step) > 20).mean() < 0.8:
            return False
    return True


def grey_at(grey, points):
    """The grey at these points."""
    x, y = np.clip(points.astype(int), 0, [grey.shape[1] - 1, grey.shape[0] - 1]).T
    return grey[y, x].astype(int)


def laid_flat(picture, corners):
    """The sheet between these corners as if seen from above."""
    tl, tr, br, bl = corners
    width = int(max(np.linalg.norm(tr - tl), np.linalg.norm(br - bl)))
    height = int(max(np.linalg.norm(bl - tl), np.linalg.norm(br - tr)))
    rows, wanted = [], []
    for (x, y), (u, v) in zip([(0, 0), (width, 0), (width, height), (0, height)], corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    plan = np.linalg.solve(np.array(rows), np.array(wanted))
    return picture.transform((width, height), Image.Transform.PERSPECTIVE, plan.tolist(), Image.Resampling.BICUBIC)


def inked(picture, side=SMALL):
    """Where the small picture is darker than the paper around it, and not at its rim."""
    small = small_grey(picture, side)
    paper = np.asarray(small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(8)), dtype=float)
    dark = (np.asarray(small) < 0.75 * paper).astype(np.uint8) * 255
    rim = max(2, side // 40)
    dark[:rim], dark[-rim:], dark[:, :rim], dark[:, -rim:] = 0, 0, 0, 0
    return Image.fromarray(dark)


def sharpness(ink, axis):
    """How strongly ink and white change from line to line: most where the lines of text lie level."""
    profile = np.asarray(ink, dtype=float).sum(axis=axis)
    return float(((profile[1:] - profile[:-1]) ** 2).sum())


def lines_run_down(picture):
    """Whether the lines of text stand upright: the paper was photographed on its side."""
    ink = inked(picture)
    if picture.width <= picture.height:
        return False
    return sharpness(ink, axis=0) > 1.3 * sharpness(ink, axis=1)


def is_ragged_left(picture):
    """Whether lines end alike at the right and begin anywhere at the left: our pages stand upside down then."""
    ink = np.asarray(inked(picture)) > 0
    rows = ink[ink.sum(axis=1) > ink.shape[1] // 20]
    if len(rows) < 20:
        return False
    begins, ends = rows.argmax(axis=1), rows.shape[1] - rows[:, ::-1].argmax(axis=1)
    return np.subtract(*np.percentile(begins, [75, 25])) > 1.5 * np.subtract(*np.percentile(ends, [75, 25])) + 2


def level(picture):
    """Turned back by the slant of the lines, up to eight degrees."""
    ink = inked(picture, 900)

    def score(angle):
        return sharpness(ink.rotate(angle, Image.Resampling.BILINEAR), axis=1)

    rough = max(np.arange(-MOST_SLANT, MOST_SLANT + 0.1, 1.0), key=score)
    fine = max(np.arange(rough - 0.8, rough + 0.9, 0.2), key=score)
    if abs(fine) < 0.3 or score(fine) < 1.05 * score(0):
        return picture
    return picture.rotate(float(fine), Image.Resampling.BICUBIC, expand=False, fillcolor=edge_colour(picture))


def edge_colour(picture):
    """The colour that the paper has, for the corners that turning leaves."""
    return tuple(int(one) for one in np.percentile(np.asarray(picture.resize((60, 60))).reshape(-1, 3), 80, axis=0))


def whitened(picture):
    """Shadow and yellow lamp go, paper becomes white, ink keeps its colour: a blue signature stays blue."""
    small = picture.resize((max(1, picture.width // 12), max(1, picture.height // 12)), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(6)).resize(picture.size)
    out = np.empty((picture.height, picture.width, 3), dtype=np.uint8)
    seen, light = np.asarray(picture), np.asarray(paper)
    for top in range(0, picture.height, 256):  # in strips: numbers with a comma take four times the room
        rows = slice(top, top + 256)
        part = seen[rows].astype(np.float32) / np.maximum(light[rows].astype(np.float32), 40)
        out[rows] = (np.clip((part - 0.12) / 0.76, 0, 1) * 255).astype(np.uint8)
    return Image.fromarray(out)


def without_rim(picture):
    """What the eye still sees of the table along the edge, a millimetre and a half, goes."""
    rim = round(0.007 * max(picture.size))
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline="white", width=rim)


def is_empty(picture):
    """Hardly any ink."""
    return float((np.asarray(inked(picture)) > 0).mean()) < INK


def on_a4(picture):
    """(JPEG, lies on its side): the picture as large as fits in the middle of a white A4."""
    wide = picture.width > picture.height
    size = A4[::-1] if wide else A4
    fitted = ImageOps.contain(picture, size, Image.Resampling.LANCZOS)
    page = Image.new("RGB", size, "white")
    page.paste(fitted, ((size[0] - fitted.width) // 2, (size[1] - fitted.height) // 2))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=76, optimize=True, dpi=(200, 200))
    return out.getvalue(), wide
