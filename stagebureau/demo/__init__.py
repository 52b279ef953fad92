"""The content of the demo: two example schools, and a way in for every role. `manage.py demo` calls these."""


def load():
    """Fill an empty database with the two schools."""
    from stagebureau.demo import content  # noqa: PLC0415 - Django must be ready first

    content.load()


def doors():
    """[{school, role, name, what, url}]: a way in for every role of both schools."""
    from stagebureau.demo import keys  # noqa: PLC0415 - Django must be ready first

    return keys.doors()
