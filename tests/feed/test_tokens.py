"""Tokens as the verbs make, list, rotate and revoke them."""

from datetime import date
from urllib.parse import unquote

import pytest
import segno

from exports.feed.qr import qr_lines
from rota.service import Refused
from rota.store.calendar_feed import Detail, Subject, TokenState
from rota.workspace import feeding
from tests import builders as b
from tests.feed.given import WHO, Ground, about_who


def test_token_holds_256_bits_and_is_told_once(ground: Ground) -> None:
    made = {feeding.create(ground.workspace, about_who(), f"phone {n}").token for n in range(20)}
    assert {len(token) for token in made} == {feeding.TOKEN_CHARACTERS}
    assert len(made) == 20
    for kept in feeding.listed(ground.workspace):
        assert kept.digest in {feeding.digest_of(token) for token in made}


def test_listed_by_subject_revoked_ones_included(ground: Ground) -> None:
    workspace = ground.workspace
    mine = feeding.create(workspace, about_who(), " phone ")
    service = feeding.create(workspace, about_who(subject=Subject.SERVICE, code=b.CH_MED), "Outlook")
    feeding.revoke(workspace, mine.kept)
    assert [one.device for one in feeding.listed(workspace)] == ["phone", "Outlook"]
    assert [one.id for one in feeding.listed(workspace, Subject.SERVICE, b.CH_MED)] == [service.kept.id]
    assert feeding.listed(workspace, Subject.POST, WHO)[0].state(ground.clock.now()) is TokenState.REVOKED


def test_rotated_token_keeps_feed_device_and_end(ground: Ground) -> None:
    workspace, end = ground.workspace, date(2026, 12, 31)
    old = feeding.create(workspace, about_who(proposals=True), "phone", until=end)
    fresh = feeding.rotate(workspace, old.kept)
    assert fresh.token != old.token
    assert (fresh.kept.feed, fresh.kept.device, fresh.kept.until) == (old.kept.feed, "phone", end)
    assert fresh.kept.replaces == old.kept.digest
    assert feeding.find(workspace, Subject.POST, WHO, "phone") == fresh.kept
    with pytest.raises(Refused, match="revoked already"):
        feeding.rotate(workspace, old.kept)


def test_token_that_is_over_is_rotated_with_another_end_only(ground: Ground) -> None:
    made = feeding.create(ground.workspace, about_who(), "phone", until=date(2026, 3, 2))
    ground.clock.go_on(days=1)
    with pytest.raises(Refused, match="over already"):
        feeding.rotate(ground.workspace, made.kept)
    assert feeding.rotate(ground.workspace, made.kept, until=date(2026, 4, 1)).kept.until == date(2026, 4, 1)


def test_device_has_one_token_at_a_time(ground: Ground) -> None:
    made = feeding.create(ground.workspace, about_who(), "phone")
    with pytest.raises(Refused, match="has a token"):
        feeding.create(ground.workspace, about_who(detail=Detail.TIMES), "phone")
    feeding.revoke(ground.workspace, made.kept)
    feeding.create(ground.workspace, about_who(), "phone")


@pytest.mark.parametrize("device", ["", "  ", "a\nb", "\x1b[31mred", "x" * 61, "a\u202eb", "a\x00"])
def test_hostile_names_of_devices_are_refused(ground: Ground, device: str) -> None:
    with pytest.raises(Refused, match="cannot name a device"):
        feeding.create(ground.workspace, about_who(), device)


def test_what_is_not_there_is_refused(ground: Ground) -> None:
    workspace = ground.workspace
    for about, told in (
        (about_who(code="ASP-9"), "ASP-9"),
        (about_who(subject=Subject.SERVICE, code="CH-X"), "CH-X"),
        (about_who(subject=Subject.SERVICE, code=b.CH_MED, detail=Detail.TIMES), "who is there"),
    ):
        with pytest.raises(Refused, match=told):
            feeding.create(workspace, about, "phone")
    with pytest.raises(Refused, match="over already"):
        feeding.create(workspace, about_who(), "phone", until=date(2026, 3, 1))
    feeding.create(workspace, about_who(), "phone")
    with pytest.raises(Refused, match="Did you mean “phone”"):
        feeding.find(workspace, Subject.POST, WHO, "phon")
    assert feeding.listed(workspace, Subject.POST, WHO)[0].device == "phone"


def test_links_of_a_feed() -> None:
    links = feeding.links("https://rota.example.org:8443/x/", "T" * 43)
    assert links.https == f"https://rota.example.org:8443/x/cal/{'T' * 43}/planning.ics"
    assert links.webcal == f"webcal://rota.example.org:8443/x/cal/{'T' * 43}/planning.ics"
    assert unquote(links.google.split("cid=")[1]) == links.webcal
    assert "/" not in links.google.split("cid=")[1]
    assert "T" * 43 not in repr(links)


@pytest.mark.parametrize(
    "address",
    ["rota.example.org", "ftp://x", "https://", "https://a b", "https://u:p@x", "https://x/?q", "https://x:99999",
     "javascript:x", "https://x/#f", "https://[x"],
)  # fmt: skip
def test_addresses_that_are_none_are_refused(address: str) -> None:
    with pytest.raises(Refused):
        feeding.base_of(address)


def test_code_in_the_terminal_is_the_one_of_the_link() -> None:
    """Read back module by module: light parts are drawn."""
    text = feeding.links("https://rota.example.org", "T" * 43).webcal
    lines = qr_lines(text)
    read = []
    for line in lines:
        read.append([letter in " ▄" for letter in line])
        read.append([letter in " ▀" for letter in line])
    wanted = [
        [bool(dark) for dark in row] for row in segno.make(text, error="l", micro=False).matrix_iter(border=2)
    ]
    assert read[: len(wanted)] == wanted
    assert max(len(line) for line in lines) <= 60, "it fits a terminal of 80 columns"
    assert len(lines) <= 24
