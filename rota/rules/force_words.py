"""What the force of a rule is called, wherever people read it: command line, screens, papers."""

from collections.abc import Mapping

from rota.rules.base import Force
from rota.words import Lang, Text

FORCES: Mapping[Force, Text] = {
    Force.LAW: Text("loi", "law"),
    Force.AGREEMENT: Text("convention", "agreement"),
    Force.WISH: Text("souhait", "wish"),
}
"""The word inside a sentence. Never "accord" in French: that is the consent of a head to a plan."""


def stamp(force: Force, lang: Lang) -> str:
    """The word in front of a rule or of a finding: ``LOI``."""
    return FORCES[force].say(lang).upper()


def tally(counts: Mapping[Force, int], lang: Lang) -> str:
    """How many findings there are of each force: ``loi 0 · convention 4 · souhait 2``."""
    return " · ".join(f"{FORCES[force].say(lang)} {counts[force]}" for force in Force)
