"""A workspace is made from a folder, brought to an edited one, written out again, and backed up."""

from dataclasses import dataclass, fields
from pathlib import Path

from rota import sites
from rota.clock import Clock, today
from rota.model.facts import Facts
from rota.service import Refused
from rota.sites.faults import Trouble
from rota.store import Backup, Store, Unit, backup
from rota.words import Text
from rota.workspace.keeping import keep
from rota.workspace.leaving import refuse_closed, refuse_worked
from rota.workspace.opened import AFFAIRS, Workspace

ITEMS = tuple(field.name for field in fields(Facts) if field.name != "name")
"""What a folder states, in the order of its files."""


@dataclass(frozen=True, slots=True)
class Made:
    """A workspace that was made."""

    url: str
    """Without its password."""
    name: str
    posts: int
    entries: int
    """Entries that opened the ledgers."""


def init(folder: Path, url: str, clock: Clock) -> Made:
    """Make a workspace from a folder: facts stored, ledgers opened up to this month.

    Raises:
        FaultyFolder: with all its faults.
        NoStore: there is a workspace already, or the address cannot be used.
    """
    facts = sites.read(folder)
    with Store.create(url, facts, clock=clock, author=AFFAIRS) as store:
        until = today(clock, facts.sites[0].timezone)
        entries = store.run(lambda unit: keep(unit, facts, until))
        return Made(store.url, facts.name, len(facts.posts), entries)


@dataclass(frozen=True, slots=True)
class FactChange:
    """One item that an edited folder adds, takes out or changes."""

    kind: str
    """``absences``, ``needs``…: the field of the facts."""
    code: str
    change: str
    """``added``, ``removed``, ``changed``, ``moved`` (only its place in the file)."""
    details: tuple[str, ...] = ()
    """Names of the fields that differ."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What bringing an edited folder in changes, and what it wrote."""

    changes: tuple[FactChange, ...]
    written: bool
    entries: int = 0


def compare(old: Facts, new: Facts) -> tuple[FactChange, ...]:
    """Every item that differs from one state of the folder to another."""
    found = [] if old.name == new.name else [FactChange("name", new.name, "changed")]
    for kind in ITEMS:
        before, after = (_by_code(getattr(facts, kind)) for facts in (old, new))
        for code in dict.fromkeys((*before, *after)):
            found.extend(_change(kind, code, before.get(code), after.get(code)))
        same = {code: before[code] for code in before if code in after}
        if not any(change.kind == kind for change in found) and list(same) != list(after):
            found.append(FactChange(kind, "", "moved"))
    return tuple(found)


def sync(workspace: Workspace, folder: Path, *, write: bool) -> Synced:
    """What an edited folder changes; written, with its effects on the ledgers, when ``write`` says so.

    Raises:
        FaultyFolder: with all its faults.
        Refused: it contradicts what stands in the ledger.
        FactsChanged: someone else changed the facts meanwhile.
    """
    facts, old, stated = sites.read(folder), workspace.facts, workspace.fingerprint
    changes = compare(old, facts)
    refuse_contradictions(workspace, facts)
    if not write:
        return Synced(changes, written=False)

    def work(unit: Unit) -> int:
        if changes:
            unit.facts.save(facts, stated, author=AFFAIRS)
        return keep(unit, facts, workspace.today)

    return Synced(changes, written=bool(changes), entries=workspace.store.run(work))


def dump(workspace: Workspace, folder: Path) -> None:
    """Write the facts out as a folder that reads back the same.

    Raises:
        UserError: the folder holds something else.
    """
    sites.write(workspace.facts, folder)


def back_up(workspace: Workspace, path: Path) -> Backup:
    """Copy the database and verify the copy.

    Raises:
        UserError: it cannot be written, or is backed up by other means.
    """
    return backup(workspace.store, path, clock=workspace.clock)


def _by_code(items: tuple[object, ...]) -> dict[str, object]:
    return {_code(item): item for item in items}


def _code(item: object) -> str:
    for names in (("id",), ("origin", "destination"), ("post",)):
        if all(hasattr(item, name) for name in names):
            return " → ".join(str(getattr(item, name)) for name in names)
    return repr(item)


def _change(kind: str, code: str, before: object, after: object) -> list[FactChange]:
    if before == after:
        return []
    if before is None or after is None:
        return [FactChange(kind, code, "added" if before is None else "removed")]
    names = (field.name for field in fields(before))  # type: ignore[arg-type]
    details = tuple(name for name in names if getattr(before, name) != getattr(after, name))
    return [FactChange(kind, code, "changed", details)]


def refuse_contradictions(workspace: Workspace, facts: Facts) -> None:
    """Refuse facts in which something that the ledger speaks of is no more.

    Raises:
        Refused: with the first thing that contradicts it.
    """
    conventions = {convention.post: convention for convention in facts.conventions}
    for post, entries in workspace.ledgers().items():
        days = [entry.draft.worked_on for entry in entries if entry.draft.worked_on is not None]
        if not entries:
            continue
        convention = conventions.get(post)
        if convention is None:
            raise Refused(POST_GONE, post=post, count=len(entries))
        old = workspace.problem.conventions[post]
        if convention.start != old.start or convention.employer != old.employer:
            raise Refused(OTHER_START, post=post, start=old.start, employer=old.employer)
        if max(days) > convention.end:
            raise Refused(ENDS_EARLY, post=post, end=convention.end, last=max(days))
    refuse_closed(workspace, workspace.facts.absences, facts.absences)
    ledgers = workspace.ledgers()
    for absence in facts.absences:
        refuse_worked(workspace.problem, ledgers.get(absence.post, ()), absence)


POST_GONE = Trouble(
    Text(
        "Le registre du poste {post} a {count} écritures, et le dossier n’a plus sa convention.",
        "The ledger of post {post} has {count} entries, and the folder has its convention no more.",
    ),
    Text("Remettre la convention ; elle finit à sa date de fin.", "Put it back; it ends on its last day."),
)
OTHER_START = Trouble(
    Text(
        "La convention de {post} aurait un autre début ou un autre employeur que son registre.",
        "The convention of {post} would have another start or employer than its ledger.",
    ),
    Text("Registre : {start}, {employer}.", "Ledger: {start}, {employer}."),
)
ENDS_EARLY = Trouble(
    Text(
        "La convention de {post} finirait le {end}, et le registre va jusqu’au {last}.",
        "The convention of {post} would end on {end}, and the ledger runs to {last}.",
    ),
    Text("Annuler d’abord ce qui suit cette fin.", "First void what comes after that end."),
)
