"""What others did on the workspace between two looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from rota.model.facts import SiteId
from rota.store.pulse import Pulse, Step
from rota.words import Text

Told = tuple[Text, dict[str, str]]
"""A sentence and what fills it."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new, by whom."""

    versions: tuple[tuple[str, int, SiteId], ...]
    """Versions saved: plan, number, site."""
    steps: tuple[Step, ...]
    """What happened to versions."""
    facts: bool
    ledger: bool
    site: SiteId
    """The site that looks."""
    mine: bool
    """Whether it wrote itself meanwhile."""
    heads: Mapping[str, int]
    """The number of the last version of every plan."""

    def about(self, plan: str) -> bool:
        """Whether something of it is about one plan."""
        return any(name == plan for name, *_ in (*self.versions, *self.steps))


def news_of(before: Pulse, after: Pulse, site: SiteId, *, mine: bool) -> News:
    """What is new from one look to the next."""
    versions = sorted(
        (plan, number, by)
        for (plan, number), by in after.versions.items()
        if (plan, number) not in before.versions
    )
    return News(
        tuple(versions),
        tuple(sorted(after.steps - before.steps)),
        before.facts != after.facts,
        before.ledger != after.ledger,
        site,
        mine,
        after.heads,
    )


def told(news: News) -> list[Told]:
    """What a person is told: what other sites did, never what was done here."""
    found: list[Told] = []
    for plan, number, by in news.versions:
        if by != news.site:
            found.append((SAVED, {"site": by, "name": f"{plan}/v{number}"}))
    steps = {(event, plan, number, by) for plan, number, event, by in news.steps}
    for event, plan, number, by in sorted(steps):
        proposed = event == "agreed" and ("asked", plan, number, news.site) in steps
        if by != news.site and event in STEPS and not proposed:
            found.append((STEPS[event], {"site": by, "name": f"{plan}/v{number}"}))
        elif event == "asked" and by == news.site:
            proposer = next(
                (of for one, *key, of in steps if one == "agreed" and key == [plan, number]), None
            )
            if proposer not in {None, news.site}:
                found.append((ASKED, {"site": proposer, "name": f"{plan}/v{number}"}))
    if news.facts and not news.mine:
        found.append((FACTS, {}))
    return found


SAVED = Text("{site} a enregistré {name}.", "{site} saved {name}.")
ASKED = Text(
    "{site} propose {name} : votre accord est attendu.", "{site} proposes {name}: your agreement is awaited."
)
STEPS = {
    "agreed": Text("{site} accepte {name}.", "{site} agrees to {name}."),
    "published": Text("{site} a publié {name}.", "{site} published {name}."),
}
FACTS = Text(
    "Les faits partagés ont changé : le planning est jugé d’après eux.",
    "The shared facts have changed: the plan is judged by them.",
)
