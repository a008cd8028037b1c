"""What stands in a cell of the grid: short marks, each told in the legend."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from exports.papers import Tone
from exports.tables.moves import Kind
from rota.compliance.reading import Worked
from rota.model.calendar import Slot
from rota.model.facts import AbsenceKind, ActivityId, DutyKind, SiteId
from rota.model.problem import Problem
from rota.sites.faults import clean
from rota.words import Text

_TONES = (Tone.SITE_1, Tone.SITE_2, Tone.SITE_3, Tone.SITE_4)

REMOTE, CHANGED, WAITING, CALLED = "~", "*", "?", "!"
FLAGS: Mapping[str, Text] = {
    REMOTE: Text("à distance", "remote"),
    CHANGED: Text("autre que prévu", "other than planned"),
    WAITING: Text("publié, sans réponse : non compté", "published, unanswered: not counted"),
    CALLED: Text("astreinte avec déplacement", "called out"),
}
SLOTS: Mapping[Slot, Text] = {
    Slot.AM: Text("M", "AM"),
    Slot.PM: Text("AM", "PM"),
    Slot.NIGHT: Text("N", "N"),
}
SLOT_NAMES: Mapping[Slot, Text] = {
    Slot.AM: Text("matin", "morning"),
    Slot.PM: Text("après-midi", "afternoon"),
    Slot.NIGHT: Text("nuit", "night"),
}
DUTIES: Mapping[DutyKind, Text] = {
    DutyKind.ON_SITE: Text("G", "D"),
    DutyKind.ON_CALL: Text("A", "C"),
}
DUTY_NAMES: Mapping[DutyKind, Text] = {
    DutyKind.ON_SITE: Text("garde sur place", "on-site duty"),
    DutyKind.ON_CALL: Text("astreinte", "on call"),
}
LEAVE: Mapping[AbsenceKind, Text] = {
    AbsenceKind.ANNUAL: Text("CA", "AL"),
    AbsenceKind.RTT: Text("RTT", "RTT"),
    AbsenceKind.TRAINING: Text("FO", "TR"),
    AbsenceKind.RECOVERY: Text("RÉC", "REC"),
    AbsenceKind.OTHER: Text("ABS", "ABS"),
}
REST, HOLIDAY, OUTSIDE = Text("RS", "RD"), Text("F", "PH"), Text("–", "–")
REST_NAME = Text("repos de sécurité", "rest after night duty")
HOLIDAY_NAME = Text("jour férié", "public holiday")
OUTSIDE_NAME = Text("hors convention", "outside the convention")

KINDS: Mapping[Kind, Text] = {
    Kind.SERVICE: Text("service", "service"),
    Kind.ON_SITE: Text("garde", "on-site duty"),
    Kind.ON_CALL: Text("astreinte", "on call"),
    Kind.CALL_OUT: Text("déplacement", "call-out"),
    Kind.LEAVE: Text("absence", "leave"),
    Kind.CORRECTION: Text("rectification", "correction"),
    Kind.BROUGHT: Text("report", "brought forward"),
    Kind.OTHER: Text("autre", "other"),
}


@dataclass(frozen=True)
class Marks:
    """The marks of the facts of one workspace."""

    problem: Problem

    @cached_property
    def activities(self) -> Mapping[ActivityId, str]:
        """Three letters for each activity, all different."""
        found: dict[ActivityId, str] = {}
        for activity in self.problem.facts.activities:
            letters = "".join(sign for sign in clean(activity.name) if sign.isalnum()) or str(activity.id)
            short, number = letters[:3], 2
            while short in found.values():
                short, number = f"{letters[:2]}{number}", number + 1
            found[activity.id] = short
        return found

    def tone(self, site: SiteId) -> Tone:
        """The colour of a site; its letter says the same."""
        return _TONES[list(self.problem.sites).index(site) % len(_TONES)]

    def work(self, done: Worked) -> Text:
        """What is done: the letter of the site, then the activity or duty."""
        mark = self.problem.sites[done.site].mark
        if done.line is not None:
            told = DUTIES[self.problem.lines[done.line].kind]
            return Text(f"{mark}·{told.fr}", f"{mark}·{told.en}")
        assert done.activity is not None, "what is done is an activity or a duty"
        return Text.same(f"{mark}·{self.activities[done.activity]}{REMOTE if done.remote else ''}")
