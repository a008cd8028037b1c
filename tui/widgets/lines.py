"""The line above the grid and the line below: where we are, and how the plan stands."""

from textual.content import Content
from textual.widgets import Static

from rota.model.calendar import week_name
from rota.rules.base import Force
from rota.rules.force_words import tally
from rota.scheduler.outcome import Progress
from rota.sites.faults import clean
from rota.words import Lang, Text
from tui.state import AppState, Show
from tui.strings import ALL_POSTS, COUNTS, POST_OF, SAVED, UNSAVED
from tui.titles import Title


class TitleLine(Static):
    """What is looked at."""

    DEFAULT_CSS = """
    TitleLine { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, state: AppState, title: Title, lang: Lang) -> None:
        """What is urgent, who speaks, the view, the weeks, where the plan is kept, the folder."""
        span = state.judged.plan.span
        weeks = f"{week_name(span.first)} → {week_name(span.last)}"
        folder = clean(state.problem.facts.name)
        self.update(
            Content.assemble(
                *[(f"{mark}  ", "bold $rota-law") for mark in title.marks],
                (f"{title.site}  " if title.site else "", "bold $accent"),
                (viewed(state, lang), "bold"),
                f"  {weeks}  {title.kept}  {folder}",
            ),
            layout=False,
        )


def viewed(state: AppState, lang: Lang) -> str:
    """What the view holds."""
    posts = list(state.problem.posts)
    match state.view.show:
        case Show.POST:
            number = posts.index(state.cursor.post) + 1
            return POST_OF.say(lang, post=state.cursor.post, number=number, count=len(posts))
        case Show.ALL:
            return ALL_POSTS.say(lang, count=len(posts))
        case Show.SERVICE:
            assert state.view.service is not None, "a view of one service"
            return clean(state.problem.services[state.view.service].name)


class StatusLine(Static):
    """The findings by force, the price, whether all is saved; the search while one runs."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, state: AppState, lang: Lang, search: str) -> None:
        """How the plan stands; ``search`` is told instead where there is one."""
        counts = state.reading.counts
        law = counts[Force.LAW]
        told = COUNTS.say(lang, tally=tally(counts, lang), cost=state.judged.report.cost)
        saved = (UNSAVED if state.unsaved else SAVED).say(lang)
        style = "bold $rota-law" if law else "bold $success"
        mark = "§ " if law else "✓ "
        if search:
            content = Content.assemble((search, "bold $accent"), f"  {saved}")
        else:
            content = Content.assemble((mark, style), told, "  ", (saved, "bold" if state.unsaved else ""))
        self.update(content, layout=False)


def progress_told(progress: Progress | None, lang: Lang) -> str:
    """``calcul 3 s · 2/7 · prix 5698 · borne 5400 · écart 5,2 %``."""
    if progress is None:
        return BEGUN.say(lang)
    cost = progress.cost
    gap = "?" if cost is None else f"{100 * max(0.0, cost - progress.bound) / cost if cost else 0:.1f}"
    return RUNNING.say(
        lang,
        seconds=int(progress.seconds),
        done=progress.components_done,
        all=progress.components,
        cost="?" if cost is None else cost,
        bound=int(progress.bound) if abs(progress.bound) < 1e12 else "?",
        gap=gap.replace(".", ",") if lang is Lang.FR else gap,
    )


BEGUN = Text("calcul…", "solving…")
RUNNING = Text(
    "calcul {seconds} s · {done}/{all} parties · prix {cost} · borne {bound} · écart {gap} %",
    "solving {seconds} s · {done}/{all} parts · price {cost} · bound {bound} · gap {gap}%",
)
