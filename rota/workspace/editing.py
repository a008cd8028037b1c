"""Needs, duty lines and wishes are added, changed, ended, withdrawn, one at a time.

A change is held to the same checks as a folder. What is over stays: an item that asked something on days that
are over is ended, and goes on under another code as it is to be. A site writes for its own services.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeVar, cast

from rota.model.facts import DutyLine, Facts, LineId, Need, NeedId, PostId, SiteId, Wish, WishId
from rota.reconcile.worked import known_placements
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store.errors import FactsChanged
from rota.words import Text
from rota.workspace.editing_check import check
from rota.workspace.editing_past import Dated, begun, ended, first_difference, first_free, posts_of
from rota.workspace.opened import Workspace, author_of
from rota.workspace.starting import FactChange, compare

Item = Need | DutyLine | Wish
Kind = Literal["needs", "lines", "wishes"]
T = TypeVar("T")
DATED: tuple[Kind, ...] = ("needs", "wishes")
"""What recurs, and may be over."""

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


def look(workspace: Workspace, edit: Edit, site: str) -> Edited:
    """What a change would make of the facts; nothing is written.

    Raises:
        Refused: it is not for this site, or somebody else has changed the item meanwhile.
        FaultyEdit: a folder that said so would be refused; with all its faults.
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
        FaultyEdit: as :func:`look`.
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
    now = by_code(facts, kind_of(before)).get(before.id)
    if now is None:
        raise Refused(GONE, code=before.id)
    if now != before:
        differing = compare(_only(facts, before), _only(facts, now))
        raise Refused(CHANGED, code=before.id, what=", ".join(differing[0].details))


def _items(facts: Facts, kind: Kind) -> tuple[Item, ...]:
    return cast("tuple[Item, ...]", getattr(facts, kind))


def by_code(facts: Facts, kind: Kind) -> dict[str, Item]:
    """The items of one kind, by code."""
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
    taken = {code.lower() for kind in DATED for code in by_code(facts, kind)}
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
