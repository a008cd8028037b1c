"""Facts, ledgers and files of attendance for tests."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rota.ledger import publishing
from rota.ledger.accounts import Account
from rota.ledger.book import fold
from rota.ledger.contract import contract_of
from rota.ledger.entry import Draft, Entry, LedgerUnit
from rota.ledger.writer import Writer
from rota.model.calendar import Span
from rota.model.facts import Facts, PostId, SiteId
from rota.model.plan import Placement, Plan
from rota.model.problem import Problem
from rota.reconcile.deciding import Choice, Decision, agree, agreed, choices
from rota.reconcile.differences import Difference
from rota.reconcile.importing import Import, import_file
from rota.reconcile.known import KnownFacts
from rota.reconcile.mapping import PLAIN, AttendanceMapping
from rota.reconcile.reconciling import reconcile
from rota.reconcile.resolving import Resolution, resolve
from tests import builders
from tests.builders import CH, CHU
from tests.ledger.memory import MemoryJournal

ASP_1, ASP_2 = PostId("ASP-1"), PostId("ASP-2")
HEADER = "post,date,half,start,end,work,status,minutes,half_days,replaced_by"
DECEMBER = Span(date(2026, 12, 1), date(2026, 12, 31))
FACTS = builders.facts(posts=2)


def journal(facts: Facts = FACTS) -> MemoryJournal:
    """An empty ledger for each post."""
    return MemoryJournal(*(contract_of(convention) for convention in facts.conventions))


def entries(of: MemoryJournal, post: PostId = ASP_1) -> tuple[Entry, ...]:
    """All entries of one post."""
    return tuple(of.entries(of.contract(post).id))


def known(of: MemoryJournal, facts: Facts = FACTS, today: date | None = None) -> KnownFacts:
    """What the ledgers tell."""
    posts = [convention.post for convention in facts.conventions]
    return KnownFacts.of(facts, {post: entries(of, post) for post in posts}, today)


def csv_file(folder: Path, *rows: str, name: str = "attendance.csv", header: str = HEADER) -> Path:
    """A file of our own form."""
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def bring_in(
    path: Path,
    of: MemoryJournal,
    site: SiteId = CH,
    mapping: AttendanceMapping = PLAIN,
    facts: Facts = FACTS,
) -> Import:
    """Import a file and append what is new."""
    found = import_file(path, site, mapping, known=known(of, facts))
    of.append(found.drafts)
    return found


def said(drafts: Sequence[Draft]) -> list[tuple[object, ...]]:
    """What drafts say, without where it comes from."""
    return [
        (d.worked_on, d.slots, d.start, d.end, d.what, d.reason, d.unit, d.amount, d.group) for d in drafts
    ]


def publish(of: MemoryJournal, *placements: Placement, facts: Facts = FACTS, version: int = 1) -> None:
    """A published plan of December, pending in the ledger of each post."""
    problem = Problem(facts, DECEMBER)
    plan = Plan.of(DECEMBER, list(placements))
    for convention in facts.conventions:
        writer = Writer(of.contract(convention.post), "head-of-service", CH)
        of.append(publishing.publish(writer, problem, plan, version, entries(of, convention.post)))


def state_at(of: MemoryJournal, site: SiteId, folder: Path, *rows: str, facts: Facts = FACTS) -> Import:
    """What one site states, in a file of its own."""
    name = f"{site}-{len(list(folder.iterdir()))}.csv"
    found = bring_in(csv_file(folder, *rows, name=name), of, site, facts=facts)
    assert not found.rejected, [line.fault for line in found.rejected]
    return found


def ledgers(of: MemoryJournal, facts: Facts = FACTS) -> dict[PostId, tuple[Entry, ...]]:
    """The entries of every post."""
    return {convention.post: entries(of, convention.post) for convention in facts.conventions}


def differences(of: MemoryJournal, facts: Facts = FACTS) -> tuple[Difference, ...]:
    """December reconciled."""
    return reconcile("2026-12", known(of, facts), ledgers(of, facts))


def settle(
    of: MemoryJournal, choice: Choice = Choice.AS_CLAIMED, facts: Facts = FACTS, **parts: int
) -> Resolution:
    """Every party agrees to ``choice`` on every open difference; what is decided is written."""
    found = differences(of, facts)
    told = {SiteId(site): amount for site, amount in parts.items()}
    for each in found:
        decision = Decision(each.id, choice if choice in choices(each) else choices(each)[0], told)
        for party in each.parties:
            site = SiteId(party) if party in {CH, CHU} else CH
            writer = Writer(of.contract(each.post), "head-of-service", site)
            of.append((agree(writer, each, decision, party),))
    return write(of, facts)


def write(of: MemoryJournal, facts: Facts = FACTS) -> Resolution:
    """What is decided, or asks nobody, is written."""
    found, books = differences(of, facts), ledgers(of, facts)
    decided = agreed(found, [entry for post in books.values() for entry in post])
    done = resolve(found, decided, known=known(of, facts), entries=books, author="rota", site=CH)
    of.append(done.drafts)
    return done


def balance(of: MemoryJournal, account: Account, post: PostId = ASP_1) -> int:
    """One balance of half-days, in 60ths."""
    return fold(entries(of, post)).balance(account)


def minutes(of: MemoryJournal, account: Account, post: PostId = ASP_1) -> int:
    """One balance of minutes."""
    return fold(entries(of, post)).balance(account, LedgerUnit.MINUTE)
