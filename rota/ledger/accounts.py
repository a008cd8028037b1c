"""Accounts of a contract: where half-days and minutes stand.

Written ``kind`` or ``kind:part:part``. Balance = credits − debits.

===================  ==================================================================================
``entitlement``      the source of all half-days: what the contract and the texts grant (always ≤ 0)
``due:SITE``         service owed to a site and not yet given: > 0 it is still owed, < 0 it had more
``done:SITE``        worked at a site: day service and duty
``leave:SITE``       absences credited to a site, by the convention's split
``right:KIND:YEAR:SITE``   leave of a kind and year that may still be taken at the charge of a site
``taken:KIND:YEAR:SITE``   leave of a kind and year taken at the charge of a site
``recovery:SITE``    recovery earned at a site and not yet taken
``clearing:A:B``     what site A owes site B when > 0 (sites in alphabetical order)
``additional``       work beyond the service owed, settled at the end of a four-month period
``clock``            the source of all minutes (always ≤ 0)
``worked:SITE``      minutes worked at a site
``call:SITE``        minutes of call-outs at a site, not yet turned into half-days
``standby:SITE``     minutes on call at home for a site: waiting, which is no work
``unshared``         service discharged that counts for no site: absences, work the convention leaves out
===================  ==================================================================================
"""

from typing import NewType

from rota.model.facts import AbsenceKind, SiteId

Account = NewType("Account", str)

ENTITLEMENT = Account("entitlement")
ADDITIONAL = Account("additional")
CLOCK = Account("clock")
UNSHARED = Account("unshared")


def due(site: SiteId) -> Account:
    """Service owed to a site."""
    return Account(f"due:{site}")


def done(site: SiteId) -> Account:
    """Work done at a site."""
    return Account(f"done:{site}")


def leave(site: SiteId) -> Account:
    """Absences credited to a site."""
    return Account(f"leave:{site}")


def right(kind: AbsenceKind, year: int, site: SiteId) -> Account:
    """Leave that may still be taken at the charge of a site."""
    return Account(f"right:{kind}:{year}:{site}")


def taken(kind: AbsenceKind, year: int, site: SiteId) -> Account:
    """Leave taken at the charge of a site."""
    return Account(f"taken:{kind}:{year}:{site}")


def recovery(site: SiteId) -> Account:
    """Recovery earned at a site and not yet taken."""
    return Account(f"recovery:{site}")


def clearing(first: SiteId, second: SiteId) -> Account:
    """What the alphabetically first site owes the other."""
    low, high = sorted((first, second))
    return Account(f"clearing:{low}:{high}")


def worked(site: SiteId) -> Account:
    """Minutes worked at a site."""
    return Account(f"worked:{site}")


def call(site: SiteId) -> Account:
    """Minutes of call-outs at a site, not yet turned into half-days."""
    return Account(f"call:{site}")


def standby(site: SiteId) -> Account:
    """Minutes on call at home for a site: waiting, which is no work."""
    return Account(f"standby:{site}")


def site_of(account: Account) -> SiteId | None:
    """The site of an account that has exactly one, else None."""
    kind, *parts = account.split(":")
    if not parts or kind == "clearing":
        return None
    return SiteId(parts[-1])
