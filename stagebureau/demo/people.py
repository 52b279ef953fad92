"""Who works at the two example schools, and with whom a visitor best looks round. Nobody here is real."""

from schools.enums import Role

SCHOOLS = [
    {
        "name": "Praktijkschool De Es",
        "slug": "de-es",
        "kind": "pro",
        "brin": "00AA",
        "region": "N",
        "street": "Esweg 12",
        "postcode": "8331 EM",
        "city": "Steenwijk",
        "phone": "0521-055010",
        "email": "stage@dees.example",
    },
    {
        "name": "SG Het Veld",
        "slug": "het-veld",
        "kind": "vmbo",
        "brin": "00BB",
        "region": "M",
        "street": "Veldlaan 3",
        "postcode": "3443 AB",
        "city": "Woerden",
        "phone": "0348-055020",
        "email": "stagebureau@hetveld.example",
    },
]
STAFF = {  # name, address, telephone, roles; the first coordinator works with the groups
    "de-es": [
        ("Anneke Dijkstra", "a.dijkstra@dees.example", "0521-055011", [Role.COORDINATOR]),
        ("Jan-Willem Kroeze", "j.kroeze@dees.example", "06-05510012", [Role.COORDINATOR, Role.MENTOR]),
        ("Marieke Hofstra", "m.hofstra@dees.example", "06-05510013", [Role.MENTOR]),
        ("Fatma Aydın", "f.aydin@dees.example", "06-05510014", [Role.MENTOR]),
        ("Henk Winters", "h.winters@dees.example", "06-05510015", [Role.MENTOR]),
        ("Ilse ter Haar", "i.terhaar@dees.example", "06-05510016", [Role.MENTOR]),
        ("Bram van Dalen", "b.vandalen@dees.example", "06-05510017", [Role.MENTOR]),
        ("Gerard Postma", "g.postma@dees.example", "0521-055010", [Role.DIRECTOR]),
        ("Wilma Schaap", "w.schaap@werkplein.example", "06-05510020", [Role.JOBCOACH]),
        ("Jeroen Tammes", "j.tammes@gemeente.example", "06-05510021", [Role.CONSULTANT]),
        ("Tineke Bosch", "t.bosch@dees.example", "06-05510022", [Role.LWT_COMMITTEE]),
    ],
    "het-veld": [
        ("Karin de Wit", "k.dewit@hetveld.example", "0348-055021", [Role.COORDINATOR]),
        ("Sanne Verhoeven", "s.verhoeven@hetveld.example", "06-05520013", [Role.MENTOR]),
        ("Mo El Idrissi", "m.elidrissi@hetveld.example", "06-05520014", [Role.MENTOR]),
        ("Petra Vos", "p.vos@hetveld.example", "06-05520015", [Role.MENTOR]),
        ("Rob de Bruijn", "r.debruijn@hetveld.example", "06-05520016", [Role.MENTOR]),
        ("Hans Molenaar", "h.molenaar@hetveld.example", "0348-055020", [Role.DIRECTOR]),
        ("Yvonne Kuijt", "y.kuijt@werkenmeer.example", "06-05520020", [Role.JOBCOACH]),
        ("Erik Hoogland", "e.hoogland@gemeente.example", "06-05520021", [Role.CONSULTANT]),
        ("Marjan Slot", "m.slot@hetveld.example", "06-05520022", [Role.LWT_COMMITTEE]),
    ],
}
LISTS = {
    "de-es": [("students", "pro_leerlingen.csv"), ("companies", "pro_bedrijven.csv")],
    "het-veld": [("students", "vmbo_leerlingen.xlsx"), ("companies", "vmbo_bedrijven.xlsx")],
}
# A shop with branches near both schools: one person answers for both.
SHARED = {
    "name": "Bouwmarkt Klusland",
    "sector": "Economie en ondernemen",
    "street": "Wagenmakersweg 8",
    "postcode": "3449 HV",
    "city": "Woerden",
    "phone": "0348-055090",
    "description": "Een grote bouwmarkt met elf collega's op de vloer. Je helpt klanten en vult de schappen.",
    "tasks": "Schappen vullen\nKlanten de weg wijzen\nHout op maat klaarleggen\nLege dozen opruimen",
    "clothing": "Zwarte broek en dichte schoenen, shirt krijg je",
    "lunch": "Kantine aanwezig",
}
SHARED_CONTACT = {
    "name": "Ilona Wever",
    "email": "stage@kluslandhavelte.example",
    "function": "opleidingscoördinator",
}
ROUNDS = {
    "de-es": {
        "running": {"name": "Beroepsstage P4b", "kind": "beroepsgericht", "classes": ["P4b"]},
        "new": {"name": "Voorjaarsstage P4a", "kind": "orienterend", "classes": ["P4a"]},
    },
    "het-veld": {
        "running": {"name": "Beroepsstage 4B2", "kind": "beroepsgericht", "classes": ["4B2"]},
        "new": {"name": "Oriënterende stage 3K1", "kind": "orienterend", "classes": ["3K1"]},
    },
}
WAYS_IN = {  # role, address or student number, what there is to see
    "de-es": [
        (Role.COORDINATOR, "a.dijkstra@dees.example", "regelt beide stagegroepen"),
        (Role.COORDINATOR, "j.kroeze@dees.example", "is ook begeleider: wissel van rol in het menu"),
        (Role.MENTOR, "h.winters@dees.example", "heeft leerlingen van P4b op stage"),
        (Role.DIRECTOR, "g.postma@dees.example", "ziet de cijfers"),
        (Role.STUDENT, "004925", "loopt stage"),
        (Role.STUDENT, "006236", "kiest nu een stage"),
        (Role.GUARDIAN, "sevgi.aydin@familiemail.example", "kind loopt stage"),
        (Role.GUARDIAN, "karin.mulder@postvak.example", "twee kinderen op school"),
        (Role.SUPERVISOR, "stage@kluslandhavelte.example", "bij twee scholen bekend"),
        (Role.SUPERVISOR, "gerda@bakkerijtenhove.example", "heeft stagiairs"),
        (Role.SUPERVISOR, "stage@tweedekanssteenwijk.example", "heeft een vraag van school te beantwoorden"),
        (Role.JOBCOACH, "w.schaap@werkplein.example", "ziet nog niets"),
        (Role.CONSULTANT, "j.tammes@gemeente.example", "ziet nog niets"),
        (Role.LWT_COMMITTEE, "t.bosch@dees.example", "ziet nog niets"),
    ],
    "het-veld": [
        (Role.COORDINATOR, "k.dewit@hetveld.example", "regelt beide stagegroepen"),
        (Role.MENTOR, "r.debruijn@hetveld.example", "heeft leerlingen van 4B2 op stage"),
        (Role.DIRECTOR, "h.molenaar@hetveld.example", "ziet de cijfers"),
        (Role.STUDENT, "119932", "loopt stage"),
        (Role.STUDENT, "118847", "kiest nu een stage"),
        (Role.GUARDIAN, "kelly.vermeulen@thuispost.example", "kind loopt stage"),
        (Role.SUPERVISOR, "stage@kluslandhavelte.example", "bij twee scholen bekend"),
        (Role.JOBCOACH, "y.kuijt@werkenmeer.example", "ziet nog niets"),
        (Role.CONSULTANT, "e.hoogland@gemeente.example", "ziet nog niets"),
        (Role.LWT_COMMITTEE, "m.slot@hetveld.example", "ziet nog niets"),
    ],
}
