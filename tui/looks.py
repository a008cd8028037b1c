"""What a cell shows: words of a few letters and marks that carry all meaning without colour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len, set_cell_size

from rota.explain.grid import Cell, State
from rota.model.facts import ActivityId, PostId, SiteId
from rota.model.plan import Placement
from rota.model.problem import Problem
from rota.rules.base import Force
from rota.sites.faults import clean
from rota.words import Lang
from tui.reading import Reading
from tui.state import pin_at
from tui.strings import ABSENCES, BROKEN, CHANGED, DUTIES, PINNED, REMOTE, STATES, STRAINED

SITE_COLOURS = 6
"""Colours of sites in a theme; the letter of the site says the same."""
WIDE, NARROW = 9, 4
"""Columns a cell likes, and columns it needs."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

Piece = tuple[str, str]
"""Some text and the name of its look: ``site-1``, ``duty``, ``quiet``, ``flag``, ``law``, ``plain``."""


@dataclass(frozen=True)
class Looks:
    """The words of one problem in one language."""

    problem: Problem
    lang: Lang

    @cached_property
    def words(self) -> Mapping[ActivityId, str]:
        """Up to seven letters for each activity, all different."""
        return _shortened(self.problem, 7)

    @cached_property
    def short_words(self) -> Mapping[ActivityId, str]:
        """Two letters for each activity, all different."""
        return _shortened(self.problem, 2)

    @cached_property
    def letters(self) -> Mapping[PostId, str]:
        """A letter, or a number, for each post."""
        return {
            post: _LETTERS[place] if place < len(_LETTERS) else str(place)
            for place, post in enumerate(self.problem.posts)
        }

    @cached_property
    def _site_numbers(self) -> Mapping[SiteId, int]:
        return {site: place % SITE_COLOURS for place, site in enumerate(self.problem.sites)}

    def site_look(self, site: SiteId) -> str:
        """The look of a site."""
        return f"site-{self._site_numbers[site]}"

    def cell(self, reading: Reading, cell: Cell, width: int) -> list[Piece]:
        """One cell in ``width`` columns: site, work, marks."""
        flags = self._flags(reading, cell)
        room = width - sum(len(text) for text, _ in flags)
        here = reading.judged.at(cell)
        pieces = self._work(here, room) if here else [(self._idle(reading, cell), "quiet")]
        return [*fitted(pieces, room), *flags]

    def _flags(self, reading: Reading, cell: Cell) -> list[Piece]:
        judged = reading.judged
        published = self.problem.published
        watched = published is not None and cell.day in published.span and cell.day in judged.plan.span
        force = reading.flags.get(cell)
        found = [
            (BROKEN, "law", force is Force.LAW),
            (STRAINED, "flag", force is Force.AGREEMENT),
            (CHANGED, "flag", watched and judged.published_at(cell) != judged.at(cell)),
            (PINNED, "flag", pin_at(judged.problem, cell) is not None),
        ]
        return [(mark, look) for mark, look, shown in found if shown]

    def _idle(self, reading: Reading, cell: Cell) -> str:
        judged = reading.judged
        inside = cell.day in judged.plan.span
        state = judged.state(cell) if inside else State.OUTSIDE
        absence = judged.problem.absence(cell.post, cell.day, cell.slot)
        if state is State.AWAY and absence is not None:
            return ABSENCES[absence.kind].say(self.lang)
        return STATES[state].say(self.lang)

    def _work(self, placements: tuple[Placement, ...], room: int) -> list[Piece]:
        first, site = placements[0], self.problem.services[placements[0].service].site
        gap = REMOTE if first.remote else " " if room >= WIDE - 3 else ""
        mark = clean(self.problem.sites[site].mark) + gap
        words = "+".join(self._word(one, room - cell_len(mark)) for one in placements)
        return [(mark, self.site_look(site)), (words, "duty" if first.line else "plain")]

    def _word(self, placement: Placement, room: int) -> str:
        if placement.line is not None:
            return DUTIES[self.problem.lines[placement.line].kind].say(self.lang)
        assert placement.activity is not None, "a placement names an activity or a line"
        return (self.words if room >= 4 else self.short_words)[placement.activity]


def fitted(pieces: Iterable[Piece], width: int) -> list[Piece]:
    """Pieces cut or padded to ``width`` columns."""
    found: list[Piece] = []
    left = max(0, width)
    for text, look in pieces:
        kept = text if cell_len(text) <= left else set_cell_size(text, left)
        found.append((kept, look))
        left -= cell_len(kept)
    return [*found, (" " * left, "plain")]


def _shortened(problem: Problem, letters: int) -> Mapping[ActivityId, str]:
    found: dict[ActivityId, str] = {}
    taken: set[str] = set()
    for code, activity in problem.activities.items():
        name = clean(activity.name).partition(",")[0].strip() or clean(code)
        word, number = name[:letters].strip(), 2
        while word in taken:
            word, number = f"{name[: letters - len(str(number))]}{number}", number + 1
        taken.add(word)
        found[code] = word
    return found
