"""Writes the key tables and the pictures of this guide: ``python docs/guide/make.py``.

Pictures are taken of the application itself on ``sample_sites/vitre``, with a plan kept for tests. Names of
pictures may follow, to take those alone. ``make_cycle.py`` takes those of ``cycle.md``.
"""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch
from uuid import UUID

from rota.explain.grid import Cell
from rota.scheduler.outcome import Outcome, Status
from rota.store.calendar_feed import About, Subject
from rota.words import Lang
from rota.workspace import agreeing, drafting, feeding, plans, starting
from rota.workspace.opened import Workspace, opened
from tui.actions import Where, actions_of
from tui.app import RotaApp
from tui.help import PALETTE_ONLY, key_name
from tui.housing import Given, Places
from tui.opening import Desk, open_desk
from tui.opening_shared import open_shared
from tui.searching import Solve
from tui.shared import Shared
from tui.state import edit

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts from the network: the pictures use those of the reader."""
_TABLE = re.compile(r"<!-- keys: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
HEADS = {Lang.FR: ("Touche", "Ce qu’elle fait"), Lang.EN: ("Key", "What it does")}
PAGES = ("welcome", "planner", "reasons", "proposal", "sharing", "ledger", "compliance", "facts", "feeds")
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "planner": ((120, 34), ()),
    "planner-80": ((80, 24), ()),
    "all": ((140, 40), ("3",)),
    "service": ((110, 24), ("2",)),
    "edit": ((100, 26), ("enter",)),
    "reasons": ((100, 30), ("o", "enter")),
    "proposal": ((120, 34), ("s",)),
}
"""The size of each picture and the keys that lead to it."""
SHARED: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "sharing": ((110, 30), ("y",)),
    "merge": ((120, 26), ("ctrl+s",)),
    "ledger": ((112, 30), ("f3", "enter", "c", "w", "enter", "enter")),
    "ledger-effect": ((100, 26), ("f3", "enter", "c", "w", "down", "space", "enter")),
    "compliance": ((120, 36), ("f4",)),
    "compliance-ahead": ((100, 30), ("f4", "a")),
    "compliance-trend": ((100, 34), ("f4", "t")),
    "export": ((100, 30), ("f4", "e")),
    "facts": ((112, 30), ("f5",)),
    "facts-need": ((100, 32), ("f5", "enter", *("tab",) * 9, "2", "tab", "2")),
    "feeds": ((100, 20), ("f6",)),
    "feeds-code": ((116, 24), ("f6", "r", "y")),
}
"""The same, on a workspace in which the plan is published."""
TWO_SITES = ("sharing", "merge")
"""Those that another head looks at."""
EARLIER, LATER = datetime(2026, 10, 26, 8, tzinfo=UTC), datetime(2026, 12, 18, 8, tzinfo=UTC)
"""When the folder, then the workspace is looked at: before the plan, and when most of it is over."""


def table(where: Where, lang: Lang) -> str:
    """The keys of a screen, as Markdown."""
    lines = ["| {} | {} |".format(*HEADS[lang]), "|---|---|"]
    for action in actions_of(where):
        keys = ", ".join(f"`{key_name(key, lang)}`" for key in action.keys.split(",") if key)
        lines.append(f"| {keys or PALETTE_ONLY.say(lang)} | {action.sentence.say(lang)} |")
    return "\n".join(lines)


def page_of(text: str, lang: Lang) -> str:
    """A page with its key tables written anew."""

    def anew(found: re.Match[str]) -> str:
        where = found.group(1)
        return f"<!-- keys: {where} -->\n{table(Where(where), lang)}\n<!-- end -->"

    return _TABLE.sub(anew, text)


def pages() -> dict[Path, Lang]:
    """Every page of the guide with its language."""
    found = {HERE / f"{name}.fr.md": Lang.FR for name in PAGES}
    return found | {HERE / f"{name}.md": Lang.EN for name in PAGES}


def emptied(desk: Desk) -> Solve:
    """A search that gives back the kept plan, to an assistant whose Mondays were emptied."""
    kept = desk.state.judged

    def solve(*_asked: object) -> Outcome:
        cost = kept.report.cost
        return Outcome(Status.BEST, kept.plan, kept.report, cost, 0.0, 2.0, 0, 8)

    return solve


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock that stands still."""

    at: datetime

    def now(self) -> datetime:
        """Always the same instant."""
        return self.at


