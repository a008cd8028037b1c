"""Sets of tasks of which at most one stands: merged into the largest ones, for a tighter relaxation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

Clique = frozenset[int]


class Exclusions:
    """Which tasks exclude each other, read from cliques; sets of tasks are kept as bits of integers."""

    def __init__(self, cliques: Iterable[Clique]) -> None:
        self.cliques = tuple(dict.fromkeys(cliques))
        self._tasks = sorted({task for clique in self.cliques for task in clique})
        self._bit = {task: 1 << number for number, task in enumerate(self._tasks)}
        self._against: defaultdict[int, int] = defaultdict(int)
        for clique in self.cliques:
            together = sum(self._bit[task] for task in clique)
            for task in clique:
                self._against[task] |= together & ~self._bit[task]

    def exclusive(self, tasks: Iterable[int]) -> bool:
        """Whether at most one of ``tasks`` can stand."""
        return len(self.parted(tasks)) <= 1

    def parted(self, tasks: Iterable[int]) -> list[list[int]]:
        """``tasks`` parted greedily into sets of which at most one stands."""
        parts: list[list[int]] = []
        seen: list[int] = []
        for task in sorted(tasks):
            against, bit = self._against.get(task, 0), self._bit.get(task, 0)
            for number, part in enumerate(parts):
                if not seen[number] & ~against and seen[number]:
                    part.append(task)
                    seen[number] |= bit
                    break
            else:
                parts.append([task])
                seen.append(bit)
        return parts

    def largest(self) -> Iterator[Clique]:
        """The cliques, each widened as far as it goes, without those another holds."""
        wide = dict.fromkeys(self._widened(clique) for clique in self.cliques)
        holders: defaultdict[int, list[Clique]] = defaultdict(list)
        for clique in sorted(wide, key=len, reverse=True):
            rarest = min(sorted(clique), key=lambda task: len(holders[task]))
            if any(clique <= holder for holder in holders[rarest]):
                continue
            for task in sorted(clique):
                holders[task].append(clique)
            yield clique

    def _widened(self, clique: Clique) -> Clique:
        members = set(clique)
        common = -1
        for task in clique:
            common &= self._against[task]
        while common:
            task = self._tasks[(common & -common).bit_length() - 1]
            members.add(task)
            common &= self._against[task]
        return frozenset(members)
