"""Where the figures of a chart stand: its axis, the lines behind it, its legend and names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.papers.chart_parts import INKS, UNITS, Series
from exports.papers.model import Figure, Measure, Side
from exports.papers.picture import FAINT, GRID, Box, Shape, Stroke, Words, fitted, width_of
from exports.papers.told import told
from rota.words import Lang, Text

HEAD = 18.0
"""Points of the title of a chart."""
_PLOT, _LEFT, _NAME = 116.0, 52.0, 160.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a figure stands on a plot."""

    width: float
    top: int
    measure: Measure

    @property
    def left(self) -> float:
        """Where the axis stands."""
        return _LEFT

    @property
    def right(self) -> float:
        """Where the plot ends."""
        return self.width - 30

    @property
    def height(self) -> float:
        """Of the whole chart, names included."""
        return HEAD + 14 + _PLOT + 18

    def y(self, amount: int) -> float:
        """Down to the foot at 0."""
        return HEAD + 14 + _PLOT * (1 - min(max(amount, 0), self.top) / self.top)

    def step(self, count: int) -> float:
        """From one category to the next."""
        return (self.right - self.left) / max(1, count)

    def x(self, place: int, count: int) -> float:
        """The middle of a category."""
        return self.left + self.step(count) * (place + 0.5)

    def ground(self, title: Text, series: Sequence[Series], lang: Lang) -> Iterator[Shape]:
        """Title, legend, and lines behind with their amounts."""
        yield title_of(title, lang)
        x = self.left
        for one in series:
            name = fitted(told(one.name, lang), 7, _NAME)
            if one.dashed:
                yield Stroke(((x, HEAD + 1.5), (x + 12, HEAD + 1.5)), INKS[one.tone], 1.4, dashed=True)
            else:
                yield Box(x, HEAD - 2, 12, 7, INKS[one.tone])
            yield Words(x + 16, HEAD + 4, name, 7)
            x += 30 + width_of(name, 7)
        for amount in _ticks(self.top, self.measure):
            y = self.y(amount)
            yield Stroke(((self.left, y), (self.right, y)), GRID)
            yield Words(self.left - 4, y + 2.3, _tick(amount, self.measure, lang), 6.5, Side.RIGHT, FAINT)

    def names(self, categories: Sequence[str]) -> Iterator[Shape]:
        """What stands under each category; every other one where there is no room."""
        count = len(categories)
        widest = max((width_of(name, 6.5) for name in categories), default=0)
        every = max(1, int(-(-(widest + 4) // self.step(count))))
        for place, name in enumerate(categories):
            if place % every == 0:
                y = self.y(0) + 10
                yield Words(self.x(place, count), y, name, 6.5, Side.CENTRE, FAINT)


def said(names: Sequence[Text | str], lang: Lang) -> tuple[str, ...]:
    """Names in a language, short enough to stand under a column."""
    return tuple(fitted(told(name, lang), 6.5, _NAME) for name in names)


def _tick(amount: int, measure: Measure, lang: Lang) -> str:
    """An amount of an axis: whole units."""
    text = told(Figure(amount, measure), lang)
    return re.sub(r"[.,]00(?=$|\D)", "", text) if measure is Measure.CENTS else text


def title_of(title: Text, lang: Lang) -> Words:
    """The title of a chart, in its place."""
    return Words(0, 9, title.say(lang), 8.5, strong=True)


def top_of(most: int, measure: Measure) -> int:
    """The top of an axis: a whole step above the most."""
    step = _step(most, measure)
    return max(step, -(-most // step) * step)


def _step(top: int, measure: Measure) -> int:
    """1, 2 or 5 times a power of ten, in units: five of them at most."""
    unit = UNITS[measure]
    size = unit
    while True:
        for times in (1, 2, 5):
            if top <= 5 * times * size:
                return times * size
        size *= 10


def _ticks(top: int, measure: Measure) -> Iterator[int]:
    yield from range(0, top + 1, _step(top, measure))
