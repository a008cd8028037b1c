"""Calendar programs as tests run them: each reads a feed as its users would."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
import vobject
from icalendar import Calendar

from tests.exports.test_ical_js import NODE, SCRIPT, _installed

Instants = dict[str, tuple[str, str]]
"""Both ends of each event in UTC, by UID; days for whole days."""
FROM, UNTIL = date(2026, 1, 1), date(2027, 1, 1)


def iso(moment: datetime | date) -> str:
    """An instant in UTC, or a day."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def ical_js(data: bytes) -> Instants:
    """The reader of Thunderbird, Nextcloud and Proton: it believes the zones in the file."""
    if not _installed():
        pytest.skip("node with ical.js is not installed: npm install ical.js, then set NODE_PATH")
    assert NODE is not None
    run = subprocess.run([NODE, str(SCRIPT)], input=data, capture_output=True, check=True)
    found: dict[str, list[str]] = json.loads(run.stdout)
    return {
        uid: (start.replace(".000Z", "Z"), end.replace(".000Z", "Z")) for uid, (start, end) in found.items()
    }


def recurring(data: bytes) -> Instants:
    """The icalendar library, with the events of a year laid out."""
    events = recurring_ical_events.of(Calendar.from_ical(data)).between(FROM, UNTIL)
    return {str(event["UID"]): (iso(event.start), iso(event.end)) for event in events}


def v_object(data: bytes) -> Instants:
    """The vobject library: it believes the zones in the file."""
    parsed: Any = vobject.readOne(data.decode())
    return {
        event.uid.value: (iso(event.dtstart.value), iso(event.dtend.value)) for event in parsed.vevent_list
    }


READERS: tuple[Callable[[bytes], Instants], ...] = (ical_js, recurring, v_object)


class Subscription:
    """A feed that vdirsyncer fetches and khal shows."""

    def __init__(self, folder: Path, address: str) -> None:
        for program in ("vdirsyncer", "khal"):
            if which(program) is None:
                pytest.skip(f"{program} is not installed: apt-get install khal vdirsyncer")
        self._folder = folder
        (folder / "items").mkdir()
        (folder / "vdirsyncer").write_text(
            f"""
[general]
status_path = "{folder}/status/"
[pair feed]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{folder}/items/"
fileext = ".ics"
[storage there]
type = "http"
url = "{address}"
""",
            encoding="utf-8",
        )
        (folder / "khal").write_text(
            f"""
[calendars]
[[feed]]
path = {folder}/items/
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = feed
""",
            encoding="utf-8",
        )
        self._run("vdirsyncer", "-c", str(folder / "vdirsyncer"), "discover")

    def sync(self) -> list[str]:
        """Fetch the feed; the names of the files it is kept in, which vdirsyncer makes of their content."""
        self._run("vdirsyncer", "-c", str(self._folder / "vdirsyncer"), "sync", "--force-delete", "feed")
        return sorted(file.name for file in (self._folder / "items").iterdir())

    def shown(self) -> set[tuple[str, str, str]]:
        """What khal shows: title and both ends, in UTC."""
        told = self._run(
            *("khal", "-c", str(self._folder / "khal"), "list", "--day-format", "", "--once"),
            *("--format", "{title}|{start-long-full}|{end-long-full}"),
            *(FROM.isoformat(), f"{(UNTIL - FROM) // timedelta(days=1)}d"),
        )
        lines = [line.split("|") for line in told.splitlines() if line.count("|") == 2]
        return {(title, start, end) for title, start, end in lines}

    def _run(self, *words: str) -> str:
        run = subprocess.run(words, capture_output=True, check=False, text=True, env=self._environment())
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def _environment(self) -> dict[str, str]:
        home = str(self._folder)
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": home,
            "LC_ALL": "C.UTF-8",
            "XDG_CONFIG_HOME": home,
            "TZ": "UTC",
        }
