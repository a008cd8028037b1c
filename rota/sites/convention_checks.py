"""What must hold within a convention, and between it and its sites, services and ways."""

from itertools import permutations

from rota.model.calendar import HALF_DAYS
from rota.model.facts import Convention, Credit, MinimumShare, SiteShare
from rota.sites import convention_troubles as troubles
from rota.sites.faults import listing
from rota.sites.known import Known
from rota.sites.readings import week_slot_name, week_slot_order
from rota.sites.record import Record

_WORKING_WEEK = frozenset((day, half) for day in range(5) for half in HALF_DAYS)


def check_dates(record: Record, convention: Convention) -> None:
    """Note an end before the start."""
    if record.good("start", "end") and convention.end < convention.start:
        record.wrong("end", troubles.END_BEFORE_START, start=convention.start, end=convention.end)


def check_services(record: Record, site: str, services: tuple[str, ...], known: Known) -> None:
    """Note services that belong to another site than that of the share."""
    for code in services:
        owner = known.services.known[code].site
        if owner != site:
            record.wrong(
                "services", troubles.FOREIGN_SERVICE, needle=code, service=code, owner=owner, site=site
            )


def check_shares(record: Record, shares: list[tuple[Record, SiteShare]]) -> None:
    """Note shares that are missing, given twice, or do not add up."""
    if not shares:
        if record.good("share") and not record.misnamed("share"):
            record.wrong(None, troubles.NO_SHARE)
        return
    seen: set[str] = set()
    for inner, share in shares:
        if share.site and share.site in seen:
            inner.wrong("site", troubles.SHARE_TWICE, site=share.site)
        seen.add(share.site)
    total = sum(share.percent for _, share in shares)
    if total != 100 and all(inner.good("percent") for inner, _ in shares):
        shares[-1][0].wrong("percent", troubles.SHARES_SUM, total=total)


def check_sites(record: Record, convention: Convention) -> None:
    """Note an employer, a first site of duty or a typical day that is no site of the shares."""
    sites = _sites(convention)
    if not sites:
        return
    stated = (("employer", convention.employer), ("duty_first_at", convention.duty_first_at))
    for key, site in stated:
        if site and site not in sites:
            record.wrong(key, troubles.FOREIGN_SITE, site=site)
    for site in sorted({site for site in convention.typical_days.values() if site} - sites):
        record.wrong("typical_days", troubles.FOREIGN_SITE, needle=site, site=site)


def check_minimums(minimums: list[tuple[Record, MinimumShare]], convention: Convention) -> None:
    """Note minimums of foreign sites, above the share, or given twice."""
    percents = {share.site: share.percent for share in convention.shares}
    sites = _sites(convention)
    seen: set[tuple[str, str]] = set()
    for inner, minimum in minimums:
        if not sites or not minimum.site:
            continue
        if minimum.site not in sites:
            inner.wrong("site", troubles.FOREIGN_SITE, site=minimum.site)
        elif inner.good("percent") and minimum.percent > percents[minimum.site]:
            share = percents[minimum.site]
            inner.wrong("percent", troubles.MINIMUM_ABOVE_SHARE, minimum=minimum.percent, share=share)
        if inner.good("period") and (minimum.site, minimum.period) in seen:
            inner.wrong("period", troubles.MINIMUM_TWICE, site=minimum.site)
        seen.add((minimum.site, minimum.period))


def check_typical_week(record: Record, convention: Convention) -> None:
    """Note a policy that asks whose day it is where the typical week does not say."""
    counting = convention.counting
    policies = {
        *(counting.duty, counting.leave, counting.training, counting.recovery, counting.remote),
        *(counting.holiday, counting.rest_after_duty),
    }
    missing = sorted(_WORKING_WEEK - set(convention.typical_days), key=week_slot_order)
    if Credit.SITE_OF_DAY in policies and missing and record.good("typical_days"):
        names = [week_slot_name(slot) for slot in missing]
        record.wrong("counting", troubles.TYPICAL_WEEK_INCOMPLETE, missing=listing(names))


def check_ways(record: Record, convention: Convention, known: Known) -> None:
    """Note the ways between its sites that ``sites.toml`` does not give; each is told once for all posts."""
    if known.travels_blind:
        return
    for way in permutations(sorted(_sites(convention)), 2):
        if way not in known.travels and way not in known.missing_ways:
            known.missing_ways.add(way)
            record.wrong("share", troubles.NO_WAY, origin=way[0], destination=way[1])


def _sites(convention: Convention) -> set[str]:
    """The sites of the shares; empty when one could not be read, so that nothing is held against them."""
    sites = {str(share.site) for share in convention.shares}
    return set() if "" in sites else sites
