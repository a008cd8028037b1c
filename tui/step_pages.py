"""The pages before a step: what changed, who is told, which plans there are."""

from collections.abc import Callable, Iterator

from textual.content import Content

from rota.check import Finding
from rota.explain.grid import Judged
from rota.explain.holes import HOLES
from rota.rules.base import Force
from rota.service import Change, PlanDiff
from rota.sites.faults import clean
from rota.words import Lang, Text, day_short
from rota.workspace.agreeing import Told
from rota.workspace.plans import StoredPlan, name_of
from tui.pages import Entry, Page, ToAct, ToCell, finding_entry, title
from tui.proposal_told import GONE, KINDS, NEW
from tui.sentences import cell_short, held_short
from tui.steps import Agreement, Publishing, Stock
from tui.titles import standing_told

_CHANGES_MAX, _FINDINGS_MAX = 300, 40
REASONS = {
    "absence": Text("une absence", "an absence"),
    "exchange": Text("un échange entre praticiens", "an exchange between doctors"),
    "need": Text("un besoin qui a changé", "a need that changed"),
    "mistake": Text("une erreur du planning", "a mistake in the plan"),
}
"""Why a published plan changes: codes of ours and what they mean."""


def agree_page(found: Agreement, agree: Callable[[], None], lang: Lang) -> Page:
    """What a site would agree to, compared with what it knew."""
    name = found.plan.name
    entries = [_step(AGREE.say(lang, site=found.site, name=name), agree)]
    if found.diff is None or found.known is None:
        entries.append(Entry(Content(FIRST_SEEN.say(lang, site=found.site))))
    else:
        changes = found.diff.changes
        heading = SINCE.say(lang, known=name_of(found.known), count=len(changes))
        entries.append(Entry(Content.styled(heading, "bold underline")))
        entries += [_change(change, found.judged, lang) for change in changes[:_CHANGES_MAX]]
        effect = found.diff.effect
        for text, findings in ((GONE, effect.lost), (NEW, effect.gained)):
            entries += _findings(text, findings, found.judged, lang)
    entries += _stands(found.judged, lang)
    return Page(AGREE_TITLE.say(lang, name=name, site=found.site), tuple(entries))


def publish_page(
    found: Publishing, publish: Callable[[str | None], None], other: Callable[[], None], lang: Lang
) -> Page:
    """Who would be told what; a published plan is changed for a reason only."""
    plan, old = found.publication.plan, found.publication.replaced
    if old is None:
        entries = [_step(PUBLISH.say(lang, name=plan.name), lambda: publish(None))]
    else:
        entries = [Entry(Content.styled(WHY.say(lang, name=name_of(old)), "bold"))]
        entries += [
            _step(BECAUSE.say(lang, reason=text.say(lang)), lambda chosen=code: publish(chosen))  # type: ignore[misc]
            for code, text in REASONS.items()
        ]
        entries.append(_step(OTHER.say(lang), other))
    touched = [one for one in found.publication.told if one.new or one.gone]
    entries.append(title(TOLD, lang))
    entries += [_told(one, lang) for one in touched] or [Entry(Content(NOBODY.say(lang)))]
    entries += _stands(found.judged, lang)
    return Page(PUBLISH_TITLE.say(lang, name=plan.name), tuple(entries), first=0 if old is None else 1)


def stock_page(
    found: Stock, open_one: Callable[[StoredPlan], None], begin: Callable[[], None], lang: Lang
) -> Page:
    """Every version of every plan, to be opened; and new weeks."""
    entries, first_entry = [_step(BEGIN.say(lang), begin)], 0
    for number, plan in enumerate(found.versions):
        if number == 0 or plan.version.plan != found.versions[number - 1].version.plan:
            first, last = day_short(plan.span.first, lang), day_short(plan.span.last, lang)
            heading = PERIOD.say(
                lang, first=first, last=f"{last}/{plan.span.last:%Y}", weeks=len(plan.span) // 7
            )
            entries.append(Entry(Content.styled(heading, "bold underline")))
        if plan.name == found.here:
            first_entry = len(entries)
        entries.append(_version(plan, found, open_one, lang))
    return Page(STOCK.say(lang), tuple(entries), first_entry)


def _version(plan: StoredPlan, found: Stock, open_one: Callable[[StoredPlan], None], lang: Lang) -> Entry:
    version, made_at = plan.version, plan.version.made_at.astimezone(found.zone)
    mark = "▸" if plan.name == found.here else " "
    told = Content.assemble(
        (f"{mark} v{version.version:<3} ", "bold"),
        f"{standing_told(version, lang).partition(' ')[2]:<26} ",
        (f"{version.author_site:<8} {made_at:%d/%m/%Y %H:%M}", "$rota-quiet"),
        UNDOES.say(lang, version=version.undoes) if version.undoes else "",
    )
    return Entry(told, ToAct(lambda: open_one(plan)))


