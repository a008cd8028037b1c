"""Writes the key tables and the pictures of this guide: ``python docs/guide/make.py``.

Pictures are taken of the application itself on ``sample_sites/vitre``, with a plan kept for tests.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from pathlib import Path

from rota.clock import SystemClock
from rota.scheduler.outcome import Outcome, Status
from rota.words import Lang
from tui.actions import Where, actions_of
from tui.app import Given, Places, RotaApp
from tui.help import PALETTE_ONLY, key_name
from tui.opening import Desk, open_desk
from tui.searching import Solve

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts from the network: the pictures use those of the reader."""
_TABLE = re.compile(r"<!-- keys: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
HEADS = {Lang.FR: ("Touche", "Ce qu’elle fait"), Lang.EN: ("Key", "What it does")}
PAGES = ("welcome", "planner", "reasons", "proposal")
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


async def picture(folder: Path, name: str) -> None:
    """One picture."""
    size, keys = PICTURES[name]
    path = folder / "PLAN.json"
    shutil.copy(ROOT / "tests" / "seeded" / "plans" / "vitre.json", path)
    desk = open_desk(ROOT / "sample_sites" / "vitre", path, None, None, SystemClock())
    places = Places(folder / "memory.json", folder / "keys.toml")
    app = RotaApp(Given(Lang.FR, places, solve=emptied(desk)), desk)
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
        drawn = app.export_screenshot(title="rota")
    (HERE / f"{name}.svg").write_text(_FONT_FACE.sub("", drawn), encoding="utf-8")


def main() -> None:
    """Write the pages, and the pictures unless only the tables are asked for."""
    for path, lang in pages().items():
        path.write_text(page_of(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
    if "--tables" in sys.argv:
        return
    for name in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(picture(Path(folder), name))


if __name__ == "__main__":
    main()
