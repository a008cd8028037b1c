"""What every test of the terminal has."""

import pytest


@pytest.fixture(autouse=True)
def nothing_beside_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who could fill the needs is worked out when a test asks for it, not when the clock says so."""
    monkeypatch.setattr("tui.widgets.open_needs._CALM_SECONDS", 3600)
