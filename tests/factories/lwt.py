import datetime

import factory

from contracts.models import LwtPlan, PartnerAgreement
from core import files
from core.tenancy import for_school
from tests.factories.base import SchoolRowFactory, same_school
from tests.factories.contracts import ContractFactory
from tests.factories.schools import SchoolFactory


class LwtPlanFactory(SchoolRowFactory):
    class Meta:
        model = LwtPlan

    school = factory.SubFactory(SchoolFactory)
    contract = same_school(ContractFactory)
    right_year = True
    content = "Banden en remmen."
    measures = "Elke zes weken een gesprek."
    guidance = "Elke maand een bezoek."
    dissolution = "Na een gesprek met iedereen."
    trainer = "Kees Veld"
    days = 80
    hours = 640


class PartnerAgreementFactory(SchoolRowFactory):
    class Meta:
        model = PartnerAgreement

    school = factory.SubFactory(SchoolFactory)
    partner = "ROC Friese Poort"
    valid_from = datetime.date(2026, 8, 1)
    valid_until = datetime.date(2030, 7, 31)
    school_signer = "Anja de Groot"
    school_signed_on = datetime.date(2026, 6, 1)
    partner_signer = "Piet Postma"
    partner_signed_on = datetime.date(2026, 6, 8)

    @factory.lazy_attribute
    def file(self):
        with for_school(self.school):
            return files.keep(self.school, b"%PDF-1.7", name="x.pdf", content_type="application/pdf")
