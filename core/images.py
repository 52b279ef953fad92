"""Photos of strangers become photos of ours: a new JPEG from the pixels, without place, maker or anything hidden."""

import io

from django.utils.translation import gettext as _

from core.child import be_child, in_child

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 1600
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")


class PhotoFault(Exception):
    """This photo cannot be used; the text says in Dutch why and what to do."""


def tidy_photo(content):
    """Return the photo as a clean JPEG of at most 1600 pixels, upright. Raises PhotoFault."""
    if len(content) > MAX_BYTES:
        raise PhotoFault(_("Deze foto is groter dan 10 MB. Kies een kleinere foto."))
    good, answer = in_child("core.images", content)
    if good:
        return answer
    raise PhotoFault(
        {
            "format": _("Dit is geen foto die we kennen. Kies een JPG, PNG, WEBP of HEIC."),
            "large": _("Deze foto heeft te veel beeldpunten. Kies een kleinere foto."),
        }.get(answer, _("Deze foto is beschadigd. Kies een andere foto."))
    )


def redraw(content):
    """The work of the child: decode within limits and draw the pixels on a new canvas."""
    import pi_heif  # noqa: PLC0415 - slow import, in the child only
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - slow import, in the child only

    pi_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # our own limit comes before anything is decoded
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except UnidentifiedImageError:
        raise ValueError("format") from None
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("large")
    picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "P", "PA"):
        picture = picture.convert("RGBA")
        clean.paste(picture, mask=picture.getchannel("A"))
    else:
        clean.paste(picture.convert("RGB"))
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    be_child(redraw)
