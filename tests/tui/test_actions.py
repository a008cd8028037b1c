"""The table of actions keeps its promises."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rota.words import Lang
from tests.tui.given import desk, drive, planner
from tui.actions import ACTIONS, Where, actions_of
from tui.bindings import bindings
from tui.doing import PURE
from tui.help import ABOUT, key_entries
from tui.palette import actions as palette_actions
from tui.screens.base import Spoken
from tui.screens.page import PageScreen
from tui.screens.proposal import ProposalScreen


def test_every_action_has_an_id_and_says_what_it_does_in_both_languages() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert re.fullmatch(r"[a-z]+([.-][a-z]+)*", action.id)
        for text in (action.label, action.sentence):
            assert text.fr.strip()
            assert text.en.strip()
            assert text.placeholders() == frozenset()


@pytest.mark.parametrize("where", list(Where))
def test_no_two_actions_share_a_key_on_a_screen(where: Where) -> None:
    shown = {*actions_of(where), *actions_of(Where.EVERYWHERE)}
    keys = Counter(chain.from_iterable(action.keys.split(",") for action in shown if action.keys))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("where", list(Where))
def test_every_screen_has_a_help_with_all_its_keys(where: Where, lang: Lang) -> None:
    assert where is Where.EVERYWHERE or ABOUT[where].say(lang)
    told = [entry.told.plain for entry in key_entries(where, {}, lang)]
    assert all(any(action.sentence.say(lang) in line for line in told) for action in actions_of(where))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("where", [where for where in Where if where is not Where.EVERYWHERE])
def test_the_footer_fits_and_always_offers_help(where: Where, lang: Lang, width: int) -> None:
    found = bindings(where, lang, {}, width, lambda _action: True)
    footer = [one for one in found if one.show]
    assert sum(len(one.description) + 3 for one in footer) <= width
    assert {"help", "palette"} <= {one.id for one in footer}


def test_every_action_does_something_and_has_a_key_or_a_palette_entry(tmp_path: Path) -> None:
    async def story(pilot: Pilot[None]) -> None:
        screen = planner(pilot)
        offered = {command.name.partition("  (")[0] for command in palette_actions(screen)}
        for action in actions_of(Where.PLANNER):
            assert action.id in screen.doing
            assert action.keys or action.sentence.en in offered
        assert set(PURE) <= set(screen.doing)
        await pilot.press("s")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        _does(pilot.app.screen, ProposalScreen, Where.PROPOSAL)
        await pilot.press("f1")
        await pilot.pause()
        _does(pilot.app.screen, PageScreen, Where.PAGE)

    drive(desk(tmp_path), story)


def _does(screen: object, kind: type[Spoken], where: Where) -> None:
    assert isinstance(screen, kind)
    assert {action.id for action in actions_of(where)} == set(screen.doing)
