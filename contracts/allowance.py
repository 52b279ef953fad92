"""What somebody typed about the vergoeding: words that mean none are kept as none."""

NONE = {"", "-", "–", "—", "0", "€ 0", "nee", "neen", "geen", "niets", "niks", "nvt", "n.v.t"}
NONE |= {"geen vergoeding", "nee, niets", "nee, geen", "ik krijg niets", "ik krijg geen vergoeding", "krijg niets"}


def agreed(said):
    """The vergoeding in the words of who typed it; "" when it says that there is none."""
    plain = " ".join(said.split())
    return "" if plain.lower().rstrip(".!") in NONE else plain
