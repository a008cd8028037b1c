"""The planner in a real terminal, from the sample of Vitré to a saved plan; and after a hard kill."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rota import plan_file, sites
from rota.cli.samples import sample
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed here")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal in an empty folder."""
    found = Terminal(tmp_path)
    yield found
    found.close()


def test_from_a_sample_to_a_saved_plan_by_keyboard(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start()
    terminal.wait_for("Créer un dossier  Vitré")
    terminal.press("Down", "Down", "Enter")
    terminal.wait_for("ASP-GASTRO-1 (1/7)")
    terminal.wait_for("il en faut 1. [Besoins écrits par le service]")  # a finding with its figure and source
    terminal.press("Enter")
    terminal.wait_for("Modifier · ASP-GASTRO-1")
    terminal.press("Enter")
    terminal.wait_for("● non enregistré")
    terminal.press("u")
    terminal.wait_for("Annulé : changement d’une case.")
    terminal.press("Enter")
    terminal.wait_for("Modifier · ASP-GASTRO-1")
    terminal.press("Enter")
    terminal.wait_for("▸V Consult ")
    terminal.press("Space")
    terminal.wait_for("▸V Consul*")
    terminal.press("s")
    terminal.wait_for("changement(s) retenu(s)", seconds=120)
    terminal.press("a")
    terminal.wait_for("V Plateau")
    terminal.press("C-s")
    terminal.wait_for("Enregistré : PLAN.json.")
    assert "▸V Consul*" in terminal.screen(), "what was pinned stayed"
    facts = sites.read(tmp_path / "vitre")
    content = plan_file.read(tmp_path / "PLAN.json", facts, sites.fingerprint(facts))
    assert len(content.plan.placements) > 100
    assert [pin.post for pin in content.pins] == ["ASP-GASTRO-1"]
    terminal.press("C-q")


def test_a_hard_kill_loses_nothing(terminal: Terminal, tmp_path: Path) -> None:
    shutil.copytree(sample("minimal"), tmp_path / "site")
    terminal.start("tui", "site")
    terminal.wait_for("(1/1)")
    terminal.press("Enter")
    terminal.wait_for("Modifier ·")
    terminal.press("Enter")
    before = terminal.wait_for("● non enregistré").splitlines()[3]
    draft = tmp_path / ".PLAN.json.draft"
    terminal.wait_for("loi")
    while not draft.exists():
        terminal.screen()
    terminal.kill_hard()
    assert not (tmp_path / "PLAN.json").exists()
    terminal.start("tui", "site")
    terminal.wait_for("(1/1)")
    assert terminal.wait_for("● non enregistré").splitlines()[3] == before
