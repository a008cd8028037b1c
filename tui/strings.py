"""What the screens say beside the actions, in both languages."""

from rota.explain.grid import State
from rota.model.calendar import Slot
from rota.model.facts import AbsenceKind, DutyKind
from rota.words import Text

PINNED, CHANGED, REMOTE, FREE, OUTSIDE, BROKEN, STRAINED = "*", "!", "~", "·", "–", "§", "°"
"""Marks of a cell: pinned, other than published, from elsewhere, free, no convention, law, agreement."""

SLOTS = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("apr.-midi", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}
SLOTS_SHORT = {Slot.AM: Text("m.", "am"), Slot.PM: Text("ap.-m.", "pm"), Slot.NIGHT: Text("nuit", "night")}
SLOTS_LONG = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("après-midi", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}
STATES = {
    State.REST: Text("repos", "rest"),
    State.HOLIDAY: Text("férié", "holiday"),
    State.CLOSED: Text("", ""),
    State.OUTSIDE: Text(OUTSIDE, OUTSIDE),
    State.FREE: Text(FREE, FREE),
}
ABSENCES = {
    AbsenceKind.ANNUAL: Text("congé", "leave"),
    AbsenceKind.RTT: Text("RTT", "RTT"),
    AbsenceKind.TRAINING: Text("format.", "training"),
    AbsenceKind.RECOVERY: Text("récup.", "recovery"),
    AbsenceKind.OTHER: Text("absent", "away"),
}
DUTIES = {DutyKind.ON_SITE: Text("GARDE", "DUTY"), DutyKind.ON_CALL: Text("ASTR.", "CALL")}
DUTIES_LONG = {
    DutyKind.ON_SITE: Text("garde sur place", "on-site duty"),
    DutyKind.ON_CALL: Text("astreinte", "on call"),
}
MARKS = {
    PINNED: Text("épinglé", "pinned"),
    CHANGED: Text("autre que publié", "other than published"),
    REMOTE: Text("à distance", "remote"),
    FREE: Text("libre", "free"),
    OUTSIDE: Text("hors planning ou convention", "outside the plan or convention"),
    BROKEN: Text("règle de loi enfreinte", "rule of law broken"),
    STRAINED: Text("convention non tenue", "agreement not kept"),
}
HOLE = Text("trou {missing}", "hole {missing}")
WEEK = Text("sem. {number}", "week {number}")
HOLIDAY = Text("férié", "holiday")

OPEN_TITLE = Text("Besoins ouverts : {count}", "Open needs: {count}")
NO_OPEN = Text("Tous les besoins sont assurés.", "Every need is filled.")
MORE_OPEN = Text("… et {count} autre(s) : touche f", "… and {count} more: key f")
FILLED_BY = Text("possible : {who}", "possible: {who}")
NOBODY = Text("personne ne peut (Entrée : pourquoi)", "nobody can (Enter: why)")
NO_FINDING = Text("Aucun constat sur cette case.", "No finding about this cell.")
PUBLISHED = Text("publié : {what}", "published: {what}")
COUNTS = Text("{tally} · prix {cost}", "{tally} · price {cost}")
SAVED, UNSAVED = Text("enregistré", "saved"), Text("● non enregistré", "● not saved")
PLAN = Text("planning", "plan")
ALL_POSTS = Text("tous les postes ({count})", "all posts ({count})")
POST_OF = Text("{post} ({number}/{count})", "{post} ({number}/{count})")
TOO_SMALL = Text("Agrandir la fenêtre : 80 × 24 au moins.", "Make the window larger: 80 × 24 at least.")
