"""What services asked and were given, and what became of the published plans."""

from collections.abc import Iterator

from exports.papers import Across, Block, Column, ColumnSum, Figure, Measure, Note, Row, Table, Tone
from exports.papers.chart_parts import Bar, Series
from exports.papers.charts import Bars, Columns
from exports.reports.common import SITE, number, share
from rota.model.problem import Problem
from rota.words import Text
from rota.workspace.report_months import share_of
from rota.workspace.reporting import PostReport

_SERVICE, _ALL = Text("Service", "Service"), Text("Ensemble", "All")
_COVERED = Text("Besoins couverts par les postes partagés", "Needs covered by shared posts")
_LINES = Text("Lignes de garde et d’astreinte des deux services", "Duty lines of both services")
_NO_NEED = Text("Aucun besoin connu sur la période.", "No need is known over the period.")
_DOCTORS = Text(
    "Un besoin : un médecin sur une demi-journée, au minimum demandé ; tous les postes partagés y répondent.",
    "A need: one doctor on one half-day, at the minimum asked; all shared posts answer it.",
)
_PLANS = Text("Ce que sont devenus les plannings publiés", "What became of published plans")
_PIECES = Text(
    "Chaque demi-journée et chaque garde compte pour un, au site où elle est prévue ou faite.",
    "Each half-day and each duty counts as one, at the site where it is planned or done.",
)
_KEPT = {
    "done": (Text("Faites comme publié", "Done as published"), Tone.GOOD),
    "cancelled": (Text("Publiées, non faites", "Published, not done"), Tone.BAD),
    "waiting": (Text("Sans réponse", "Unanswered"), Tone.MUTED),
    "unplanned": (Text("Faites, non publiées", "Done, not published"), Tone.NEAR),
    "replanned": (Text("Ôtées par une autre version", "Taken out by a later version"), Tone.SITE_4),
}


def need_blocks(problem: Problem, told: PostReport) -> Iterator[Block]:
    """How far each service’s needs were met; then the duty lines."""
    asked = [each for each in told.services if each.asked]
    if asked:
        yield Bars(
            _COVERED,
            Measure.SHARE,
            tuple(
                Bar(
                    problem.services[each.service].name,
                    share_of(each.given, each.asked) or 0,
                    10_000,
                    True,
                    Tone.GOOD if not each.missing else Tone.NEAR,
                )
                for each in asked
            ),
        )
    if told.services:
        yield _services(problem, told)
        yield Note(_DOCTORS, Tone.MUTED)
    else:
        yield Note(_NO_NEED, Tone.MUTED)
    if told.lines:
        yield _lines(problem, told)


def _services(problem: Problem, told: PostReport) -> Table:
    rows = [
        Row(
            (
                *(problem.services[each.service].name, each.site),
                *(Figure(each.asked), Figure(each.given)),
                Figure(each.missing, total=Across(("asked", "-given"))),
                share(share_of(each.given, each.asked)),
                *(Figure(each.ideal), Figure(each.mine)),
            )
        )
        for each in told.services
    ]
    sums = [
        Figure(sum(getattr(each, code) for each in told.services), total=ColumnSum())
        for code in ("asked", "given", "missing", "ideal", "mine")
    ]
    total = Row((_ALL, None, *sums[:3], None, *sums[3:]), total=True)
    return Table(
        code="needs",
        columns=(
            Column("service", _SERVICE, 80),
            Column("site", SITE, 20),
            number("asked", Text("Demandés", "Asked"), 24),
            number("given", Text("Couverts", "Covered"), 24),
            number("missing", Text("Manquants", "Missing"), 24),
            number("covered", Text("Couverture", "Coverage"), 24),
            number("ideal", Text("Effectif idéal", "Ideal"), 24),
            number("mine", Text("Demi-journées de ce poste", "Half-days of this post"), 32),
        ),
        rows=(*rows, total),
    )


def _lines(problem: Problem, told: PostReport) -> Table:
    return Table(
        code="duty-lines",
        columns=(
            Column("line", Text("Ligne", "Line"), 80),
            Column("site", SITE, 20),
            number("asked", Text("Demandées aux postes partagés", "Asked of shared posts"), 24),
            number("taken", Text("Prises par tous", "Taken by all"), 24),
            number("mine", Text("Prises par ce poste", "Taken by this post"), 24),
        ),
        rows=tuple(
            Row(
                (
                    *(problem.lines[each.line].name, each.site),
                    *(Figure(each.asked), Figure(each.taken), Figure(each.mine)),
                )
            )
            for each in told.lines
        ),
        title=_LINES,
    )


def change_blocks(told: PostReport) -> Iterator[Block]:
    """Published, done, not done, done without being published."""
    yield Columns(
        _PLANS,
        Measure.COUNT,
        tuple(str(each.site) for each in told.kept),
        tuple(
            Series(name, tuple(getattr(each, code) for each in told.kept), tone)
            for code, (name, tone) in _KEPT.items()
            if any(getattr(each, code) for each in told.kept)
        ),
    )
    codes = ("published", *_KEPT)
    sums = (sum(getattr(each, code) for each in told.kept) for code in codes)
    rows = [Row((each.site, *(Figure(getattr(each, code)) for code in codes))) for each in told.kept]
    yield Table(
        code="changes",
        columns=(
            Column("site", SITE, 80),
            number("published", Text("Publiées", "Published"), 28),
            *(number(code, name, 28) for code, (name, _) in _KEPT.items()),
        ),
        rows=(*rows, Row((_ALL, *(Figure(each, total=ColumnSum()) for each in sums)), total=True)),
    )
    yield Note(_PIECES, Tone.MUTED)
