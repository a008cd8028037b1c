"""The compliance report: a light for each rule and post, findings, forecasts, and the way there."""

from collections import Counter
from collections.abc import Iterator

from exports.papers import Block, Facts, Figure, Form, Note, Paper, Section, Tone
from exports.reports.common import days, filled, made_at
from exports.reports.compliance_rules import (
    crossings_table,
    findings_table,
    lights_legend,
    lines_table,
    matrices,
    sources_table,
)
from exports.reports.gauges import gauge_blocks
from exports.reports.trend import trend_sections
from rota.compliance.standing import Light, Standing
from rota.model.facts import PostId, SiteId
from rota.rules.base import Force
from rota.words import Text
from rota.workspace.opened import Workspace
from rota.workspace.reporting import ComplianceReport

_TITLE = Text("Conformité des postes partagés", "Compliance of shared posts")
_LAWFUL = Text(
    "Aucune règle de loi n’est enfreinte, ni par ce qui a été fait, ni par ce qui est publié.",
    "No LAW rule is broken, neither by what was done nor by what is published.",
)
_UNLAWFUL = Text("{count} règle(s) de loi enfreinte(s).", "{count} LAW rule(s) broken.")
_NO_CROSSING = Text(
    "Rien ne sera franchi si le travail continue comme publié, puis comme d’habitude.",
    "Nothing will be crossed if work goes on as published, then as usual.",
)
_NOTHING_FOUND = Text(
    "Aucun constat : lois et conventions sont respectées.", "No finding: laws and agreements are kept."
)
_FORECAST = Text(
    "Si le travail continue comme publié, puis comme les dernières semaines, jusqu’à la fin du quadrimestre.",
    "If work goes on as published, then as in the last weeks, to the end of the four-month period.",
)


def compliance_paper(
    workspace: Workspace, told: ComplianceReport, post: PostId | None = None, site: SiteId | None = None
) -> Paper:
    """The paper of one judgement."""
    judged = told.standing
    about = "-".join(part for part in (post, site) if part)
    subtitle = _subtitle(workspace, told, post, site)
    return Paper(
        code=f"compliance-{judged.as_of}{f'-{about}' if about else ''}",
        title=_TITLE,
        subtitle=subtitle,
        made=made_at(workspace),
        sections=(
            Section(Text("Synthèse", "Summary"), (*_summary(judged), *gauge_blocks(told.trends))),
            Section(
                Text("Règles et postes", "Rules and posts"),
                (lights_legend(), *matrices(judged, tuple(told.trends))),
                new_page=True,
            ),
            *_findings(workspace, judged),
            Section(Text("Prévision", "Forecast"), tuple(_forecast(judged))),
            *trend_sections(told.trends),
            *_rules(judged),
            Section(Text("Sources", "Sources"), tuple(sources_table(judged.lines)), new_page=True),
        ),
        foot=filled(Text("{title} · {subtitle}", "{title} · {subtitle}"), title=_TITLE, subtitle=subtitle),
    )


def _subtitle(workspace: Workspace, told: ComplianceReport, post: PostId | None, site: SiteId | None) -> Text:
    names = [str(post)] if post else []
    names += [workspace.problem.sites[site].name] if site else []
    about = "".join(f" — {name}" for name in names)
    words = Text("{days}, connu jusqu’au {as_of}{about}", "{days}, known up to {as_of}{about}")
    return filled(words, days=days(told.standing.known), as_of=told.standing.as_of, about=about)


def _summary(judged: Standing) -> Iterator[Block]:
    counts = Counter(line.light for line in judged.lines)
    if judged.lawful:
        yield Note(_LAWFUL, Tone.GOOD)
    else:
        yield Note(filled(_UNLAWFUL, count=len(judged.broken_laws)), Tone.BAD)
    yield Facts(
        "summary",
        (
            (Text("Feux rouges", "Red lights"), Figure(counts[Light.RED])),
            (Text("dont règles de loi", "of them LAW rules"), Figure(len(judged.broken_laws))),
            (Text("Feux orange", "Amber lights"), Figure(counts[Light.AMBER])),
            (Text("Feux verts", "Green lights"), Figure(counts[Light.GREEN])),
            (Text("Sans objet", "Nothing to judge"), Figure(counts[Light.GREY])),
            (
                Text("Limites qui seront franchies", "Limits that will be crossed"),
                Figure(len(judged.crossings)),
            ),
        ),
    )


def _findings(workspace: Workspace, judged: Standing) -> Iterator[Section]:
    """Laws and agreements on their own; wishes, which are many, where they can be filtered."""
    lines = [line for found in (Light.RED, Light.AMBER) for line in judged.of(found)]
    held = [line for line in lines if line.force is not Force.WISH]
    wished = [line for line in lines if line.force is Force.WISH]
    table: Block = Note(_NOTHING_FOUND, Tone.GOOD)
    if held:
        table = findings_table("findings", workspace.problem, held, judged.as_of)
    yield Section(Text("Constats", "Findings"), (table,), new_page=True)
    if wished:
        table = findings_table("wishes", workspace.problem, wished, judged.as_of)
        yield Section(Text("Souhaits", "Wishes"), (table,), frozenset(Form) - {Form.PDF})


def _rules(judged: Standing) -> Iterator[Section]:
    """Every line where it can be filtered; on paper those that measure something, the lights being told."""
    measured = [line for line in judged.lines if line.measured is not None]
    if measured:
        table = lines_table("measures", measured)
        yield Section(Text("Mesures", "Measures"), (table,), frozenset({Form.PDF}), new_page=True)
    table = lines_table("rules", judged.lines)
    yield Section(Text("Toutes les règles", "All rules"), (table,), frozenset(Form) - {Form.PDF})


def _forecast(judged: Standing) -> Iterator[Block]:
    if not judged.crossings:
        yield Note(_NO_CROSSING, Tone.GOOD)
        return
    yield Note(_FORECAST, Tone.MUTED)
    yield crossings_table(judged.crossings)
