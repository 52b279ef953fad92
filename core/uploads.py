"""Form fields for what people bring from their phone: a photo, or a photo or PDF. What comes out is clean."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from core import documents, images

PICTURES = "image/jpeg,image/png,image/webp,image/heic,image/heif"


class Upload(NamedTuple):
    """Bytes that were checked, as core.files.keep takes them."""

    content: bytes
    content_type: str
    ending: str


class PhotoField(forms.FileField):
    """A photo, cleaned to a JPEG of our own; None when there is none."""

    accept = PICTURES

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget = forms.FileInput(attrs={"accept": self.accept})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return self.check(upload.read(images.MAX_BYTES + 1))
        except (images.PhotoFault, documents.DocumentFault) as fault:
            raise ValidationError(str(fault)) from fault

    def check(self, content):
        """The upload as it will be kept."""
        return Upload(images.tidy_photo(content), "image/jpeg", "jpg")


class WorkField(PhotoField):
    """A photo or a PDF that a student hands in."""

    accept = f"{PICTURES},application/pdf"

    def check(self, content):
        """A photo becomes ours; a PDF stays as it is when it only shows pages."""
        if b"%PDF-" in content[:1024]:
            return Upload(documents.check_pdf(content), "application/pdf", "pdf")
        return super().check(content)
