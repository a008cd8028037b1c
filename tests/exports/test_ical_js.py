"""The calendars read by ical.js, the reader inside Thunderbird, Nextcloud and Proton, where it is installed.

``NODE_PATH`` says where: ``npm install ical.js`` in any folder, then ``NODE_PATH=<folder>/node_modules``.
"""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import which

import pytest

from rota.model.calendar import Slot
from tests.exports import sample
from tests.exports.reading import by_rules
from tests.exports.sample import AUTUMN, SPRING, StandingClock

SCRIPT = Path(__file__).with_name("read_with_ical_js.cjs")
NODE = which("node")


def _installed() -> bool:
    if NODE is None:
        return False
    asked = subprocess.run([NODE, "-e", "require('ical.js')"], capture_output=True, check=False)
    return asked.returncode == 0


pytestmark = pytest.mark.skipif(
    not _installed(), reason="node with ical.js is not installed: npm install ical.js, then set NODE_PATH"
)


def _iso(moment: datetime | date) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return moment.isoformat()


@pytest.mark.parametrize("monday", [SPRING, AUTUMN])
def test_ical_js_reads_the_same_instants(tmp_path: Path, clock: StandingClock, monday: date) -> None:
    assert NODE is not None
    absence = sample.leave(monday + timedelta(days=3), monday + timedelta(days=4), last_slot=Slot.AM)
    data = sample.write(sample.week(monday, absences=(absence,)), tmp_path, clock)
    run = subprocess.run([NODE, str(SCRIPT)], input=data, capture_output=True, check=True)
    expected = {uid: [_iso(start), _iso(end)] for uid, (start, end) in by_rules(data).items()}
    assert json.loads(run.stdout) == expected
