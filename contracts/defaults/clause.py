"""One clause of the texts that come with the house."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class DefaultClause:
    """`section` is the number of the clause in domain §6; `code` finds it again in a school's own version."""

    code: str
    section: int
    heading: str
    text: str
    conditions: tuple = ()
    by_law: bool = False


def with_changes(clauses, law=(), **texts):
    """The same clauses, with another text for those with these codes; `law`: the codes that the law asks here too."""
    return [
        replace(one, text=texts.get(one.code, one.text), by_law=one.by_law or one.code in law) for one in clauses
    ]


def after(clauses, code, *new):
    """The clauses with new ones put after the last one with this code."""
    place = max(number for number, one in enumerate(clauses) if one.code == code) + 1
    return [*clauses[:place], *new, *clauses[place:]]
