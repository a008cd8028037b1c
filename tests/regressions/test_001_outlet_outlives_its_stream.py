"""From Python 3.13 on, an outlet collected after its stream was closed complained on the error stream."""

import gc
import io
import sys

import pytest

from rota.cli.session import Outlet


def test_an_outlet_whose_stream_is_closed_ends_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)
    stream = io.StringIO()
    outlet = Outlet(stream)
    outlet.write("told")
    stream.close()
    outlet.flush()
    del outlet
    gc.collect()
    assert said == []
