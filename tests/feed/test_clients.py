"""Feeds as real calendar programs read them over HTTP: instants, and what a republished plan does there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rota.model.calendar import Slot
from tests import builders as b
from tests.exports import sample
from tests.exports.reading import by_rules, events, titles
from tests.feed import given
from tests.feed.given import WHO, Ground, at
from tests.feed.reading_clients import READERS, Instants, Subscription, iso
from tests.feed.serving import Served, path_of, serving

DAY = timedelta(days=1)
NIGHTS = {
    sample.SPRING: ("2026-03-28T17:30:00Z", "2026-03-29T06:30:00Z"),
    sample.AUTUMN: ("2026-10-24T16:30:00Z", "2026-10-25T07:30:00Z"),
}
"""The Saturday night on site in the weeks the clocks change: 13 and 15 hours."""


@dataclass
class Followed:
    """A feed that is served, and its plan."""

    ground: Ground
    served: Served
    path: str

    def fetch(self) -> bytes:
        answer = self.served.get(self.path)
        assert answer.status == 200
        return answer.body


@pytest.fixture(scope="module")
def both_changes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    """Both weeks in which the clocks change, with a leave."""
    url = f"sqlite:///{tmp_path_factory.mktemp('clients')}/rota.db"
    absence = sample.leave(sample.SPRING + 3 * DAY, sample.SPRING + 4 * DAY, last_slot=Slot.AM)
    with given.ground(url, sample.facts(absences=(absence,))) as ground:
        for monday in NIGHTS:
            ground.publish(given.week(monday))
        made = ground.token()
        with serving(url, ground.clock) as served:
            yield Followed(ground, served, path_of(made.token))


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_every_reader_sees_the_right_instants(
    both_changes: Followed, read: Callable[[bytes], Instants]
) -> None:
    data = both_changes.fetch()
    told = read(data)
    assert told == {uid: (iso(start), iso(end)) for uid, (start, end) in by_rules(data).items()}
    nights = {told[uid] for uid, title in titles(data).items() if title.startswith("Garde de nuit")}
    assert nights == set(NIGHTS.values())


def test_vdirsyncer_and_khal_show_the_right_instants(both_changes: Followed, tmp_path: Path) -> None:
    port = both_changes.served.port
    subscription = Subscription(tmp_path, f"http://127.0.0.1:{port}{both_changes.path}")
    subscription.sync()
    nights = {(start, end) for title, start, end in subscription.shown() if title.startswith("Garde de nuit")}
    assert nights == {tuple(moment[:16].replace("T", " ") for moment in night) for night in NIGHTS.values()}


@dataclass(frozen=True)
class Difference:
    """What a republished plan must do to each event."""

    changed: set[str]
    added: set[str]
    removed: set[str]
    untouched: set[str]


def _republish(followed: Followed, monday: date) -> Difference:
    """Another activity in a slot, a half-day moved to another day, a night taken out, a meeting put in."""
    before = followed.fetch()
    plan = given.week(monday)
    clinic, moved, night = at(plan, 0, b.CLINIC), at(plan, 1, b.WARD), at(plan, 5)
    again = plan.change(
        remove=(clinic, moved, night),
        add=(
            replace(clinic, activity=b.THEATRE),
            replace(moved, day=monday + 3 * DAY),
            b.half_day(WHO, monday + 4 * DAY, Slot.AM, b.CH_MED, b.STAFF),
        ),
    )
    followed.ground.clock.go_on(days=1)
    followed.ground.publish(again, "exchange")
    followed.ground.refresh()
    after = followed.fetch()
    old, new = events(before), events(after)
    return Difference(
        changed={uid for uid in set(old) & set(new) if old[uid] != new[uid]},
        added=set(new) - set(old),
        removed=set(old) - set(new),
        untouched={uid for uid in set(old) & set(new) if old[uid] == new[uid]},
    )


@pytest.fixture
def followed(url: str, ground: Ground) -> Iterator[Followed]:
    ground.publish(given.week())
    made = ground.token()
    with serving(url, ground.clock) as served:
        yield Followed(ground, served, path_of(made.token))


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_readers_see_what_changed_moved_came_and_went(
    followed: Followed, read: Callable[[bytes], Instants]
) -> None:
    before = read(followed.fetch())
    difference = _republish(followed, given.MONDAY)
    after = read(followed.fetch())
    assert [len(part) for part in (difference.changed, difference.added, difference.removed)] == [1, 2, 4]
    assert set(before) == difference.changed | difference.removed | difference.untouched
    assert set(after) == difference.changed | difference.added | difference.untouched
    assert all(before[uid] == after[uid] for uid in difference.untouched)


def test_programs_that_compare_stamps_alone_take_exactly_what_changed(followed: Followed) -> None:
    """As GNOME does (DTSTAMP, LAST-MODIFIED, SEQUENCE) and ICSx5 (a later LAST-MODIFIED)."""

    def stamps(data: bytes) -> dict[str, tuple[str, str, str]]:
        names = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
        return {uid: tuple(event[name].value for name in names) for uid, event in events(data).items()}  # type: ignore[misc]

    before = stamps(followed.fetch())
    difference = _republish(followed, given.MONDAY)
    after = stamps(followed.fetch())
    assert {uid for uid in before if uid in after and before[uid] != after[uid]} == difference.changed
    assert all(after[uid][1] > before[uid][1] for uid in difference.changed)


def test_vdirsyncer_touches_only_what_changed_and_khal_shows_it(followed: Followed, tmp_path: Path) -> None:
    subscription = Subscription(tmp_path, f"http://127.0.0.1:{followed.served.port}{followed.path}")
    before, shown_before = subscription.sync(), subscription.shown()
    assert subscription.sync() == before, "nothing changed, nothing is touched"
    difference = _republish(followed, given.MONDAY)
    after, shown = subscription.sync(), subscription.shown()
    new, gone = set(after) - set(before), set(before) - set(after)
    assert len(gone) == len(difference.changed) + len(difference.removed)
    assert len(new) == len(difference.changed) + len(difference.added)
    assert len(set(before) & set(after)) == len(difference.untouched)
    assert ("Bloc — Hépato-gastro-entérologie, CH de Vitré", "2026-03-23 07:30", "2026-03-23 11:30") in shown
    assert not [title for title, _, _ in shown if title.startswith(("Garde", "Repos", "Trajet"))]
    assert len(shown) == len(shown_before) - 2
