"""Needs, duty lines and wishes are added, changed, ended, withdrawn; the last change can be undone.

A change is held to the same checks as a folder. What is over stays: an item that asked something on days that
are over is ended, and goes on under another code as it is to be. A site writes for its own services.
"""

import csv
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, TypeVar, cast

from rota import sites
from rota.errors import Fault, FaultyFolder
from rota.model.facts import DutyLine, Facts, LineId, Need, NeedId, PostId, SiteId, Wish, WishId
from rota.reconcile.worked import known_placements
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.sites.layout import layout
from rota.sites.schema import COLUMNS
from rota.store import Unit
from rota.store.errors import FactsChanged
from rota.store.facts import SavedFacts
from rota.words import Text
from rota.workspace.editing_past import Dated, begun, ended, first_difference, first_free, posts_of
from rota.workspace.keeping import keep
from rota.workspace.opened import Workspace, author_of
from rota.workspace.starting import FactChange, compare, refuse_contradictions

Item = Need | DutyLine | Wish
Kind = Literal["needs", "lines", "wishes"]
T = TypeVar("T")
_DATED: tuple[Kind, ...] = ("needs", "wishes")

_DAY = timedelta(days=1)
_TRIES = 4
_DATED_CODE = re.compile(r"-\d{4}-\d{2}-\d{2}(-\d+)?$")


