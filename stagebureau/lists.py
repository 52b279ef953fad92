"""The lists that can be imported, by their word in the address and by their key in the database."""

from companies.company_list import COMPANIES
from schools.student_list import STUDENTS

KINDS = {"leerlingen": STUDENTS, "bedrijven": COMPANIES}
BY_KEY = {kind.key: kind for kind in KINDS.values()}
