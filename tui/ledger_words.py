"""Words of the ledger: columns, marks and states of lines, figures of balances."""

from rota.model.calendar import Period, Slot
from rota.model.facts import DutyKind
from rota.reconcile import Decider
from rota.words import Text
from tui.ledger_rows import Standing

EFFECTS_MAX = 12
DAY, HALF, SITE = Text("jour", "day"), Text("½ j.", "half"), Text("site", "site")
WHAT = Text("quoi", "what")
PLANNED, ACTUAL = Text("prévu", "plan"), Text("fait", "done")
PLANNED_HOURS, ACTUAL_HOURS = Text("heures", "hours"), Text("heures", "hours")
DIFFERENCE, DUE = Text("écart", "diff."), Text("dû", "owed")
NUMBER, STATE = Text("n°", "no."), Text("état", "state")
SEVERAL = {
    (Slot.AM, Slot.PM): (Text("jour", "day"), Text("jour", "day")),
    (Slot.PM, Slot.NIGHT): (Text("apm+n", "pm+n."), Text("a.-m.+nuit", "aft.+night")),
    (Slot.AM, Slot.PM, Slot.NIGHT): (Text("24 h", "24 h"), Text("jour+nuit", "day+night")),
}
SLOTS = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("après-m.", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}
SLOTS_SHORT = {
    Slot.AM: Text("matin", "morn."),
    Slot.PM: Text("a.-m.", "aft."),
    Slot.NIGHT: Text("nuit", "night"),
}
STANDINGS = {
    Standing.RIGHTS: (" ", Text("", "")),
    Standing.LEAVE: (" ", Text("absence", "absence")),
    Standing.COUNTED: ("✓", Text("compté", "counted")),
    Standing.OTHERWISE: ("≠", Text("autrement", "otherwise")),
    Standing.NOT_DONE: ("×", Text("non fait", "not done")),
    Standing.STATED: ("=", Text("attesté", "stated")),
    Standing.DECIDE: ("!", Text("à décider", "to decide")),
    Standing.AWAITED: ("?", Text("attendu", "awaited")),
    Standing.AHEAD: ("…", Text("à venir", "ahead")),
}
"""The mark of how a line stands, and its word."""
STANDINGS_LONG = {
    Standing.COUNTED: Text("compté comme prévu", "counted as planned"),
    Standing.OTHERWISE: Text("compté autrement que prévu", "counted otherwise than planned"),
    Standing.NOT_DONE: Text("prévu, pas fait", "planned, not done"),
    Standing.STATED: Text("attesté ; r le compte", "stated; r counts it"),
    Standing.DECIDE: Text("attend une décision", "waits for a decision"),
    Standing.AWAITED: Text("jour passé, personne n’a rien attesté", "day gone, nobody has stated anything"),
    Standing.AHEAD: Text("jour à venir", "day to come"),
}
STYLES = {
    Standing.COUNTED: "$success",
    Standing.OTHERWISE: "$rota-flag",
    Standing.NOT_DONE: "$rota-flag",
    Standing.STATED: "$accent",
    Standing.DECIDE: "bold $rota-law",
    Standing.AWAITED: "bold $rota-flag",
    Standing.AHEAD: "$rota-quiet",
    Standing.LEAVE: "$rota-quiet",
}
OTHER_WHATS = {
    "opening": Text("service dû du mois", "service owed for the month"),
    "call-out": Text("déplacements d’astreinte cumulés", "call-outs added up"),
    "additional": Text("temps additionnel", "additional time"),
    "clearing": Text("dette entre sites", "debt between sites"),
    "carry": Text("report", "carried over"),
}
GRANTED = Text("droits : {what}", "rights: {what}")
REMOTE, PRESENCE = Text("à distance", "remote"), Text("présence", "presence")
DUTY = {
    DutyKind.ON_SITE: Text("garde", "duty"),
    DutyKind.ON_CALL: Text("astreinte", "on call"),
}
OPEN, CLOSED = Text("ouvert", "open"), Text("clos", "closed")
PROPOSED = Text("proposé par {site}", "proposed by {site}")
REOPENING = Text("réouverture demandée par {site}", "reopening asked by {site}")
EFFECT = Text("{site} {parts} demi-journée(s), {minutes}", "{site} {parts} half-day(s), {minutes}")
DECIDERS = {
    Decider.NOBODY: Text("aucune décision à prendre", "no decision to take"),
    Decider.ONE_SITE: Text("à décider par {parties}", "to be decided by {parties}"),
    Decider.BOTH_SITES: Text("à décider ensemble par {parties}", "to be decided together by {parties}"),
    Decider.BOTH_DOCTORS: Text(
        "il faut l’accord des praticiens {parties}", "it takes the consent of the doctors {parties}"
    ),
}
EFFECT_TITLE = Text("Effet sur les soldes, en demi-journées", "Effect on the balances, in half-days")
NO_EFFECT = Text("Aucun solde ne change.", "No balance changes.")
MORE = Text("… et {count} autres lignes.", "… and {count} more lines.")
BALANCE = Text("½ journées", "half-days")
NO_BALANCE = Text("Aucun solde n’est connu pour ce mois.", "No balance is known for this month.")
CARRIED, OWED = Text("au début", "at start"), Text("service", "service")
DONE, LEAVE, OTHER = Text("fait", "done"), Text("absences", "leave"), Text("autre", "other")
STILL_DUE, WORKED = Text("reste dû", "owed"), Text("heures", "hours")
SHARE_PERIODS = {Period.MONTH: Text("mois", "month"), Period.CONTRACT: Text("contrat", "contract")}
SHARE = Text(
    "part {site}, {period} : {share} (min. {minimum})", "share {site}, {period}: {share} (min. {minimum})"
)
DEBT = Text("{debtor} doit {parts} à {creditor}", "{debtor} owes {creditor} {parts}")
UNANSWERED = Text("{site} : {count} prévu(s) sans réponse", "{site}: {count} planned without answer")
