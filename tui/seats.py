"""For whom a person speaks on a workspace: named, remembered, or asked."""

from collections.abc import Callable

from textual.content import Content

from rota.model.facts import Facts, SiteId
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.opened import Workspace
from tui.memory import Memory
from tui.pages import Entry, Page, ToAct
from tui.shared import name_of


def seat_of(workspace: Workspace, memory: Memory, named: str | None) -> tuple[SiteId, bool]:
    """The site that speaks, and whether that is known: else it is the first employer, until it is chosen.

    Raises:
        Refused: there is no site of the code named.
    """
    if named:
        return workspace.site(named), True
    remembered = memory.seats.get(name_of(workspace))
    found = next((site.id for site in workspace.facts.sites if site.id == remembered), None)
    if found is not None:
        return found, True
    employers = [convention.employer for convention in workspace.facts.conventions]
    return (employers or [site.id for site in workspace.facts.sites])[0], False


def seats_page(facts: Facts, site: SiteId, speak_for: Callable[[SiteId], None], lang: Lang) -> Page:
    """The sites that a person can speak for."""
    entries = tuple(
        Entry(
            Content.assemble((f"{clean(one.mark)}  {one.id}", "bold"), f"  {clean(one.name)}"),
            ToAct(lambda chosen=one.id: speak_for(chosen)),  # type: ignore[misc]
            Content(MORE.say(lang, site=one.id)),
        )
        for one in facts.sites
    )
    first = next((place for place, one in enumerate(facts.sites) if one.id == site), 0)
    return Page(WHO.say(lang), entries, first)


WHO = Text("Pour quel site parlez-vous ?", "Which site do you speak for?")
MORE = Text(
    "Ce que vous enregistrez, proposez, acceptez et signez l’est au nom de {site}. C’est retenu pour cette"
    " base ; la commande « Parler pour un autre site » le change.",
    "What you save, propose, agree to and sign is in the name of {site}. It is remembered for this workspace;"
    " the command “Speak for another site” changes it.",
)
