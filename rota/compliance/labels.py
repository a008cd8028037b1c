"""What the figures of a balance are called, in French and English."""

from collections.abc import Mapping

from rota.compliance.reading import DutyTime
from rota.compliance.standing import Light
from rota.model.calendar import Period
from rota.model.facts import AbsenceKind
from rota.words import Text

W: Mapping[str, Text] = {
    "carried": Text("dû au début de la période", "due when the period began"),
    "owed": Text("service dû sur la période", "service owed over the period"),
    "done": Text("fait : service et gardes", "done: day service and duty"),
    "leave": Text("absences à sa charge", "absences at its charge"),
    "other": Text("autres mouvements", "other movements"),
    "due": Text("reste dû", "still due"),
    "worked": Text("temps travaillé", "time worked"),
    "standby": Text("attente d’astreinte au domicile", "waiting on call at home"),
    "calls": Text("déplacements à convertir", "call-outs to be converted"),
    "taken": Text("pris", "taken"),
    "left": Text("reste", "left"),
    "earned": Text("acquis", "earned"),
    "on-site": Text("garde", "on-site duty"),
    "on-call": Text("astreinte", "on call"),
    "discharged": Text(
        "service accompli sur le quadrimestre, contre service dû",
        "service discharged in the four-month period, against service owed",
    ),
    "beyond": Text("au-delà du service dû", "beyond the service owed"),
    "counted": Text("compté en temps additionnel", "counted as additional time"),
    "waits": Text("temps additionnel à payer ou à rendre", "additional time to be paid or given back"),
    "ceiling": Text(
        "temps travaillé du quadrimestre, contre 48 h par semaine écoulée",
        "time worked in the four-month period, against 48 h for each week gone",
    ),
    "ceiling-whole": Text(
        "temps travaillé, contre 48 h par semaine du quadrimestre entier",
        "time worked, against 48 h for each week of the whole four-month period",
    ),
    "late": Text("plannings publiés sans réponse, jours passés", "published, unanswered, days gone"),
    "ahead": Text("plannings publiés, jours à venir", "published, days to come"),
}
"""Labels by the code of the figure."""

LEAVE_KINDS: Mapping[AbsenceKind, Text] = {
    AbsenceKind.ANNUAL: Text("congé annuel", "annual leave"),
    AbsenceKind.RTT: Text("RTT", "RTT"),
    AbsenceKind.TRAINING: Text("formation", "training"),
    AbsenceKind.RECOVERY: Text("récupération", "recovery"),
    AbsenceKind.OTHER: Text("absence", "absence"),
}
"""Kinds of absence."""

TIMES: Mapping[DutyTime, Text] = {
    DutyTime.NIGHT: Text("nuits", "nights"),
    DutyTime.SATURDAY: Text("samedis", "Saturdays"),
    DutyTime.SUNDAY: Text("dimanches et jours fériés", "Sundays and public holidays"),
    DutyTime.WEEKDAY: Text("jours de semaine", "weekdays"),
}
"""What duties fill."""

PERIODS: Mapping[Period, Text] = {
    Period.WEEK: Text("semaine", "week"),
    Period.MONTH: Text("mois", "month"),
    Period.FOUR_MONTHS: Text("quadrimestre", "four-month period"),
    Period.CONTRACT: Text("contrat à ce jour", "contract to date"),
}
"""Reference periods."""

LIGHTS: Mapping[Light, Text] = {
    Light.RED: Text("ROUGE", "RED"),
    Light.AMBER: Text("ORANGE", "AMBER"),
    Light.GREEN: Text("vert", "green"),
    Light.GREY: Text("gris", "grey"),
}
"""How a rule stands."""

MEASURED = Text("mesuré {measured}, limite {limit}", "measured {measured}, limit {limit}")
REPAIR = Text("Réparer : {told}", "Repair: {told}")