def changes_page(found: PlanDiff, judged: Judged, lang: Lang) -> Page:
    """Every cell that is other than published."""
    entries = [_change(change, judged, lang) for change in found.changes[:_CHANGES_MAX]]
    for text, findings in ((GONE, found.effect.lost), (NEW, found.effect.gained)):
        entries += _findings(text, findings, judged, lang)
    nothing = [Entry(Content(AS_PUBLISHED.say(lang)))]
    return Page(CHANGES.say(lang, count=len(found.changes)), tuple(entries or nothing))


def _step(told: str, act: Callable[[], None]) -> Entry:
    return Entry(Content.styled(f"→ {told}", "bold $accent"), ToAct(act))


def _change(change: Change, judged: Judged, lang: Lang) -> Entry:
    before, after = (held_short(held, judged.problem, lang) for held in (change.before, change.after))
    cell = change.cell
    told = Content.assemble(
        (f"{cell.post}  {cell_short(cell, lang)}  {KINDS[change.kind][0]} ", "bold"), f"{before} → {after}"
    )
    return Entry(told, ToCell(cell))


def _findings(text: Text, findings: tuple[Finding, ...], judged: Judged, lang: Lang) -> Iterator[Entry]:
    if findings:
        yield Entry(Content.styled(text.say(lang, count=len(findings)), "bold underline"))
    yield from (finding_entry(one, judged.problem, lang) for one in findings[:_FINDINGS_MAX])
    if len(findings) > _FINDINGS_MAX:
        yield Entry(Content(f"… +{len(findings) - _FINDINGS_MAX}"))


def _stands(judged: Judged, lang: Lang) -> Iterator[Entry]:
    """What is wrong with the plan as it is: rules of law broken, needs that nobody fills."""
    law = judged.report.of_force(Force.LAW)
    open_needs = tuple(one for one in judged.report.findings if _is_hole(one))
    for text, none, findings in ((LAW, NO_LAW, law), (HOLES_OPEN, NO_HOLES, open_needs)):
        if findings:
            yield from _findings(text, tuple(findings), judged, lang)
        else:
            yield Entry(Content.styled(none.say(lang), "$success"))


def _is_hole(finding: Finding) -> bool:
    """Whether something that a service asks for is not done."""
    asked = finding.about.activity is not None or finding.about.line is not None
    return asked and finding.rule in HOLES and finding.measured < finding.limit


def _told(told: Told, lang: Lang) -> Entry:
    first = day_short(told.first, lang) if told.first else ""
    sites = ", ".join(told.sites)
    text = TELL.say(lang, new=told.new, gone=told.gone, first=first, sites=sites)
    return Entry(Content.assemble((f"{clean(told.post):<18} ", "bold"), text))


AGREE_TITLE = Text("Accepter {name} pour {site} ?", "Agree to {name} for {site}?")
AGREE = Text("Accepter {name} au nom de {site}", "Agree to {name} in the name of {site}")
FIRST_SEEN = Text(
    "{site} n’a encore enregistré ni accepté aucune version de ce planning : tout y est nouveau.",
    "{site} has saved or agreed to no version of this plan yet: all of it is new.",
)
SINCE = Text("Changé depuis {known}, que votre site connaît : {count} case(s)",
             "Changed since {known}, which your site knows: {count} cell(s)")  # fmt: skip
LAW = Text("§ Règles de loi enfreintes : {count}", "§ Rules of law broken: {count}")
NO_LAW = Text("✓ Aucune règle de loi enfreinte.", "✓ No rule of law is broken.")
HOLES_OPEN = Text("Besoins que nul n’assure : {count}", "Needs that nobody fills: {count}")
NO_HOLES = Text("✓ Tous les besoins sont assurés.", "✓ Every need is filled.")
PUBLISH_TITLE = Text("Publier {name} ?", "Publish {name}?")
PUBLISH = Text("Publier {name} : son travail entre au registre", "Publish {name}: its work enters the ledger")
WHY = Text(
    "{name} est publié, des gens y comptent. Pourquoi le changer ?",
    "{name} is published, people count on it: why does it change?",
)
BECAUSE = Text("Publier : {reason}", "Publish: {reason}")
OTHER = Text("Publier : un autre motif (un code)…", "Publish: another reason (a code)…")
TOLD = Text("À prévenir", "To be told")
NOBODY = Text("Personne : rien ne change.", "Nobody: nothing changes.")
TELL = Text("{new} nouvelle(s), {gone} retirée(s), dès le {first} ({sites})",
            "{new} new, {gone} gone, from {first} ({sites})")  # fmt: skip
CHANGES = Text(
    "Changé depuis la publication : {count} case(s)", "Changed since it was published: {count} cell(s)"
)
AS_PUBLISHED = Text("Tout est comme publié.", "All is as published.")
STOCK = Text("Plannings de cette base", "Plans of this workspace")
BEGIN = Text("Planifier une nouvelle période…", "Plan a new period…")
PERIOD = Text("{first} – {last} · {weeks} semaine(s)", "{first} – {last} · {weeks} week(s)")
UNDOES = Text("  reprend v{version}", "  takes up v{version}")
