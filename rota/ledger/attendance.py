"""Attendance: plans done wholly or in part, plans not done, work that no plan announced.

An answer names the claim it rests on: what a site stated, which moves nothing (:mod:`rota.reconcile`).
A replacement, a swap or work at the other site is always two facts: a plan not done, and work done that was
not planned.
"""

from rota.ledger.entry import Draft, EntryKind
from rota.ledger.writer import Details, Movement, Writer

SWAPPED, OTHER_SITE = "swapped", "other-site"


def post(
    writer: Writer,
    seq: int,
    plan: Draft,
    *,
    amount: int | None = None,
    claim: int | None = None,
    source: str = "hand",
) -> Draft:
    """A pending entry was done, wholly or for ``amount``: what is left of it is not done.

    Raises:
        ValueError: ``amount`` is not between 1 and what was planned (use :func:`void` for nothing done).
    """
    done = plan.amount if amount is None else amount
    if not 0 < done <= plan.amount:
        raise ValueError(f"{done} of {plan.amount} planned")
    told: Details = {
        "worked_on": plan.worked_on,
        "slots": plan.slots,
        "start": plan.start,
        "end": plan.end,
        "site": plan.site,
        "what": plan.what,
        "ref": seq,
        "claim": claim,
        "plan_version": plan.plan_version,
        "source": source,
    }
    move = Movement(plan.debit, plan.credit, done, plan.unit)
    return writer.draft(EntryKind.POST, move, plan.month, writer.group("answer", seq), **told)
