import datetime

import factory

from companies.models import Company, CompanyContact, Recognition
from schools.enums import Role
from tests.factories.base import SchoolRowFactory, same_school
from tests.factories.schools import MembershipFactory, SchoolFactory


class CompanyFactory(SchoolRowFactory):
    class Meta:
        model = Company

    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"Garage Bakker {n}")
    sector = "Techniek"
    postcode = "8332 AA"
    city = "Steenwijk"
    phone = "0521 555 100"
    description = "Wij maken auto's. Je leert banden wisselen."
    tasks = "Banden wisselen\nOpruimen"


class ContactFactory(SchoolRowFactory):
    class Meta:
        model = CompanyContact

    school = factory.SubFactory(SchoolFactory)
    company = same_school(CompanyFactory)
    member = same_school(MembershipFactory, role=Role.SUPERVISOR)


class RecognitionFactory(SchoolRowFactory):
    class Meta:
        model = Recognition

    school = factory.SubFactory(SchoolFactory)
    company = same_school(CompanyFactory)
    sbb_id = "100000001"
    valid_until = datetime.date(2029, 1, 1)