@contextmanager
def published(folder: Path, plan: Path) -> Iterator[Shared]:
    """A workspace of the sample, its plan agreed by every site and published; two devices subscribed."""
    url = f"sqlite:///{(folder / 'rota.db').as_posix()}"
    starting.init(ROOT / "sample_sites" / "vitre", url, Standing(LATER))
    with opened(url, Standing(LATER)) as workspace:
        kept = drafting.keep_file(workspace, plan, site="CH")
        agreeing.propose(workspace, kept.name, "CH")
        for site in agreeing.concerned(workspace.facts, kept.span):
            agreeing.agree(workspace, kept.name, site)
        agreeing.publish(workspace, kept.name, "CH")
        for subject, code in ((Subject.POST, "ASP-GASTRO-1"), (Subject.SERVICE, "CH-GASTRO")):
            feeding.create(workspace, About(subject=subject, code=code, lang=Lang.FR), "téléphone")
        yield Shared(Workspace(workspace.store, workspace.clock), workspace.site("CH"))


def other_head(shared: Shared, folder: Path, *, later: bool) -> tuple[Desk, Shared]:
    """The planner of the CHU; the CH has proposed a change, or does so ``later``."""
    theirs = replace(shared, site=shared.workspace.site("CHU"))
    if later:
        desk = open_shared(theirs, folder)
        one = [one for one in desk.state.judged.plan.placements if one.day > LATER.date()][-1]
        desk = replace(desk, state=edit(desk.state, Cell(one.post, one.day, one.slots[0]), None))
        propose_change(shared.workspace)
        return desk, theirs
    propose_change(shared.workspace)
    return open_shared(theirs, folder), theirs


def propose_change(workspace: Workspace) -> None:
    """The CH frees two half-days ahead, and proposes that."""
    last = plans.versions(workspace)[-1]
    content = plans.content_of(workspace.facts, last.version)
    ahead = [one for one in content.plan.placements if one.day > LATER.date() and one.line is None]
    asked = drafting.question(workspace, last.span.first, len(last.span) // 7, site="CH", on=last.name)
    freed = replace(content, plan=content.plan.change(remove=tuple(ahead[:2])))
    agreeing.propose(workspace, drafting.keep(workspace, asked, freed, "CH").name, "CH")


@contextmanager
def no_chance() -> Iterator[None]:
    """What is drawn by lot is the same each time, and so is the address of the calendars."""
    lot = Random(4)
    with (
        patch("secrets.token_bytes", lot.randbytes),
        patch("secrets.token_urlsafe", lambda size: urlsafe_b64encode(lot.randbytes(size)).decode()[:43]),
        patch("rota.workspace.feeding.uuid4", lambda: UUID(bytes=lot.randbytes(16))),
        patch.dict("os.environ", {"ROTA_FEED_URL": "https://planning.example.org"}),
    ):
        yield


async def picture(folder: Path, name: str) -> None:
    """One picture."""
    size, keys = (PICTURES | SHARED)[name]
    path = folder / "PLAN.json"
    shutil.copy(ROOT / "tests" / "seeded" / "plans" / "vitre.json", path)
    clock = Standing(LATER if name in SHARED else EARLIER)
    desk = open_desk(ROOT / "sample_sites" / "vitre", path, None, None, clock)
    places = Places(folder / "memory.json", folder / "keys.toml")
    given = Given(Lang.FR, places, clock, emptied(desk), Path("/srv/rota"))
    with published(folder, path) if name in SHARED else nullcontext() as shared:
        if shared is not None and name in TWO_SITES:
            app = RotaApp(given, *other_head(shared, folder, later=name == "merge"))
        else:
            app = RotaApp(given, desk, shared)
        await drawn(app, name, size, keys)


async def drawn(app: RotaApp, name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """The screen that keys lead to, as a picture."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        cleared = ("delete", "down", "delete", "right", "delete", "up") if name == "proposal" else ()
        for key in (*cleared, *keys):
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.pause(1)
        app.clear_notifications()
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        image = app.export_screenshot(title="rota")
    (HERE / f"{name}.svg").write_text(_FONT_FACE.sub("", image), encoding="utf-8")


def main() -> None:
    """Write the pages, and the pictures unless only the tables are asked for."""
    for path, lang in pages().items():
        path.write_text(page_of(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
    if "--tables" in sys.argv:
        return
    for name in sys.argv[1:] or (PICTURES | SHARED):
        with tempfile.TemporaryDirectory() as folder, no_chance():
            asyncio.run(picture(Path(folder), name))
    if not sys.argv[1:]:
        subprocess.run([sys.executable, str(HERE / "make_cycle.py")], check=True)


if __name__ == "__main__":
    main()
