"""A picture for each kind of work, for students who read little."""

ICONS = [
    ("gear", ("techniek", "metaal", "bouw", "voertuig", "installatie", "productie", "ict")),
    ("heart-pulse", ("zorg", "welzijn", "gezond")),
    ("sun", ("groen", "buiten", "dier", "agrar")),
    ("people", ("kinder", "onderwijs", "sport")),
    ("star", ("verzorging", "kapper", "mode")),
    ("house", ("horeca", "brood", "banket", "schoonmaak", "facilitair")),
    ("briefcase", ("winkel", "verkoop", "handel", "administratie", "kantoor")),
    ("map", ("logistiek", "transport")),
]


def icon_of(sector):
    """The icon of a sector, by the words in its name."""
    name = sector.lower()
    return next((icon for icon, words in ICONS if any(word in name for word in words)), "building")
