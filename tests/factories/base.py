import factory
from factory.django import DjangoModelFactory

from core.tenancy import for_school


class SchoolRowFactory(DjangoModelFactory):
    """Makes a row while its school is open. Children get the school of their parent."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with for_school(kwargs["school"]):
            return super()._create(model_class, *args, **kwargs)


def same_school(maker, **kwargs):
    """A related row of the same school."""
    return factory.SubFactory(maker, school=factory.SelfAttribute("..school"), **kwargs)
