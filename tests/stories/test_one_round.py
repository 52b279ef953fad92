"""One whole round: from class list to what a parent sees. Five people, five browsers, one worker, one mail catcher."""

from stagebureau.tasks import turn_the_day
from tests.stories import company as firm
from tests.stories import coordinator as bureau
from tests.stories import linde
from tests.stories import mentor as guide
from tests.stories import student as pupil


def test_one_round_from_class_list_to_what_a_parent_sees(site, mailbox, actor, tmp_path):
    school = linde.open_school()
    coordinator, mentor = actor(1280, "coordinator"), actor(820, "mentor")
    student, company, guardian = actor(375, "student"), actor(375, "company"), actor(375, "guardian")

    letters = fill_the_school(coordinator, mentor, mailbox, tmp_path)
    find_places(coordinator, company, mailbox, school)
    choose_and_match(coordinator, student, mailbox, bureau.code_of(letters, "Noor Visser"))
    firm.see_matched(company, mailbox)
    turn_the_day.delay()  # beat does this; the stage began today

    print_contract(student, mentor, mailbox)
    sign_on_paper(student, mentor, school, tmp_path)
    live_a_day(student, mentor, company, tmp_path)
    judge_together(student, mentor, company, mailbox)
    look_along(guardian, mailbox)
    bureau.see_cockpit(coordinator, "beoordeeld", "Hoveniersbedrijf Groenrijk")


def fill_the_school(coordinator, mentor, mailbox, tmp_path):
    """Colleagues, students, companies; then the letters with which students come in."""
    bureau.sign_in_by_mail(coordinator, mailbox, linde.COORDINATOR)
    bureau.set_up_app(coordinator)
    coordinator.reads("Goedendag", "In zes stappen")
    bureau.invite(coordinator, "Mo Hofstra", linde.MENTOR, "begeleider van school")
    bureau.invite(coordinator, "Petra Smit", linde.DIRECTOR, "directeur")
    bureau.import_class(coordinator, tmp_path)
    bureau.import_companies(coordinator)
    assert "U bent begeleider van school" in mailbox.wait_for(linde.MENTOR, "begeleider van school")["Subject"]
    bureau.sign_in_by_mail(mentor, mailbox, linde.MENTOR)
    return bureau.make_letters(coordinator)


def find_places(coordinator, company, mailbox, school):
    """A group is made, companies are asked, one answers on the phone."""
    bureau.make_group(coordinator, school)
    bureau.ask_companies(coordinator)
    firm.answer_dates(company, mailbox)


def choose_and_match(coordinator, student, mailbox, code):
    """The student chooses, the coordinator matches, everybody hears."""
    bureau.open_for_students(coordinator)
    pupil.sign_in_with_letter(student, code)
    pupil.ask_for_place(student)
    bureau.match(coordinator)
    mailbox.wait_for(linde.COMPANY, "Noor komt bij u stage lopen")
    mailbox.wait_for(linde.GUARDIAN, "Noor heeft een stageplek")
    mailbox.wait_for(linde.STUDENT, "Gelukt: je hebt een stageplek")


def print_contract(student, mentor, mailbox):
    """The student fills in, the mentor checks and prints: three named copies, the same bytes every time."""
    pupil.fill_in_contract(student)
    mailbox.wait_for(linde.MENTOR, "Noor Visser heeft het contract ingevuld")
    first, second = guide.check_contract(mentor)
    assert first == second
    copies = guide.text_per_copy(first)
    for copy in copies:
        for words in ("Noor Visser", "Ellen Visser", "Jan Groen", "Petra Smit", "Ik leer snoeien.", "Handtekeningen"):
            assert words in copy
    for label, copy in zip(guide.COPIES, copies, strict=True):
        assert label in copy.lower()
    mailbox.wait_for(linde.DIRECTOR, "om te tekenen")


def sign_on_paper(student, mentor, school, tmp_path):
    """Before the last signature the student may not begin; then the paper comes back by photo."""
    student.go("/linde/")
    if not linde.IS_SUNDAY:
        student.reads("Je mag nog niet beginnen")
    guide.bring_back(mentor, tmp_path)
    if linde.IS_SUNDAY:
        linde.let_in_yesterday(school)


def live_a_day(student, mentor, company, tmp_path):
    """A day at the stage: being there, a report, a reaction, an assignment, and the company's word."""
    pupil.be_there(student)
    pupil.write_report(student, tmp_path)
    guide.react(mentor)
    firm.confirm_days(company)
    guide.give_assignment(mentor)
    pupil.hand_in(student)
    guide.approve(mentor)


def judge_together(student, mentor, company, mailbox):
    """Each fills in alone, then they agree."""
    guide.plan_assessment(mentor)
    pupil.judge_oneself(student, guide.fill_four_parts)
    firm.judge(company, mailbox, guide.fill_four_parts)
    guide.talk(mentor)
    pupil.read_result(student)


def look_along(guardian, mailbox):
    """The parent reads where, when, who and how it goes; nothing with which to bother the company."""
    firm.come_in(guardian, mailbox, linde.GUARDIAN, "De stagebeoordeling van Noor is klaar")
    guardian.reads("De stage van Noor", "Hoveniersbedrijf Groenrijk", "Mo Hofstra", "ruim voldoende", "Noor was er")
    guardian.never_reads(linde.COMPANY, linde.COMPANY_PHONE, linde.COMPANY_PHONE.replace("-", ""), "groenrijk.example")
