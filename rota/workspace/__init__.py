"""The verbs over a workspace: the facts, the plans and the ledger that two hospitals share.

Pure orchestration of the store, the ledger, reconciliation, compliance and the scheduler: verbs return values
and print nothing; whatever they write, they write within one unit of work, so that repeating is harmless.
Importing this package loads nothing; its modules load the database.
"""
