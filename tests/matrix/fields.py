"""Which fields of a stage each reader meets, per phase: everything else is too much (security.md §3.1).

The names are those of the marks: "student.phone", "report.*". Dates that are no text stand in `DATES`.
"""

OWN_COMPANY = (
    "company.*", "contact.*", "supervisoruser.*", "invitation.*", "answer.*", "group.*", "kind.*", "proposal.*",
    "*engagement.*",
    "colleagueuser.name",  # who of the company may answer instead
    # of who asks, once the coordinator put the request before the company
    "asker.first_name", "asker.class_name", "asked_wish.why", "asked_wish.learn",
    "asked_wish.strong",
)  # fmt: skip
MENTOR = ("mentoruser.name", "mentoruser.phone", "mentoruser.email")
NAME = ("student.first_name", "student.prefix", "student.last_name")
MOTIVATION = ("request.why", "request.learn", "request.strong")
DAYS = (
    "day.*",
    "report.*",
    "reply.*",
    "photofile.*",
    "assignment.*",
    "submission.*",
    "workfile.*",
    "studentuser.name",
)
TALKS = ("student.class_name", "*meeting.place", "*meeting.host")  # of whom the company would like, before a stage
HELPED = ("chosen.feedback",)  # what the company said of who helped on one day
BESIDE = HELPED + TALKS
JUDGED = ("final.*", "final_agreed.*", "final_company.*", "resultfile.*")  # what the company said, and what all agreed
OWN_VIEW = ("assessment.*", "assessment_company.*", "talk.*")
PAPER = ("version.*", "paperfile.*", "signatory.name", "signatory.party", "change.*", "contract.allowance", "remark.*")

# After the end the name stays on the assessment, which a company reads for 30 days. For a week it still confirms the
# last days and answers the last reports, so for that week it meets these and who answered them.
COMPANY = {
    "before": OWN_COMPANY,
    "coming": OWN_COMPANY + NAME + MENTOR + MOTIVATION + DAYS + JUDGED + OWN_VIEW + PAPER + BESIDE + ("placement.*",),
    "running": OWN_COMPANY + NAME + MENTOR + MOTIVATION + DAYS + JUDGED + OWN_VIEW + PAPER + BESIDE + ("placement.*",),
    "ended": OWN_COMPANY + NAME + ("mentoruser.name",) + DAYS + JUDGED + OWN_VIEW + HELPED + ("placement.*",),
    "gone": OWN_COMPANY,
}

PLACE = ("company.name", "company.street", "company.postcode", "company.city", "company.clothing", "company.lunch")
STAGE = (
    "group.name", "kind.name", "placement.*", "planned.*", "past.*", "signed.*", "mending.*", "lwt.*",
    "supervisoruser.name", *PLACE, *MENTOR,
)  # fmt: skip
WORK = ("day.*", "assignment.*", "submission.*")
FOLLOWED = (*NAME, "student.class_name", *STAGE, *WORK, "final.*", "final_agreed.*", "resultfile.*", *PAPER)
REPORTS = ("report.*", "reply.*")
OFFERED = ("company.*", "company2.*", "invitation.*", "second.*", "colleague.*", "picturefile.*")
SUPERVISORS = ("colleagueuser.*", "supervisoruser.*", "new_invitationuser.*", "silentuser.*", "seconduser.*")
CARD = tuple(
    f"{one}.{field}"
    for one in ("company", "company2")
    for field in (
        "name",
        "sector",
        "city",
        "description",
        "tasks",
        "clothing",
        "lunch",
        "website",
        "street",
        "postcode",
        "ppe",
        "by_bike",
        "by_bus",
    )
) + ("picturefile.*",)
HIMSELF = (
    "student.*", "studentuser.*", *STAGE, *WORK, *REPORTS, *PAPER, "photofile.*", "workfile.*", "request.*", "draft.*",
    "contract.*", "*_contract.*", "contractaudit.*", "guardianuser.name", "guardianuser.phone", "final.*",
    "final_agreed.*",
    "final_student.*", "assessment.*", "assessment_student.*", "talk.*", "talk_student.*", "resultfile.*", "group.*",
    "company.description", "company.tasks", "company.website", "company.phone", "company.sector", "talked.agreed",
    "engagement.*",
    "free_engagement.*", "past_engagement.*", "sign_up.*", "chosen.*", "found*",
    "*meeting.*", "to_meet.*", "released.*",
)  # fmt: skip

# {reader: (whose things are theirs, what they see of those, what they see of others)}
READERS = {
    "student": ("own", HIMSELF + CARD, CARD),
    "student_of_18": ("same", HIMSELF + CARD, CARD),
    "guardian": ("own", (*FOLLOWED, *REPORTS, "guardianuser.name"), ()),
    "no_authority": ("own", (*FOLLOWED, *REPORTS), ()),
    "agreed_guardian": ("same", FOLLOWED, ()),
    "guardian_of_18": ("same", ("guardianuser.name",), ()),
    "jobcoach": (
        "own",
        (
            *NAME, "student.class_name", "student.phone", *STAGE, "day.*", *REPORTS, "studentuser.name",
            "supervisoruser.*", "company.phone",
        ),
        (),
    ),
    "blind_guardian": ("own", (), ()),
    "ended_guardian": ("own", (), ()),
    "mentor": ("own", ("*",), OFFERED + ("contact.*", "assignment.*", "mentoruser.name", *SUPERVISORS)),
}
