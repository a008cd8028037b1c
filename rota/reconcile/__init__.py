"""Attendance against the plan: what was done, what differs, who decides, and what is written of it.

Nothing here writes: every function gives drafts, which the caller appends to the journal, all or none.

1. What is known: ``known = KnownFacts.of(facts, entries, today)``, where ``entries`` is the ledger of each
   post: ``{post: tuple(journal.entries(journal.contract(post).id))}``. Read both again after each append.
2. What sites state, as claims, which move nothing.
   ``import_file(path, site, read_mapping(toml), known=known)`` gives an :class:`Import` (``.drafts``,
   ``.entered``, ``.duplicates``, ``.rejected``, ``.unread``), or raises :class:`FaultyAttendance` with its
   faults. ``confirm(writer, known, entries[post], span, exceptions)`` states a week or a month as planned,
   ``enter(writer, known, entries[post], Stated(…))`` one half-day. A later statement of a site replaces its
   earlier one.
3. What differs: ``differences = reconcile("2026-12", known, entries)``. Each :class:`Difference` has an
   ``id``, a ``kind``, a ``text``, its ``effect`` by site, and the ``parties`` (sites, or posts) that must
   agree. ``judge(difference, entries, problem)`` says what accepting it would break.
4. Who agrees: ``agree(writer, difference, Decision(difference.id, Choice.AS_CLAIMED), party)`` is one
   consent; for a doctor’s, ``party`` is the post. ``choices(difference)`` are those that make sense, and
   ``agreed(differences, every entry)`` gives the decisions on which every party has agreed.
5. What is written: ``resolve(differences, decisions, known=…, entries=…, author=…, site=…)`` gives
   ``.drafts``, ``.resolved`` and ``.left``. What asks nobody needs no decision. Then reconcile again.
6. How far it is: ``completeness(month, post, entries, differences)``: ``.percent``; ``.attended`` for the
   conditions of closing.
7. The same rules judge what was worked: ``check(problem, worked_plan(entries, problem))``. What was worked is
   the history of the next plan: ``history(facts, entries, first)``, then
   ``Problem(found.of(facts), span, past=found.past)``; debts between the sites are in the balances.
"""

from rota.reconcile.claims import Claim, claims_of, standing
from rota.reconcile.completeness import Completeness, completeness
from rota.reconcile.deciding import Choice, Decision, agree, agreed, choices, consents, decision_of
from rota.reconcile.differences import Decider, Difference, Effect, Kind
from rota.reconcile.entering import Stated, confirm, enter
from rota.reconcile.faulty import FaultyAttendance
from rota.reconcile.fields import Field, Status
from rota.reconcile.history import History, history
from rota.reconcile.importing import Duplicate, Entered, Import, Rejected, import_file
from rota.reconcile.known import KnownFacts
from rota.reconcile.mapping import PLAIN, AttendanceMapping, read_mapping
from rota.reconcile.reconciling import reconcile
from rota.reconcile.resolving import Resolution, countable, resolve
from rota.reconcile.worked import Judgement, judge, known_plan, worked_plan

__all__ = [
    "PLAIN",
    "AttendanceMapping",
    "Choice",
    "Claim",
    "Completeness",
    "Decider",
    "Decision",
    "Difference",
    "Duplicate",
    "Effect",
    "Entered",
    "FaultyAttendance",
    "Field",
    "History",
    "Import",
    "Judgement",
    "Kind",
    "KnownFacts",
    "Rejected",
    "Resolution",
    "Stated",
    "Status",
    "agree",
    "agreed",
    "choices",
    "claims_of",
    "completeness",
    "confirm",
    "consents",
    "countable",
    "decision_of",
    "enter",
    "history",
    "import_file",
    "judge",
    "known_plan",
    "read_mapping",
    "reconcile",
    "resolve",
    "standing",
    "worked_plan",
]
