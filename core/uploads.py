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


class PdfField(PhotoField):
    """A PDF that only shows pages; it stays as it is."""

    accept = "application/pdf"

    def check(self, content):
        """The upload as it will be kept."""
        return Upload(documents.check_pdf(content), "application/pdf", "pdf")


class SeveralFiles(forms.FileInput):
    """A choice of one or more files; on a phone the camera is among them."""

    allow_multiple_selected = True


class ScanField(forms.FileField):
    """Photos or PDFs of signed paper, in one go: one clean PDF comes out (an Upload); None when there is none."""

    accept = f"{PICTURES},application/pdf"

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget = SeveralFiles(attrs={"accept": self.accept})

    def clean(self, data, initial=None):
        files = [super(ScanField, self).clean(one, initial) for one in data or [None]]
        files = [one for one in files if one]
        if not files:
            return None
        from core import scans  # noqa: PLC0415 - scans make an Upload

        try:
            return scans.tidy_scan([one.read(images.MAX_BYTES + 1) for one in files])
        except scans.ScanFault as fault:
            raise ValidationError(str(fault)) from fault