@dataclass(frozen=True, slots=True)
class Edit:
    """One item, as it stood when somebody looked at it, and as it is to be."""

    before: Item | None
    """None to add one."""
    after: Item | None
    """None to withdraw it."""
    on: date | None = None
    """The first day of the change; by default as early as what is over allows."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What a change makes of the facts."""

    old: Facts
    new: Facts
    since: date | None = None
    """The item asks what it asked up to the day before; None where it is changed as a whole."""
    beside: bool = False
    """Whether somebody else’s change was found and kept beside it."""

    @property
    def changes(self) -> tuple[FactChange, ...]:
        """Every item that differs."""
        return compare(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Last:
    """The last change of the facts, which may be taken back."""

    stands: SavedFacts
    before: SavedFacts

    @property
    def changes(self) -> tuple[FactChange, ...]:
        """What taking it back would change."""
        return compare(self.stands.facts, self.before.facts)


def look(workspace: Workspace, edit: Edit, site: str) -> Edited:
    """What a change would make of the facts; nothing is written.

    Raises:
        Refused: it is not for this site, or somebody else has changed the item meanwhile.
        FaultyFolder: a folder that said so would be refused; with all its faults.
    """
    _refuse_others(workspace, edit, workspace.site(site))
    _refuse_changed(workspace.facts, edit.before)
    check(_as_stated(workspace.facts, edit))
    found = _edited(workspace, edit)
    check(found.new)
    return found


def save(workspace: Workspace, edit: Edit, site: str) -> Edited:
    """Write a change; what others saved meanwhile is kept beside it.

    Raises:
        Refused: as :func:`look`.
        FaultyFolder: as :func:`look`.
        FactsChanged: others kept saving all the while.
    """
    author, here = author_of(workspace.site(site)), workspace
    for left in reversed(range(_TRIES)):
        found = look(here, edit, site)
        try:
            here.store.save_facts(found.new, here.fingerprint, author=author)
        except FactsChanged:
            if not left:
                raise
            here = Workspace(workspace.store, workspace.clock)
        else:
            return replace(found, beside=here is not workspace)
    raise AssertionError("the last try returns or raises")


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


class FaultyEdit(FaultyFolder):
    """A change that no folder could state."""

    def __init__(self, faults: tuple[Fault, ...], names: tuple[str, ...]) -> None:
        super().__init__(faults)
        self.names = names
        """The column or the key that each fault is about; empty for a whole row."""


def check(facts: Facts) -> None:
    """Hold facts to all that is asked of a folder.

    Raises:
        FaultyEdit: with all the faults.
    """
    with tempfile.TemporaryDirectory(prefix="rota-") as folder:
        try:
            sites.write(facts, Path(folder) / "site")
        except FaultyFolder as faulty:
            files = layout(facts)
            names = tuple(_name_of(files.get(fault.file, ""), fault) for fault in faulty.faults)
            raise FaultyEdit(faulty.faults, names) from faulty


def _name_of(text: str, fault: Fault) -> str:
    """The column or the key at the place of a fault."""
    lines = text.splitlines()
    if not fault.column or fault.line > len(lines):
        return ""
    line = lines[fault.line - 1]
    if fault.file not in COLUMNS:
        return line.partition("=")[0].strip()
    heads, cells = (next(csv.reader([part])) for part in (lines[0], line[: fault.column - 1] or ","))
    place = max(0, len(cells) - 1) if fault.column > 1 else 0
    return heads[place] if fault.marked and place < len(heads) else ""


def kind_of(item: Item) -> Kind:
    """The field of the facts that holds an item."""
    match item:
        case Need():
            return "needs"
        case DutyLine():
            return "lines"
        case Wish():
            return "wishes"


def may_edit(facts: Facts, item: Item, site: SiteId) -> bool:
    """Whether an item is for a site to change: of its services, or wished by a post that it shares."""
    owner = item.owner if isinstance(item, Wish) else item.service
    service = next((each for each in facts.services if each.id == owner), None)
    if service is not None:
        return service.site == site
    shares = {c.post: {share.site for share in c.shares} for c in facts.conventions}
    return site in shares.get(PostId(owner), set())


def used(workspace: Workspace, line: LineId) -> bool:
    """Whether duties of a line were published or worked, or stand in an opening balance."""
    if any(line in balance.duties for balance in workspace.facts.balances):
        return True
    known = known_placements(workspace.ledgers(), workspace.problem)
    return any(placement.line == line for placement in known)


def free_from(workspace: Workspace, item: Need | Wish) -> date | None:
    """The first day on which what an item asks may change; None where nothing of it is over."""
    posts = (item.post,) if isinstance(item, Wish) else posts_of(workspace, item.service)
    return first_free(workspace, posts)


def free_at_all(workspace: Workspace) -> date | None:
    """The first day on which anything new may be asked; None where nothing is over."""
    return first_free(workspace, workspace.problem.posts)


def _refuse_others(workspace: Workspace, edit: Edit, site: SiteId) -> None:
    for item in (edit.before, edit.after):
        if item is not None and _placed(workspace.facts, item) and not may_edit(workspace.facts, item, site):
            raise Refused(NOT_YOURS, code=item.id or "…", site=site)


def _placed(facts: Facts, item: Item) -> bool:
    """Whether its owner is known; the checks of a folder tell an unknown one."""
    owner = item.owner if isinstance(item, Wish) else item.service
    return owner in {*(each.id for each in facts.services), *(each.id for each in facts.posts)}


def _as_stated(facts: Facts, edit: Edit) -> Facts:
    """The facts as if the item had always been as it is to be: first, whether it can be read at all."""
    after = edit.after
    if isinstance(after, Need | Wish) and not after.id:
        after = _named(facts, after)
    kind = kind_of(cast("Item", edit.before or after))
    return _having(facts, kind, _put(_items(facts, kind), edit.before, [after] if after else []))


def _edited(workspace: Workspace, edit: Edit) -> Edited:
    before, after = edit.before, edit.after
    if isinstance(before, DutyLine) or isinstance(after, DutyLine):
        assert not isinstance(before, Need | Wish), "an item stays of its kind"
        assert not isinstance(after, Need | Wish), "an item stays of its kind"
        return _with_line(workspace, before, after)
    return _with_dated(workspace, before, after, edit.on)


def _refuse_changed(facts: Facts, before: Item | None) -> None:
    if before is None:
        return
    now = _by_code(facts, kind_of(before)).get(before.id)
    if now is None:
        raise Refused(GONE, code=before.id)
    if now != before:
        differing = compare(_only(facts, before), _only(facts, now))
        raise Refused(CHANGED, code=before.id, what=", ".join(differing[0].details))


def _items(facts: Facts, kind: Kind) -> tuple[Item, ...]:
    return cast("tuple[Item, ...]", getattr(facts, kind))


def _by_code(facts: Facts, kind: Kind) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for each in _items(facts, kind):
        found[each.id] = each
    return found


def _only(facts: Facts, item: Item) -> Facts:
    return _having(replace(facts, needs=(), lines=(), wishes=()), kind_of(item), (item,))


def _having(facts: Facts, kind: Kind, items: Sequence[Item]) -> Facts:
    return replace(facts, **{kind: tuple(items)})  # type: ignore[arg-type]


def _with_line(workspace: Workspace, before: DutyLine | None, after: DutyLine | None) -> Edited:
    facts = workspace.facts
    if before is not None and used(workspace, before.id):
        if after is None:
            after = replace(before, asked_per_month=0)
        elif (before.kind, before.service, before.shifts) != (after.kind, after.service, after.shifts):
            raise Refused(LINE_USED, code=before.id)
    return Edited(facts, replace(facts, lines=_put(facts.lines, before, () if after is None else (after,))))


def _with_dated(workspace: Workspace, before: Dated | None, after: Dated | None, on: date | None) -> Edited:
    """The facts with a need or a wish changed from a day on, where some of its days are over."""
    facts, since = workspace.facts, None
    free = max(
        (day for item in (before, after) if item for day in [free_from(workspace, item)] if day), default=None
    )
    if free is not None and on is not None and on < free:
        raise Refused(OVER, first=free)
    from_day = on or free
    differs = first_difference(workspace, before, after)
    if after is not None and not after.id:
        after = _named(facts, after)
    left = [] if after is None else [after]
    if from_day is not None and differs is not None and differs < from_day:
        if before is None:
            assert after is not None, "something is added"
            raise Refused(ASKS_BEFORE, day=differs, first=from_day)
        left, since = _split(facts, before, after, from_day), from_day
    kind = kind_of(cast("Item", before or after))
    return Edited(facts, _having(facts, kind, _put(_items(facts, kind), before, left)), since)


def _split(facts: Facts, before: Dated, after: Dated | None, on: date) -> list[Dated]:
    """What an item asked up to the day before, and what it asks from a day on."""
    found: list[Dated] = []
    old = ended(before.recurrence, on - _DAY)
    if old is not None:
        found.append(replace(before, recurrence=old))
    new = None if after is None else begun(after.recurrence, on)
    if after is not None and new is None:
        raise Refused(NOTHING_LEFT, code=after.id, first=on)
    if after is not None and new is not None:
        code = _fresh(facts, f"{_DATED_CODE.sub('', after.id)}-{on}") if old is not None else after.id
        found.append(replace(_coded(after, code), recurrence=new))
    return found


def _named(facts: Facts, item: Dated) -> Dated:
    """An item with a code made of what it says."""
    on = item.recurrence.on
    day = on.isoformat() if on else "" if item.recurrence.weekday is None else _DAYS[item.recurrence.weekday]
    slot = item.slot.value if item.slot else ""
    parts = [item.owner, item.aim.value] if isinstance(item, Wish) else [item.service, item.activity]
    return _coded(item, _fresh(facts, "-".join(part for part in (*parts, day, slot) if part).upper()))


def _coded(item: Dated, code: str) -> Dated:
    return replace(item, id=WishId(code)) if isinstance(item, Wish) else replace(item, id=NeedId(code))


def _fresh(facts: Facts, code: str) -> str:
    """A code that no need and no wish has."""
    taken = {code.lower() for kind in _DATED for code in _by_code(facts, kind)}
    number, fresh = 1, code
    while fresh.lower() in taken:
        number += 1
        fresh = f"{code}-{number}"
    return fresh


def _put(items: tuple[T, ...], before: T | None, left: Sequence[T]) -> tuple[T, ...]:
    """The items with one replaced by what is left of it, in its place; at the end where there was none."""
    if before is None:
        return (*items, *left)
    return tuple(new for each in items for new in (left if each == before else (each,)))


def _last_of(saved: Sequence[SavedFacts], site: SiteId) -> Last:
    if len(saved) < 2:
        raise Refused(NOTHING_SAVED)
    if not saved[0].author.endswith(f"@{site}"):
        raise Refused(NOT_LAST, author=saved[0].author or "?", at=f"{saved[0].at:%Y-%m-%d %H:%M} UTC")
    return Last(saved[0], saved[1])


def _refuse_over(workspace: Workspace, old: Facts, new: Facts) -> None:
    """Refuse to go back to facts that asked something else on days that are over by now."""
    pairs: list[tuple[Item | None, Item | None]] = []
    for kind in _DATED:
        was, will = _by_code(old, kind), _by_code(new, kind)
        codes = dict.fromkeys((*was, *will))
        pairs += [(was.get(code), will.get(code)) for code in codes if was.get(code) != will.get(code)]
    for before, after in cast("list[tuple[Dated | None, Dated | None]]", pairs):
        item = after or before
        assert item is not None, "one of the two is there"
        free, differs = free_from(workspace, item), first_difference(workspace, before, after)
        if free is not None and differs is not None and differs < free:
            raise Refused(OVER, first=free)


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

NOT_YOURS = Trouble(
    Text("{code} n’est pas au site {site}.", "{code} is not for site {site}."),
    Text(
        "Chaque site modifie ses services ; demander à l’autre.",
        "Each site changes its own services; ask the other one.",
    ),
)
GONE = Trouble(
    Text("{code} a été retiré entre-temps.", "{code} was withdrawn meanwhile."),
    Text("Relire la liste, décider.", "Read the list again, decide."),
)
CHANGED = Trouble(
    Text(
        "{code} a été modifié entre-temps par quelqu’un d’autre ({what}).",
        "{code} was changed meanwhile by somebody else ({what}).",
    ),
    Text("Relire sa version, décider.", "Read their version, decide."),
)
LINE_USED = Trouble(
    Text(
        "Des gardes de {code} sont publiées ou faites : ses horaires et son service ne changent plus.",
        "Duties of {code} are published or done: its hours and its service change no more.",
    ),
    Text(
        "Créer une autre ligne, et demander 0 garde par mois à celle-ci.",
        "Make another line, and ask 0 duties a month of this one.",
    ),
)
OVER = Trouble(
    Text("Avant le {first}, les jours sont clos ou publiés.", "Days before {first} are closed or published."),
    Text("Faire partir le changement de ce jour, ou d’après.", "Let the change begin that day, or later."),
)
ASKS_BEFORE = Trouble(
    Text(
        "Il demanderait quelque chose dès le {day}, un jour déjà clos ou publié.",
        "It would ask for something from {day} on, a day that is closed or published.",
    ),
    Text("Le faire commencer le {first} ou après.", "Let it begin on {first} or later."),
)
NOTHING_LEFT = Trouble(
    Text("{code} ne demanderait plus rien à partir du {first}.", "{code} would ask nothing from {first} on."),
    Text("Le retirer plutôt, ou corriger ses dates.", "Withdraw it rather, or correct its dates."),
)
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
