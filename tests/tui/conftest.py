"""What every test of the terminal has."""

import pytest


@pytest.fixture(autouse=True)
def nothing_beside_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing comes or goes because the clock says so: who could fill the needs, what was told."""
    monkeypatch.setattr("tui.widgets.open_needs._CALM_SECONDS", 3600)
    monkeypatch.setattr("tui.app.RotaApp.NOTIFICATION_TIMEOUT", 3600)
