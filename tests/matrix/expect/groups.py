from tests.matrix.posts import MORE_PLACES, a_group, one_day, ticked
from tests.matrix.table import ALL, BOTH, NOTHING, READ, WRITE, by_letter, page

KIND = {"name": "Snuffelstage", "min_age": "14", "position": "3"}
ADDRESS = {"name": "Anna Smit", "email": "anna@smit.example"}
EXPECT = {
    "groups:groups": page(None, READ, C=NOTHING, D=NOTHING),
    "groups:group_new": page(None, BOTH, data=a_group, C=NOTHING),
    "groups:group_sum": page(None, WRITE, data=a_group, writers=(), C=NOTHING),
    "groups:kinds": page(None, READ, C=NOTHING),
    "groups:kinds_fill": page(None, WRITE, data={}, C=NOTHING),
    "groups:kind_new": page(None, BOTH, data=KIND, C=NOTHING),
    "groups:kind_edit": page("kind", BOTH, data=KIND, C=ALL),
    "groups:group": page("group", READ, C=ALL, D=ALL),
    "groups:group_edit": page("young_group", BOTH, data=a_group, C=ALL),
    "groups:group_step": page("group", WRITE, "close_for_students", data={}, C=ALL),
    "groups:group_students": page("group", BOTH, data=ticked("leerling", "spare"), C=ALL),
    "groups:group_students_remove": page("group", WRITE, data=ticked("in", "loose_part"), C=ALL),
    "groups:group_student_days": page("idle_part", BOTH, data=one_day, C=ALL),
    "groups:group_lawful": page("group", READ, C=ALL),
    "groups:group_companies": page("group", BOTH, data=ticked("bedrijf", "spare_company"), C=ALL),
    "groups:group_companies_remove": page("group", WRITE, data=ticked("in", "new_invitation"), C=ALL),
    "groups:group_ask": page("group", BOTH, data={}, C=ALL),
    "groups:group_answers": page("group", READ, C=ALL, D=ALL),
    "groups:group_remind": page("group", WRITE, data={}, C=ALL),
    "groups:call_list": page("group", READ, C=ALL),
    "groups:invitation": page("invitation", READ, C=ALL, D=ALL),
    "groups:invitation_answer": page("invitation", BOTH, data=MORE_PLACES, C=ALL),
    "groups:invitation_call": page("invitation", BOTH, data={"hoe": "niet", "gezegd": "Morgen weer."}, C=ALL),
    "groups:invitation_address": page("invitation", BOTH, data=ADDRESS, C=ALL),
    "groups:invitation_resend": page("new_invitation", WRITE, data={}, C=ALL),
    "groups:divide": page(None, BOTH, P=NOTHING),
    "groups:availability": by_letter("letter_availability", BOTH, data=MORE_PLACES),
    "groups:availability_thanks": by_letter("letter_availability"),
    "groups:availability_days": by_letter("letter_availability"),
    "groups:availability_forward": by_letter("letter_availability", BOTH, data={"email": "collega@x.example"}),
    "groups:availability_own_page": by_letter("letter_availability", WRITE, data={}),
    "groups:availability_opened": by_letter("letter_availability", WRITE, data={}),
}
