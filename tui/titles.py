"""What the title line says beside the view: who speaks, where the plan is kept, what is urgent."""

from dataclasses import dataclass

from rota.sites.faults import clean
from rota.store import PlanState, PlanVersion
from rota.words import Lang, Text
from rota.workspace.plans import STATES
from tui.opening import Desk


@dataclass(frozen=True, slots=True)
class Title:
    """The parts of a title line."""

    marks: tuple[str, ...]
    """What a person must know at once."""
    site: str
    """Who speaks; empty on a folder."""
    kept: str
    """The file, or the version with its state."""


def title_of(desk: Desk, *, lost: bool, lang: Lang) -> Title:
    """The title of a desk."""
    stored = desk.stored
    if stored is None:
        return Title((), "", clean(desk.path.name))
    marks = [LOST.say(lang)] if lost else []
    if stored.overtaken:
        marks.append(LATER.say(lang, version=stored.last))
    kept = NEW.say(lang) if stored.seen is None else standing_told(stored.seen.version, lang)
    return Title(tuple(marks), stored.shared.site, kept)


def standing_told(version: PlanVersion, lang: Lang) -> str:
    """``v2 proposé, attend CHU``."""
    told = f"v{version.version} {STATES[version.state].say(lang)}"
    missing = sorted(set(version.asked) - set(version.agreed))
    if version.state is PlanState.PROPOSED and missing:
        told += AWAITED.say(lang, sites=", ".join(missing))
    return told


LOST = Text("! base injoignable", "! database out of reach")
LATER = Text("! v{version} enregistrée depuis", "! v{version} saved since")
NEW = Text("nouveau", "new")
AWAITED = Text(", attend {sites}", ", awaits {sites}")
