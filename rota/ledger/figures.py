"""Figures of leave, recovery and call-outs, by the day from which they hold; a convention may set them."""

from collections.abc import Mapping
from datetime import date

from rota.rules.base import Better, Figure, Source, Unit
from rota.rules.sources import SETTING
from rota.words import Text

_READ = date(2026, 11, 22)
_URL = "https://french-business-law.com/"
R6152_519 = Source(
    Text.same("Code de la santé publique, art. R6152-519 (décret 87-788, art. 13)"),
    "https://www.doctrine.fr/l/texts/decrets/JORFTEXT000000313129/articles/LEGIARTI000006701589",
    _READ,
    "M",
)
R6152_801 = Source(
    Text.same("Code de la santé publique, art. R6152-801"),
    f"{_URL}french-legislation-art/article-r6152-801-of-the-french-public-health-code",
    _READ,
    "H",
)
R6152_518 = Source(
    Text.same("Code de la santé publique, art. R6152-518"),
    f"{_URL}rench-legislation-art/article-r6152-518-of-the-french-public-health-code",
    _READ,
    "H",
)
A2025_14 = Source(
    Text(
        "Arrêté du 08/07/2025, art. 14 de l’arrêté du 30/04/2003",
        "Arrêté of 08/07/2025, art. 14 of the arrêté of 30/04/2003",
    ),
    "https://legal.tricoteuses.fr/articles/LEGIARTI000051866864",
    _READ,
    "M",
)

_OLD, _CALLS = date(2005, 7, 26), date(2025, 11, 1)
_LOWER = {"call-out-half-day", "call-out-long", "call-out-round"}
"""Figures of which less is better for the doctor."""


def _figure(code: str, name: Text, unit: Unit, value: int, source: Source) -> Figure:
    since = _CALLS if source is A2025_14 else _OLD
    higher = Better.LOWER if code in _LOWER else Better.HIGHER
    return Figure(code, name, unit, ((since, value),), Better.FREE if source is SETTING else higher, source)


ANNUAL = _figure(
    "leave-annual", Text("Congé annuel, jours ouvrés", "Annual leave, working days"), Unit.DAYS, 25, R6152_519
)
RTT = _figure("leave-rtt", Text("RTT, jours", "RTT, days"), Unit.DAYS, 20, R6152_801)
TRAINING = _figure(
    "leave-training",
    Text("Formation à temps plein, jours ouvrables", "Training at full time, days of a six-day week"),
    *(Unit.DAYS, 15, R6152_518),
)
TRAINING_PART_TIME = _figure(
    "leave-training-part-time",
    Text(
        "Formation à temps partiel, demi-journées ouvrables",
        "Training at part time, half-days of a six-day week",
    ),
    *(Unit.COUNT, 12, R6152_518),
)
CARRY_ANNUAL = _figure(
    "leave-carry-annual",
    Text("Congé annuel reporté d’une année, jours", "Annual leave carried from a year, days"),
    *(Unit.DAYS, 0, SETTING),
)
CARRY_RTT = _figure(
    "leave-carry-rtt",
    Text("RTT reportés d’une année, jours", "RTT carried from a year, days"),
    *(Unit.DAYS, 0, SETTING),
)
CARRY_TRAINING = _figure(
    "leave-carry-training",
    Text(
        "Formation reportée d’une année (deux se cumulent), jours ouvrables",
        "Training carried from a year (two add up), days of a six-day week",
    ),
    *(Unit.DAYS, 15, R6152_518),
)
RECOVERY = _figure(
    "recovery-percent",
    Text(
        "Récupération acquise, en part de la garde sur place",
        "Recovery earned, as a part of the on-site duty",
    ),
    *(Unit.PERCENT, 0, SETTING),
)
CALL_HALF_DAY = _figure(
    "call-out-half-day",
    Text("Temps de déplacement cumulé pour une demi-journée", "Cumulated call-out time for a half-day"),
    *(Unit.MINUTES, 300, A2025_14),
)
CALL_LONG = _figure(
    "call-out-long",
    Text("Temps sur place qui vaut une demi-journée à lui seul", "Time on site worth a half-day by itself"),
    *(Unit.MINUTES, 180, A2025_14),
)
CALL_MAXIMUM = _figure(
    "call-out-maximum",
    Text("Demi-journées au plus par astreinte", "Half-days at most for one on-call duty"),
    *(Unit.COUNT, 2, A2025_14),
)
CALL_ROUND = _figure(
    "call-out-round",
    Text("Fraction d’heure comptée pour une heure", "Part of an hour counted as an hour"),
    *(Unit.MINUTES, 30, A2025_14),
)
CALL_TRAVEL = _figure(
    "call-out-travel",
    Text("Trajet forfaitaire par déplacement", "Flat travel time of a call-out"),
    *(Unit.MINUTES, 60, A2025_14),
)
CALL_TRAVEL_MAXIMUM = _figure(
    "call-out-travel-maximum",
    Text("Trajet au plus par astreinte", "Travel time at most for one on-call duty"),
    *(Unit.MINUTES, 120, A2025_14),
)
CALL_TRAVEL_SATURDAY = _figure(
    "call-out-travel-saturday",
    Text("Trajet au plus le samedi après-midi", "Travel time at most on a Saturday afternoon"),
    *(Unit.MINUTES, 60, A2025_14),
)

FIGURES: Mapping[str, Figure] = {
    figure.id: figure
    for figure in (
        *(ANNUAL, RTT, TRAINING, TRAINING_PART_TIME, CARRY_ANNUAL, CARRY_RTT, CARRY_TRAINING, RECOVERY),
        *(CALL_HALF_DAY, CALL_LONG, CALL_MAXIMUM, CALL_ROUND, CALL_TRAVEL, CALL_TRAVEL_MAXIMUM),
        CALL_TRAVEL_SATURDAY,
    )
}
"""Every figure of the ledger by its id, as a convention names it."""
