"""A reason for a no, as the school words it."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from placements.models import RefusalReason


class ReasonForm(forms.ModelForm):
    """The label, the kind text, and who may choose it."""

    class Meta:
        model = RefusalReason
        fields = ["label", "text", "for_company", "is_active", "position"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]
            field.error_messages.setdefault("required", _("Dit is nog leeg."))

    def clean_label(self):
        label = self.cleaned_data["label"].strip()
        if RefusalReason.objects.exclude(pk=self.instance.pk).filter(label__iexact=label).exists():
            raise forms.ValidationError(_("Deze reden is er al."))
        if not slugify(label):
            raise forms.ValidationError(_("Gebruik letters in de reden."))
        return label

    def new_code(self):
        """A code that stays, from the first label."""
        wanted = slugify(self.cleaned_data["label"])[:25]
        taken = {"stage_off", *RefusalReason.objects.values_list("code", flat=True)}
        return next(code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, 999))) if code not in taken)
