from schools.letters import token_of

LETTER = {"letter:entry"}
OPEN_TO = {
    "schools:code_entry": {"anyone"},
    "schools:code_confirm": {"anyone"},
    "schools:entry": LETTER,
    "schools:entry_code": LETTER,
    "schools:not_me": LETTER,
    "schools:letter_renew": {"anyone"},
}


def arguments(world):
    token = [token_of(world.letter)]
    return dict.fromkeys(["schools:entry", "schools:entry_code", "schools:not_me", "schools:letter_renew"], token)
