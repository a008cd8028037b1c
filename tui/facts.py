"""What the mode of the facts shows: items of one kind, filtered; frozen, with no widget and no database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rota.model.facts import (
    Absence,
    DutyLine,
    Facts,
    Need,
    PostId,
    ServiceId,
    SiteId,
    Wish,
)
from rota.workspace import editing
from rota.workspace.editing import Item
from rota.workspace.editing_effects import Coming, coming
from tui.shared import Shared

Fact = Item | Absence


class Part(StrEnum):
    """One kind of facts."""

    NEEDS = "needs"
    LINES = "lines"
    ABSENCES = "absences"
    WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked at: everything, a site, a service or a post."""

    site: SiteId | None = None
    service: ServiceId | None = None
    post: PostId | None = None


@dataclass(frozen=True)
class FactsView:
    """The facts as they stood when they were read."""

    facts: Facts
    site: SiteId
    """For whom the person speaks."""
    today: date
    coming: Coming | None


def load(shared: Shared) -> FactsView:
    """Read what the mode shows."""
    workspace = shared.workspace
    return FactsView(workspace.facts, shared.site, workspace.today, coming(workspace))


def listed(view: FactsView, part: Part, chosen: Filter) -> tuple[Fact, ...]:
    """The items of one kind that the filter lets through; those that are over come last."""
    facts = view.facts
    absences = tuple(sorted(facts.absences, key=lambda each: (each.first, each.post)))
    items: dict[Part, tuple[Fact, ...]] = {
        Part.NEEDS: facts.needs,
        Part.LINES: facts.lines,
        Part.ABSENCES: absences,
        Part.WISHES: facts.wishes,
    }
    found = [item for item in items[part] if _let_through(facts, item, chosen)]
    return tuple(sorted(found, key=lambda item: is_over(item, view.today)))


def is_over(item: Fact, today: date) -> bool:
    """Whether nothing of it is to come."""
    match item:
        case Absence():
            return item.last < today
        case DutyLine():
            return False
    recurrence = item.recurrence
    end = recurrence.on or recurrence.until
    return end is not None and max((end, *recurrence.also_on)) < today


def is_ours(view: FactsView, item: Fact) -> bool:
    """Whether the person's site may change it."""
    if isinstance(item, Absence):
        return item.post in shared_posts(view.facts, view.site)
    return editing.may_edit(view.facts, item, view.site)


def shared_posts(facts: Facts, site: SiteId) -> tuple[PostId, ...]:
    """The posts of which a site has a part."""
    return tuple(c.post for c in facts.conventions if any(share.site == site for share in c.shares))


def _let_through(facts: Facts, item: Fact, chosen: Filter) -> bool:
    return (
        (chosen.site is None or chosen.site in _sites(facts, item))
        and (chosen.service is None or chosen.service in _services(facts, item))
        and (chosen.post is None or chosen.post in _posts(facts, item))
    )


def _sites(facts: Facts, item: Fact) -> set[SiteId]:
    services = _services(facts, item)
    return {service.site for service in facts.services if service.id in services}


def _services(facts: Facts, item: Fact) -> set[ServiceId]:
    if isinstance(item, Need | DutyLine):
        return {item.service}
    shares = (share for c in facts.conventions if c.post == item.post for share in c.shares)
    found = {service for share in shares for service in share.services}
    own = {service.id for service in facts.services if isinstance(item, Wish) and service.id == item.owner}
    return own or found


def _posts(facts: Facts, item: Fact) -> set[PostId]:
    if isinstance(item, Absence | Wish):
        return {item.post}
    shares = ((c.post, share) for c in facts.conventions for share in c.shares)
    return {post for post, share in shares if item.service in share.services}


def found_again(items: tuple[Fact, ...], code: str) -> int:
    """The place of an item, or of the one whose code goes on from it; the first where there is none."""
    places = [place for place, item in enumerate(items) if item.id == code]
    return places[0] if places else 0
