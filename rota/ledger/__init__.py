"""The time ledger: append-only, double-entry, chained; pure values here, the database is in rota.store.

Half-days (in 60ths) and minutes move between accounts of one contract; nothing appears or vanishes. A
published plan is pending, attendance posts or voids it once, unplanned work is direct, a correction is a
reversal and a right entry, a closed month is only adjusted in the open one.
"""
