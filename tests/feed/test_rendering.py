"""Feeds from what is published: what they tell, and stamps that move with changes and nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from exports.feed import rendering
from exports.feed.rendering import refresh
from rota.model.calendar import Slot
from rota.model.facts import Absence, PostId
from rota.store.calendar_feed import Detail, Subject
from rota.words import Lang
from rota.workspace import feeding
from rota.workspace.opened import Workspace
from tests import builders as b
from tests.exports import sample
from tests.exports.reading import by_rules, events, lines_of, looked_up, titles
from tests.feed import given
from tests.feed.given import MONDAY, WHO, Ground, about_who, at

DAY = timedelta(days=1)


def _kinds(data: bytes) -> dict[str, int]:
    found = [event["CATEGORIES"].value for event in events(data).values()]
    return {kind: found.count(kind) for kind in sorted(set(found))}


def _stamps(data: bytes) -> dict[str, tuple[str, str, int]]:
    return {
        uid: (event["DTSTAMP"].value, event["LAST-MODIFIED"].value, int(event["SEQUENCE"].value))
        for uid, event in events(data).items()
    }


def _leave(ground: Ground, *absences: Absence) -> None:
    workspace = ground.workspace
    facts = replace(workspace.facts, absences=absences)
    ground.store.save_facts(facts, workspace.fingerprint)


def test_what_is_published_is_told_with_trips_rest_and_leave(ground: Ground) -> None:
    ground.publish(given.week())
    _leave(ground, sample.leave(MONDAY + 60 * DAY, MONDAY + 64 * DAY))
    data = ground.body(ground.token())
    assert _kinds(data) == {
        "Activité": 5, "Astreinte": 1, "Congé": 1, "Garde": 1, "Repos": 1, "Trajet": 1,
    }  # fmt: skip
    assert {event["STATUS"].value for event in events(data).values()} == {"CONFIRMED"}
    assert by_rules(data) == looked_up(data)


def test_feeds_hold_all_that_readers_need(ground: Ground) -> None:
    """Sections 0 and 1 of docs/reference/ical.md, on a feed rather than on a file."""
    ground.publish(given.week())
    data = ground.body(ground.token())
    names = [line.name for line in lines_of(data)]
    assert not {"METHOD", "SOURCE", "RDATE", "ATTENDEE", "ORGANIZER", "VALARM", "DURATION", "COMMENT"} & set(
        names
    )
    head = names[: names.index("SUMMARY")]
    assert "UID" not in head
    assert data.count(b"BEGIN:VTIMEZONE") == 1
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in data
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in data
    assert not data.startswith(b"\xef\xbb\xbf")
    for event in events(data).values():
        assert {"TRANSP", "CLASS", "STATUS", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "CREATED"} <= set(event)
        assert event["DTSTAMP"].value == event["LAST-MODIFIED"].value


def test_names_of_events_are_opaque(ground: Ground) -> None:
    """Nobody who knows a post computes them; another feed of the same post has others."""
    ground.publish(given.week())
    french, english = ground.token(), ground.token(about_who(lang=Lang.EN), "desk")
    one, other = (set(events(ground.body(made))) for made in (french, english))
    assert len(one) == len(other)
    assert not one & other
    assert all(uid[14] == "8" for uid in one), "version 8"
    assert not [uid for uid in one if WHO.lower() in uid]


def test_two_devices_that_ask_for_the_same_share_a_feed(ground: Ground) -> None:
    assert ground.token().kept.feed == ground.token(device="tablet").kept.feed


def test_unchanged_plan_gives_the_same_bytes_whenever_it_is_rendered(ground: Ground) -> None:
    ground.publish(given.week())
    made = ground.token()
    before = ground.body(made)
    for hours in (1, 200, 300):
        ground.clock.go_on(hours=hours)
        assert ground.refresh().rendered == 0
    assert ground.body(made) == before
    ground.store.run(
        lambda unit: unit.connection.exec_driver_sql(
            "UPDATE feed_body SET source = 'other', revision = revision + 1"
        )
    )
    seen = ground.store.read(lambda unit: unit.feeds.rendered(made.kept.feed.id))
    assert ground.refresh().rendered == 0, "rendered again, with the same bytes"
    again = ground.store.read(lambda unit: unit.feeds.rendered(made.kept.feed.id))
    assert seen
    assert again
    assert (again.body, again.published_at) == (before, seen.published_at)


def test_republished_plan_moves_the_stamps_of_what_changed_alone(ground: Ground) -> None:
    plan = given.week()
    ground.publish(plan)
    made = ground.token()
    before = ground.body(made)
    ground.clock.go_on(days=1)
    clinic, night = at(plan, 0, b.CLINIC), at(plan, 5)
    changed = plan.change(
        remove=(clinic, night),
        add=(replace(clinic, activity=b.THEATRE), b.half_day(WHO, MONDAY + 3 * DAY, Slot.AM, b.CHU_MED)),
    )
    ground.publish(changed, "exchange")
    assert ground.refresh().rendered == 1
    after = ground.body(made)
    old, new = events(before), events(after)
    moved = {uid for uid in set(old) & set(new) if old[uid] != new[uid]}
    assert [titles(after)[uid][:4] for uid in moved] == ["Bloc"]
    assert {titles(before)[uid][:5] for uid in set(old) - set(new)} == {"Garde", "Repos"}
    assert {titles(after)[uid][:7] for uid in set(new) - set(old)} == {"Secteur"}
    sequence = {uid: (int(old[uid]["SEQUENCE"].value), int(new[uid]["SEQUENCE"].value)) for uid in moved}
    assert set(sequence.values()) == {(0, 1)}
    assert {new[uid]["DTSTAMP"].value for uid in moved} == {"20260303T080000Z"}


def test_event_that_leaves_and_comes_back_goes_up(ground: Ground) -> None:
    plan = given.week()
    ground.publish(plan)
    made = ground.token()
    uid = next(uid for uid, title in titles(ground.body(made)).items() if title.startswith("Garde"))
    night = at(plan, 5)
    for number, content in enumerate((plan.change(remove=(night,)), plan)):
        ground.clock.go_on(days=1)
        ground.publish(content, "exchange")
        ground.refresh()
        there = events(ground.body(made))
        assert (uid in there) is bool(number)
    assert _stamps(ground.body(made))[uid] == ("20260304T080000Z", "20260304T080000Z", 1)


def test_nothing_is_told_before_it_is_published(ground: Ground) -> None:
    made = ground.token()
    ground.propose(given.week())
    ground.refresh()
    assert events(ground.body(made)) == {}


def test_proposals_are_tentative_where_asked_and_what_is_in_force_is_not(ground: Ground) -> None:
    ground.publish(given.week())
    later = given.week(MONDAY + 7 * DAY)
    ground.propose(later)
    plain, asked = ground.token(), ground.token(about_who(proposals=True), "desk")
    assert len(events(ground.body(plain))) == 9
    told = events(ground.body(asked))
    status = {
        (
            event["DTSTART"].value[:8] >= "20260330",
            event["STATUS"].value,
            event["X-MICROSOFT-CDO-BUSYSTATUS"].value,
        )
        for event in told.values()
        if event["CATEGORIES"].value == "Activité"
    }
    assert status == {(False, "CONFIRMED", "BUSY"), (True, "TENTATIVE", "TENTATIVE")}
    uids = {uid for uid, event in told.items() if event["STATUS"].value == "TENTATIVE"}
    ground.clock.go_on()
    ground.publish(later)
    ground.refresh()
    now = events(ground.body(asked))
    assert {now[uid]["STATUS"].value for uid in uids} == {"CONFIRMED"}
    assert {now[uid]["SEQUENCE"].value for uid in uids} == {"1"}, "the same events, changed"


def test_draft_that_nobody_was_asked_about_is_not_told(ground: Ground) -> None:
    asked = ground.token(about_who(proposals=True))
    ground.keep(given.week())
    ground.refresh()
    assert events(ground.body(asked)) == {}


def test_change_of_a_published_plan_is_not_told_before_it_is_in_force(ground: Ground) -> None:
    plan = given.week()
    ground.publish(plan)
    asked = ground.token(about_who(proposals=True))
    before = ground.body(asked)
    ground.propose(plan.change(remove=(at(plan, 5),)))
    ground.refresh()
    assert ground.body(asked) == before


def test_times_only_tells_nothing_else(ground: Ground) -> None:
    ground.publish(given.week())
    _leave(ground, sample.leave(MONDAY + 10 * DAY, MONDAY + 11 * DAY))
    full, times = ground.token(), ground.token(about_who(detail=Detail.TIMES), "family")
    data = ground.body(times)
    assert sorted(by_rules(data).values(), key=str) == sorted(by_rules(ground.body(full)).values(), key=str)
    told = events(data).values()
    assert {event["SUMMARY"].value for event in told} == {"Occupé"}
    assert {event["CATEGORIES"].value for event in told} == {"Occupé"}
    assert not [name for event in told for name in event if name in {"DESCRIPTION", "LOCATION"}]
    for word in ("ASP-1", "Vitré", "Rennes", "Garde", "Astreinte", "Congé", "OOF", "gastro"):
        assert word not in data.decode(), word


def test_feed_of_a_service_tells_its_head_who_is_there(ground: Ground) -> None:
    ground.publish(given.week())
    _leave(ground, sample.leave(MONDAY + 10 * DAY, MONDAY + 11 * DAY))
    about = about_who(subject=Subject.SERVICE, code=b.CH_MED)
    data = ground.body(ground.token(about))
    assert "X-WR-CALNAME:Planning Hépato-gastro-entérologie" in data.decode()
    assert set(titles(data).values()) == {
        "ASP-1 — Consultation", "ASP-1 — Bloc", "ASP-1 — Garde de nuit", "ASP-1 — Congé",
    }  # fmt: skip
    assert {event["TRANSP"].value for event in events(data).values()} == {"TRANSPARENT"}
    assert {event["X-MICROSOFT-CDO-BUSYSTATUS"].value for event in events(data).values()} == {"FREE"}


def test_no_other_post_and_no_reason_of_leave_is_in_a_personal_feed(url: str) -> None:
    facts = replace(
        sample.facts(),
        posts=(b.post(1), b.post(2)),
        conventions=(
            sample.facts().conventions[0],
            replace(sample.facts().conventions[0], post=PostId("ASP-2")),
        ),
        absences=(sample.leave(MONDAY + 10 * DAY, MONDAY + 11 * DAY, "SICK-LEAVE-7"),),
    )
    with given.ground(url, facts) as ground:
        plan = given.week()
        ground.publish(plan.change(add=(b.duty(PostId("ASP-2"), MONDAY),)))
        data = ground.body(ground.token()).decode()
    assert "ASP-2" not in data
    assert "SICK" not in data
    assert "annual" not in data.lower()


def test_past_weeks_stay_and_older_ones_leave_by_whole_months(ground: Ground) -> None:
    ground.publish(given.week())
    made = ground.token()
    ground.publish(given.week(date(2026, 6, 1)))
    ground.refresh()
    for moment, count in (("2026-05-20", 18), ("2026-05-27", 9)):
        ground.clock.moment = ground.clock.moment.fromisoformat(f"{moment}T08:00:00+00:00")
        ground.refresh()
        assert len(events(ground.body(made))) == count, moment


def test_feed_is_never_left_without_events_once_it_had_some(ground: Ground) -> None:
    """Years after the last one the last weeks are there still; and where all were taken out, a note is."""
    plan = given.week()
    ground.publish(plan)
    made = ground.token()
    ground.clock.go_on(days=2000)
    ground.refresh()
    assert len(events(ground.body(made))) == 9
    ground.publish(plan.change(remove=plan.placements), "exchange")
    ground.refresh()
    (note,) = events(ground.body(made)).values()
    assert (note["SUMMARY"].value, note["TRANSP"].value) == ("Aucun service prévu", "TRANSPARENT")
    before = ground.body(made)
    ground.clock.go_on(days=100)
    ground.refresh()
    assert ground.body(made) == before


def test_feed_that_would_be_too_large_loses_its_oldest_weeks(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for week in (0, 2, 4):
        ground.publish(given.week(MONDAY + 7 * week * DAY))
    ground.clock.moment = ground.clock.moment.fromisoformat("2026-04-20T08:00:00+00:00")
    made = ground.token()
    whole = len(ground.body(made))
    monkeypatch.setattr(rendering, "BYTES_MAX", whole - 1)
    ground.store.run(
        lambda unit: unit.connection.exec_driver_sql(
            "UPDATE feed_body SET source = '', revision = revision + 1"
        )
    )
    ground.refresh()
    days = sorted(event["DTSTART"].value[:8] for event in events(ground.body(made)).values())
    assert len(ground.body(made)) < whole
    assert days[0] > "20260330", "the first week is gone"
    assert days[-1] == "20260426"


def test_leave_is_told_without_any_plan(ground: Ground) -> None:
    _leave(ground, sample.leave(MONDAY, MONDAY + DAY, last_slot=Slot.AM))
    data = ground.body(ground.token())
    assert [event["SUMMARY"].value for event in events(data).values()] == ["Congé", "Congé"]


def test_feed_of_a_post_that_is_no_more_stays_as_it_was(ground: Ground) -> None:
    ground.publish(given.week())
    made = ground.token()
    before = ground.body(made)
    workspace = ground.workspace
    facts = replace(workspace.facts, posts=(), conventions=(), absences=())
    ground.store.save_facts(facts, workspace.fingerprint)
    ground.refresh()
    assert ground.body(made) == before


def test_who_renders_second_sees_what_the_first_has_written(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two refresh at once: stamps are given once, by the first."""
    ground.publish(given.week())
    made = ground.token()
    ground.clock.go_on()
    ground.publish(given.week().change(remove=(at(given.week(), 5),)), "exchange")
    other = Workspace(ground.store, given.At(ground.clock.now() + timedelta(minutes=5)))
    plain = rendering._body
    first: list[bool] = []

    def late(*words: object) -> bytes:
        if not first:
            first.append(True)
            ground.refresh()
        return plain(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(rendering, "_body", late)
    refresh(other)
    told = _stamps(ground.body(made))
    assert {sequence for _, _, sequence in told.values()} == {0}
    rendered = ground.store.read(lambda unit: unit.feeds.rendered(made.kept.feed.id))
    assert rendered
    assert rendered.revision == 2
    assert rendered.published_at == ground.clock.now()


def test_only_feeds_that_a_token_may_open_are_rendered(ground: Ground) -> None:
    ground.publish(given.week())
    made = ground.token()
    feeding.revoke(ground.workspace, made.kept)
    assert ground.refresh().feeds == 0


def test_one_feed_alone_is_rendered_where_asked(ground: Ground) -> None:
    mine, other = ground.token(), ground.token(about_who(proposals=True), "desk")
    before = ground.body(other)
    ground.publish(given.week())
    assert refresh(ground.workspace, mine.kept.feed.id).feeds == 1
    assert events(ground.body(mine))
    assert ground.body(other) == before
