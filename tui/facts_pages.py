"""Pages of the facts: what to look at, what the last change was, what the marks mean."""

from collections.abc import Callable, Iterable

from textual.content import Content

from rota.model.facts import Facts
from rota.sites.faults import clean
from rota.words import Lang, Text
from rota.workspace.starting import FactChange
from tui.facts import Filter
from tui.facts_rows import OVER
from tui.pages import Entry, Page, ToAct, title


def filter_page(facts: Facts, now: Filter, take: Callable[[Filter], None], lang: Lang) -> Page:
    """Everything, then each site, service and post."""
    listed: list[tuple[Text, list[tuple[str, str, Filter]]]] = [
        (SITES, [(each.id, each.name, Filter(site=each.id)) for each in facts.sites]),
        (SERVICES, [(each.id, each.name, Filter(service=each.id)) for each in facts.services]),
        (POSTS, [(each.id, each.specialty, Filter(post=each.id)) for each in facts.posts]),
    ]
    entries = [_choice(ALL.say(lang), "", Filter(), take)]
    first = 0
    for heading, choices in listed:
        entries.append(title(heading, lang))
        for code, name, chosen in choices:
            if chosen == now:
                first = len(entries)
            entries.append(_choice(code, name, chosen, take))
    return Page(FILTER.say(lang), tuple(entries), first)


def _choice(code: str, name: str, chosen: Filter, take: Callable[[Filter], None]) -> Entry:
    told = Content.assemble((f"{clean(code):<18}", "bold"), clean(name))
    return Entry(told, ToAct(lambda: take(chosen)))


def filter_told(facts: Facts, chosen: Filter, lang: Lang) -> str:
    """What is looked at, in a few words; nothing for everything."""
    code = chosen.site or chosen.service or chosen.post
    if code is None:
        return ""
    names: dict[str, str] = {each.id: each.name for each in facts.sites}
    names |= {each.id: each.name for each in facts.services}
    return f"{ONLY.say(lang)} {names.get(code, code)}"


def changes_told(changes: Iterable[FactChange], lang: Lang) -> Content:
    """What taking a change back would do."""
    lines = [
        Content.assemble(
            (f"{CHANGES[one.change].say(lang)}  ", "bold"), clean(" ".join((one.code, *_details(one))))
        )
        for one in changes
    ]
    return Content("\n").join(lines)


def _details(one: FactChange) -> tuple[str, ...]:
    return (f"({', '.join(one.details)})",) if one.details else ()


def legend(facts: Facts, lang: Lang) -> list[Entry]:
    """The letters of the sites, and the marks of a line."""
    lines = [(clean(site.mark), clean(site.name)) for site in facts.sites]
    lines += [(mark, told.say(lang)) for mark, told in MARKS.items()]
    return [Entry(Content.assemble((f"{mark:<9}", "bold"), told)) for mark, told in lines]


FILTER = Text("Que montrer ?", "What to show?")
ALL, ONLY = Text("tout", "everything"), Text("seulement", "only")
SITES, SERVICES, POSTS = Text("Sites", "Sites"), Text("Services", "Services"), Text("Postes", "Posts")
CHANGES = {
    "added": Text("revient", "comes back"),
    "removed": Text("est ôté", "is taken out"),
    "changed": Text("redevient comme avant", "is as before again"),
    "moved": Text("reprend sa place", "takes its place again"),
}
MARKS = {
    "=": Text(
        "de l’autre site : visible d’ici, modifié par lui", "the other site’s: seen here, changed there"
    ),
    OVER: Text("fini : rien à venir", "over: nothing to come"),
    "1–2": Text("praticiens : au moins – au mieux", "doctors: at least – at best"),
    "→": Text("jusqu’au, depuis le", "until, since"),
    "✓ ✗": Text("souhait suivi, non suivi par le planning à venir", "wish kept, not kept by the coming plan"),
    "0/1": Text(
        "praticiens au planning à venir, sur ce qui est demandé", "doctors in the coming plan, of those asked"
    ),
}
