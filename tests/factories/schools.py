import datetime

import factory
from factory.django import DjangoModelFactory

from schools.enums import Purpose, Role
from schools.letters import write_letter
from schools.models import Guardianship, Letter, Membership, School, Student, User
from tests.factories.base import SchoolRowFactory, same_school


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    name = factory.Sequence(lambda n: f"Praktijkschool {n}")
    slug = factory.Sequence(lambda n: f"school-{n}")
    kind = School.Kind.PRO
    region = "N"
    street = "Schoolstraat 1"
    postcode = "8331 AA"
    city = "Steenwijk"
    phone = "0521 555 010"
    email = factory.Sequence(lambda n: f"stage@school-{n}.example")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Persoon {n}")
    email = factory.Sequence(lambda n: f"persoon{n}@mail.example")


class MembershipFactory(SchoolRowFactory):
    class Meta:
        model = Membership

    school = factory.SubFactory(SchoolFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.MENTOR


class StudentFactory(SchoolRowFactory):
    class Meta:
        model = Student

    school = factory.SubFactory(SchoolFactory)
    member = same_school(MembershipFactory, role=Role.STUDENT)
    number = factory.Sequence(lambda n: f"{20000 + n}")
    first_name = factory.Sequence(lambda n: f"Youssef{n}")
    last_name = factory.Sequence(lambda n: f"Amrani{n}")
    birth_date = datetime.date(2010, 3, 14)
    class_name = "P4a"
    year = 4
    postcode = "8331 AB"
    city = "Steenwijk"


class GuardianshipFactory(SchoolRowFactory):
    class Meta:
        model = Guardianship

    school = factory.SubFactory(SchoolFactory)
    student = same_school(StudentFactory)
    member = same_school(MembershipFactory, role=Role.GUARDIAN)


class LetterFactory(SchoolRowFactory):
    class Meta:
        model = Letter

    school = factory.SubFactory(SchoolFactory)
    member = same_school(MembershipFactory, role=Role.SUPERVISOR)
    purpose = Purpose.ENTRY
    expires_at = factory.LazyFunction(lambda: datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=90))

    @classmethod
    def _create(cls, model_class, *args, school, member, purpose, **kwargs):
        from core.tenancy import for_school

        with for_school(school):
            return write_letter(member, purpose, **kwargs)
