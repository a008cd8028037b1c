"""The last change of the facts is taken back, by the site that made it, while nothing followed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from rota.model.facts import Facts, SiteId
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store import Unit
from rota.store.facts import SavedFacts
from rota.words import Text
from rota.workspace.editing import DATED, OVER, Item, by_code, free_from
from rota.workspace.editing_past import Dated, first_difference
from rota.workspace.keeping import keep
from rota.workspace.opened import Workspace, author_of
from rota.workspace.starting import FactChange, compare, refuse_contradictions


@dataclass(frozen=True, slots=True)
class Last:
    """The last change of the facts, which may be taken back."""

    stands: SavedFacts
    before: SavedFacts

    @property
    def changes(self) -> tuple[FactChange, ...]:
        """What taking it back would change."""
        return compare(self.stands.facts, self.before.facts)


def last(workspace: Workspace, site: str) -> Last:
    """The last change of the facts, where this site made it.

    Raises:
        Refused: there is none, or it is another’s.
    """
    at = workspace.site(site)
    saved = workspace.store.read(lambda unit: unit.facts.latest(2))
    return _last_of(saved, at)


def undo(workspace: Workspace, site: str, seen: str) -> Last:
    """Take the last change back, as a new version of the facts; the ledgers follow.

    Args:
        workspace: Where.
        site: Who made the change.
        seen: The fingerprint of the facts that were looked at.

    Raises:
        Refused: something else was saved since, or days that are over would change.
    """
    found = last(workspace, site)
    if found.stands.fingerprint != seen:
        raise Refused(SAVED_SINCE)
    _refuse_over(workspace, found.stands.facts, found.before.facts)
    refuse_contradictions(workspace, found.before.facts)

    def work(unit: Unit) -> None:
        unit.facts.save(found.before.facts, seen, author=author_of(workspace.site(site)))
        keep(unit, found.before.facts, workspace.today)

    workspace.store.run(work)
    return found


def _last_of(saved: Sequence[SavedFacts], site: SiteId) -> Last:
    if len(saved) < 2:
        raise Refused(NOTHING_SAVED)
    if not saved[0].author.endswith(f"@{site}"):
        raise Refused(NOT_LAST, author=saved[0].author or "?", at=f"{saved[0].at:%Y-%m-%d %H:%M} UTC")
    return Last(saved[0], saved[1])


def _refuse_over(workspace: Workspace, old: Facts, new: Facts) -> None:
    """Refuse to go back to facts that asked something else on days that are over by now."""
    pairs: list[tuple[Item | None, Item | None]] = []
    for kind in DATED:
        was, will = by_code(old, kind), by_code(new, kind)
        codes = dict.fromkeys((*was, *will))
        pairs += [(was.get(code), will.get(code)) for code in codes if was.get(code) != will.get(code)]
    for before, after in cast("list[tuple[Dated | None, Dated | None]]", pairs):
        item = after or before
        assert item is not None, "one of the two is there"
        free, differs = free_from(workspace, item), first_difference(workspace, before, after)
        if free is not None and differs is not None and differs < free:
            raise Refused(OVER, first=free)


SAVED_SINCE = Trouble(
    Text("Autre chose a été enregistré depuis.", "Something else was saved since."),
    Text("Relire la liste ; modifier à la main.", "Read the list again; change it by hand."),
)
NOTHING_SAVED = Trouble(
    Text("Rien n’a encore été changé.", "Nothing was changed yet."),
    Text("Il n’y a rien à annuler.", "There is nothing to undo."),
)
NOT_LAST = Trouble(
    Text(
        "Le dernier changement est de {author}, {at}.",
        "The last change is by {author}, {at}.",
    ),
    Text("Seul son auteur peut l’annuler.", "Only its author can undo it."),
)
