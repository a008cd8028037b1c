"""The application in a browser: only who has the key, from our own page, is let in."""

import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType
from aiohttp.test_utils import TestClient, TestServer

from rota.cli import BAD_INPUT, main
from rota.words import Lang
from tui.serving import COOKIE, Browser, Door

Story = Callable[[TestClient, Browser], Awaitable[None]]  # type: ignore[type-arg]


def visit(story: Story, door: Door | None = None) -> None:
    async def run() -> None:
        browser = Browser((), door or Door(), Lang.EN, lambda _: None)
        server = TestServer(await browser._make_app())
        async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as client:
            await story(client, browser)

    asyncio.run(run())


async def enter(client: TestClient, browser: Browser) -> str:  # type: ignore[type-arg]
    """The page, after the key was given."""
    async with client.get("/", params={"key": browser.key}) as page:
        assert page.status == HTTPStatus.OK
        return await page.text()


def test_the_address_told_opens_the_page_and_leaves_no_key_in_it() -> None:
    async def story(client: TestClient, browser: Browser) -> None:  # type: ignore[type-arg]
        page = await enter(client, browser)
        assert browser.key not in page
        assert "https://" not in page, "nobody else is asked for anything"
        cookie = next(iter(client.session.cookie_jar))
        assert (cookie.key, cookie["samesite"], cookie["httponly"]) == (COOKIE, "Strict", True)

    visit(story)


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/download/1", "/?key=no", "/?key=é"])
def test_without_the_key_there_is_nothing(path: str) -> None:
    async def story(client: TestClient, browser: Browser) -> None:  # type: ignore[type-arg]
        async with client.get(path) as answer:
            assert answer.status == HTTPStatus.FORBIDDEN
            assert "with its key" in await answer.text()

    visit(story)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Host": "example.org:8000"}]
)
def test_other_pages_and_other_names_are_refused_even_with_the_cookie(headers: dict[str, str]) -> None:
    async def story(client: TestClient, browser: Browser) -> None:  # type: ignore[type-arg]
        await enter(client, browser)
        async with client.get("/", headers=headers) as answer:
            assert answer.status == HTTPStatus.FORBIDDEN

    visit(story)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address that ``rota serve-tui`` tells, in an empty folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "rota", "--lang", "en", "serve-tui", "--port", str(port)]
    places = {"HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(words, cwd=tmp_path, env=os.environ | places, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process.stdout.readline().removeprefix("Open ").strip()
        finally:
            process.terminate()


def test_the_application_runs_behind_the_page(served: str) -> None:
    async def use() -> None:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
            async with browser.get(served) as page:
                found = re.search('data-session-websocket-url="([^"]+)"', await page.text())
                assert found
            async with browser.ws_connect(f"{found[1]}?width=80&height=24") as terminal:
                shown = b""
                while b"rota" not in shown:
                    message = await asyncio.wait_for(terminal.receive(), 60)
                    assert message.type is WSMsgType.BINARY
                    shown += message.data
                await terminal.send_json(["stdin", "\x11"])  # ctrl+q
                while not terminal.closed:
                    await asyncio.wait_for(terminal.receive(), 60)

    asyncio.run(use())


def test_it_is_not_offered_to_other_machines_unless_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "serve-tui", "--host", "0.0.0.0"]) == BAD_INPUT
    assert "--public" in capsys.readouterr().err
    assert main(["--lang", "en", "serve-tui", "--url", "ftp://example.org"]) == BAD_INPUT
    assert "https://" in capsys.readouterr().err


def test_behind_a_proxy_the_page_and_the_cookie_are_those_of_its_address() -> None:
    async def story(client: TestClient, browser: Browser) -> None:  # type: ignore[type-arg]
        outside = {"Host": "rota.example.org"}
        async with client.get(f"/?key={browser.key}", headers=outside, allow_redirects=False) as answer:
            assert "Secure" in answer.headers["Set-Cookie"]
        outside["Cookie"] = f"{COOKIE}={browser.key}"
        async with client.get("/", headers=outside) as answer:
            assert 'data-session-websocket-url="wss://rota.example.org/ws"' in await answer.text()

    visit(story, Door("0.0.0.0", 8000, "https://rota.example.org"))
