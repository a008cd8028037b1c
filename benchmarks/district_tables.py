"""Who shares whom in the district: the numbers of its six hospital groups, spelled out post by post.

From the case study of the district: 54 posts in 2017, by hospital group and kind of pair. Which specialty
goes where, and every need, leave and wish, is illustrative; distances are of the order of the road.
"""

from dataclasses import dataclass
from datetime import date

SEED = 2017
"""The year of the numbers; another seed gives another district of the same size."""
FIRST, WEEKS = date(2026, 11, 2), 26
"""The Monday from which the district is asked for, and for how long."""
CHU = "CHU-RENNES"
"""The teaching hospital of the district."""


@dataclass(frozen=True, slots=True)
class Town:
    """A hospital: its code, one letter, town, hospital group."""

    code: str
    mark: str
    town: str
    group: str


HAUTE_BRETAGNE, RANCE, ARMOR = "Haute Bretagne", "Rance Émeraude", "Armor"
BROCELIANDE, BRETAGNE_SUD, CENTRE = "Brocéliande Atlantique", "Bretagne Sud", "Centre Bretagne"

TOWNS = (
    Town(CHU, "R", "Rennes", HAUTE_BRETAGNE),
    Town("VITRE", "V", "Vitré", HAUTE_BRETAGNE),
    Town("FOUGERES", "F", "Fougères", HAUTE_BRETAGNE),
    Town("REDON", "D", "Redon", HAUTE_BRETAGNE),
    Town("JANZE", "J", "Janzé", HAUTE_BRETAGNE),
    Town("MONTFORT", "M", "Montfort-sur-Meu", HAUTE_BRETAGNE),
    Town("SAINT-MALO", "S", "Saint-Malo", RANCE),
    Town("DINAN", "N", "Dinan", RANCE),
    Town("SAINT-BRIEUC", "B", "Saint-Brieuc", ARMOR),
    Town("LANNION", "L", "Lannion", ARMOR),
    Town("GUINGAMP", "G", "Guingamp", ARMOR),
    Town("PAIMPOL", "A", "Paimpol", ARMOR),
    Town("VANNES", "E", "Vannes", BROCELIANDE),
    Town("PLOERMEL", "P", "Ploërmel", BROCELIANDE),
    Town("LORIENT", "O", "Lorient", BRETAGNE_SUD),
    Town("PONTIVY", "T", "Pontivy", CENTRE),
)

ROADS = (
    (CHU, "VITRE", 40, 40),
    (CHU, "FOUGERES", 45, 50),
    (CHU, "REDON", 60, 66),
    (CHU, "JANZE", 30, 26),
    (CHU, "MONTFORT", 28, 23),
    (CHU, "SAINT-MALO", 60, 72),
    (CHU, "DINAN", 50, 57),
    (CHU, "SAINT-BRIEUC", 70, 100),
    (CHU, "LANNION", 110, 167),
    (CHU, "GUINGAMP", 90, 132),
    (CHU, "VANNES", 80, 112),
    (CHU, "PLOERMEL", 52, 66),
    (CHU, "LORIENT", 105, 151),
    (CHU, "PONTIVY", 85, 110),
    ("VITRE", "FOUGERES", 32, 30),
    ("VITRE", "JANZE", 30, 30),
    ("SAINT-BRIEUC", "GUINGAMP", 28, 32),
    ("SAINT-BRIEUC", "LANNION", 50, 65),
    ("SAINT-BRIEUC", "PAIMPOL", 45, 45),
    ("VANNES", "PLOERMEL", 40, 47),
    ("VANNES", "LORIENT", 50, 57),
)
"""From the larger hospital to the smaller: minutes and km; the way back takes a tenth longer."""


@dataclass(frozen=True, slots=True)
class Team:
    """The posts of one specialty around one larger hospital: they share its service and its duty line."""

    code: str
    specialty: str
    work: str
    """The programmed activity beside clinics: ``THEATRE``, ``TECHNICAL``, or ``CLINIC`` for none."""
    host: str
    partners: tuple[str, ...]
    """The employing hospital of each post; one named twice shares its service between two posts."""
    host_line: str = "on-call"
    partner_line: str = ""
    """Kind of duty line of each partner hospital; empty for none."""


TEAMS = (
    Team(
        *("GASTRO", "Hépato-gastro-entérologie", "TECHNICAL", CHU),
        ("VITRE", "FOUGERES", "REDON", "SAINT-MALO", "SAINT-BRIEUC", "VANNES"),
        partner_line="on-call",
    ),
    Team(
        *("GYNOBS", "Gynécologie-obstétrique", "THEATRE", CHU),
        ("VITRE", "FOUGERES", "REDON", "DINAN", "LANNION", "PLOERMEL"),
        host_line="on-site",
        partner_line="on-site",
    ),
    Team(
        *("PEDIA", "Pédiatrie", "CLINIC", CHU),
        ("VITRE", "FOUGERES", "REDON", "SAINT-MALO", "VANNES"),
        host_line="on-site",
        partner_line="on-site",
    ),
    Team(
        *("PNEUMO", "Pneumologie", "TECHNICAL", CHU),
        ("VITRE", "FOUGERES", "SAINT-BRIEUC", "LORIENT", "PONTIVY"),
    ),
    Team(
        *("VISC", "Chirurgie viscérale et digestive", "THEATRE", CHU),
        ("VITRE", "FOUGERES", "REDON", "DINAN"),
        partner_line="on-call",
    ),
    Team(
        *("CARDIO", "Cardiologie", "TECHNICAL", CHU),
        ("VITRE", "FOUGERES", "SAINT-MALO", "VANNES"),
        partner_line="on-call",
    ),
    Team(
        *("ORTHO", "Chirurgie orthopédique", "THEATRE", CHU),
        ("FOUGERES", "REDON", "GUINGAMP", "VANNES"),
        partner_line="on-call",
    ),
    Team(
        *("NEURO", "Neurologie", "TECHNICAL", CHU),
        ("FOUGERES", "REDON", "SAINT-BRIEUC", "VANNES"),
        host_line="on-site",
    ),
    Team(*("ONCO", "Oncologie", "CLINIC", CHU), ("VITRE", "SAINT-MALO", "LORIENT")),
    Team(*("GERIA", "Gériatrie", "CLINIC", CHU), ("JANZE", "MONTFORT"), host_line=""),
    Team(*("INFECTIO", "Maladies infectieuses", "CLINIC", CHU), ("SAINT-BRIEUC", "VANNES")),
    Team(*("PALLIA", "Soins palliatifs", "CLINIC", "VITRE"), ("FOUGERES", "FOUGERES", "JANZE")),
    Team(*("URO", "Urologie", "THEATRE", "SAINT-BRIEUC"), ("GUINGAMP", "LANNION", "PAIMPOL")),
    Team(
        *("ENDOC", "Endocrinologie et diabétologie", "CLINIC", "VANNES"),
        ("PLOERMEL", "PLOERMEL", "LORIENT"),
        host_line="",
    ),
)
"""Fourteen teams that share nothing with each other."""
