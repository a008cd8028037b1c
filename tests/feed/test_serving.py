"""What the server answers, over the wire: the statuses and headers that clients were seen to need."""

import base64
import gzip
import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import pytest

from exports.feed import limits
from rota.workspace import feeding
from rota.workspace.feeding import Made
from tests.feed import given
from tests.feed.given import Ground
from tests.feed.serving import Served, path_of, serving
from tests.store.servers import DATABASES, empty

SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


@pytest.fixture
def made(ground: Ground) -> Made:
    ground.publish(given.week())
    return ground.token()


@pytest.fixture
def served(url: str, ground: Ground, made: Made) -> Iterator[Served]:
    with serving(url, ground.clock) as found:
        yield found


def test_feed_is_whole_with_what_clients_need(served: Served, ground: Ground, made: Made) -> None:
    answer = served.get(path_of(made.token))
    assert answer.status == 200
    assert answer.body == ground.body(made)
    expected = {
        "content-type": "text/calendar; charset=utf-8",
        "content-length": str(len(answer.body)),
        "content-disposition": 'inline; filename="planning.ics"',
        "cache-control": "private, no-cache",
        "vary": "Accept-Encoding",
        "last-modified": "Mon, 02 Mar 2026 08:00:00 GMT",
        "x-robots-tag": "noindex, nofollow",
        **SAFE,
    }
    assert expected.items() <= answer.headers.items()
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not {"set-cookie", "server", "location", "strict-transport-security"} & set(answer.headers)


def test_compressed_where_asked(served: Served, ground: Ground, made: Made) -> None:
    plain = served.get(path_of(made.token))
    for accepted in ("gzip", "br, gzip;q=0.5", "*", "GZIP"):
        answer = served.get(path_of(made.token), Accept_Encoding=accepted)
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(answer.body) == ground.body(made)
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["etag"] != plain.headers["etag"]


def test_plain_otherwise(served: Served, made: Made) -> None:
    for accepted in ("", "identity", "gzip;q=0", "br", "*;q=0", "gzip;q=x"):
        assert "content-encoding" not in served.get(path_of(made.token), Accept_Encoding=accepted).headers


def test_head_is_get_without_a_body(served: Served, made: Made) -> None:
    get, head = (served.get(path_of(made.token), method) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


def test_unchanged_feed_is_told_by_its_tag_first_then_by_its_date(served: Served, made: Made) -> None:
    path, plain = path_of(made.token), served.get(path_of(made.token))
    tag, date_ = plain.headers["etag"], plain.headers["last-modified"]
    packed = served.get(path, Accept_Encoding="gzip").headers["etag"]
    for headers, status in (
        ({"If_None_Match": tag}, 304),
        ({"If_None_Match": f'"x", W/{tag}'}, 304),
        ({"If_None_Match": packed}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": '"x"'}, 200),
        ({"If_None_Match": '"x"', "If_Modified_Since": date_}, 200),
        ({"If_None_Match": tag, "If_Modified_Since": "Mon, 02 Mar 2020 08:00:00 GMT"}, 304),
        ({"If_Modified_Since": date_}, 304),
        ({"If_Modified_Since": "Mon, 02 Mar 2026 07:59:59 GMT"}, 200),
        ({"If_Modified_Since": "yesterday"}, 200),
        ({"If_Modified_Since": "Mon, 99 Mar 99999 07:59:59 GMT"}, 200),
    ):
        answer = served.get(path, **headers)
        assert answer.status == status, headers
        if status == 304:
            assert answer.body == b""
            assert {"etag", "cache-control", "vary", "last-modified"} <= set(answer.headers)


def test_removal_alone_moves_tag_and_date(served: Served, ground: Ground, made: Made) -> None:
    """No stamp of a remaining event says that another one is gone."""
    before = served.get(path_of(made.token))
    ground.clock.go_on(days=1)
    plan = given.week()
    ground.publish(plan.change(remove=(given.at(plan, 5),)), "exchange")
    ground.refresh()
    for headers in (
        {"If_None_Match": before.headers["etag"]},
        {"If_Modified_Since": before.headers["last-modified"]},
    ):
        after = served.get(path_of(made.token), **headers)
        assert after.status == 200
        assert after.headers["last-modified"] == "Tue, 03 Mar 2026 08:00:00 GMT"
        assert after.body == ground.body(made)


def test_other_methods_are_refused_with_those_that_are_not(served: Served, made: Made) -> None:
    for method in ("POST", "PUT", "DELETE", "PROPFIND", "OPTIONS", "PATCH", "BREW"):
        for path in (path_of(made.token), path_of("x"), "/"):
            answer = served.get(path, method)
            assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_unknown_is_404_and_revoked_410_at_once(served: Served, ground: Ground, made: Made) -> None:
    path = path_of(made.token)
    assert served.get(path_of("x" * 43)).status == 404
    assert served.get(path).status == 200
    feeding.revoke(ground.workspace, made.kept)
    for method in ("GET", "HEAD"):
        answer = served.get(path, method, If_None_Match="*")
        assert answer.status == 410
        assert "etag" not in answer.headers
    assert "révoquée" in served.get(path).body.decode()
    assert served.get(path_of("x" * 43)).status == 404


def test_rotated_token_opens_the_same_bytes_and_the_old_one_is_gone(
    served: Served, ground: Ground, made: Made
) -> None:
    before = served.get(path_of(made.token))
    fresh = feeding.rotate(ground.workspace, made.kept)
    assert served.get(path_of(made.token)).status == 410
    after = served.get(path_of(fresh.token))
    assert (after.status, after.body, after.headers["etag"]) == (200, before.body, before.headers["etag"])


def test_token_is_gone_after_its_last_day(served: Served, ground: Ground) -> None:
    made = ground.token(device="desk", until=date(2026, 3, 2))
    assert served.get(path_of(made.token)).status == 200
    ground.clock.go_on(days=1)
    assert served.get(path_of(made.token)).status == 410


def test_new_token_opens_at_once_and_a_feed_not_rendered_yet_comes_later(
    served: Served, ground: Ground
) -> None:
    made = feeding.create(ground.workspace, given.about_who(proposals=True), "desk")
    later = served.get(path_of(made.token))
    assert (later.status, later.headers["retry-after"]) == (503, "300")
    ground.refresh()
    assert served.get(path_of(made.token)).status == 200


@pytest.mark.parametrize("database", DATABASES)
def test_feeds_are_served_from_both_databases(database: str) -> None:
    with empty(database) as url, given.ground(url) as ground:
        ground.publish(given.week())
        made = ground.token()
        with serving(url, ground.clock) as served:
            answer = served.get(path_of(made.token))
            assert (answer.status, answer.body) == (200, ground.body(made))
            feeding.revoke(ground.workspace, made.kept)
            assert served.get(path_of(made.token)).status == 410
            assert served.get(path_of("x" * 43)).status == 404


def test_what_a_browser_accepts_changes_nothing(served: Served, made: Made) -> None:
    answers = {
        served.get(path_of(made.token), Accept=accept).body
        for accept in ("text/html", "text/calendar", "image/png", "*/*")
    }
    assert len(answers) == 1


def test_page_at_the_root_tells_how_in_both_languages(served: Served) -> None:
    answer = served.get("/")
    text = answer.body.decode()
    assert answer.status == 200
    for word in (
        "iPhone",
        "Android",
        "Outlook",
        "Thunderbird",
        'lang="fr"',
        'lang="en"',
        "revoked",
        "révoquée",
    ):
        assert word in text, word
    for foreign in ("<script", "src=", "http://", "https://", "@import", "url("):
        assert foreign not in text, foreign
    policy = answer.headers["content-security-policy"]
    assert "script" not in policy
    assert "'unsafe-inline'" not in policy
    style = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    (allowed,) = {base64.b64encode(sha256(one.encode()).digest()).decode() for one in style}
    assert f"style-src 'sha256-{allowed}'" in policy


def test_page_of_a_feed_holds_its_links_and_is_as_secret_as_it(
    served: Served, ground: Ground, made: Made
) -> None:
    path = f"/cal/{made.token}/"
    answer = served.get(path)
    text = answer.body.decode()
    links = feeding.links("https://rota.example.org", made.token)
    assert f'href="{links.webcal}"' in text
    assert f"<code>{links.https}</code>" in text
    assert links.google in text
    assert (answer.headers["cache-control"], answer.headers["x-robots-tag"]) == (
        "no-store",
        "noindex, nofollow",
    )
    assert served.get(f"/cal/{'x' * 43}/").status == 404
    feeding.revoke(ground.workspace, made.kept)
    assert served.get(path).status == 410


def test_robots_may_fetch_and_the_rest_is_404(served: Served, made: Made) -> None:
    assert served.get("/robots.txt").body == b"User-agent: *\nAllow: /\n"
    for path in (
        f"/cal/{made.token}",
        "/cal/",
        "/cal//planning.ics",
        "/docs",
        "/openapi.json",
        "/favicon.ico",
    ):
        answer = served.get(path)
        assert answer.status == 404, path
        assert "location" not in answer.headers


def test_percent_signs_in_the_path_are_read(served: Served, made: Made) -> None:
    coded = "".join(f"%{ord(letter):02x}" for letter in made.token)
    assert served.get(path_of(coded)).status == 200


def test_health_and_metrics_tell_nothing_of_anybody(served: Served, made: Made) -> None:
    served.get(path_of(made.token))
    health = served.get("/health")
    assert (health.status, health.body) == (200, b'{"status":"ok","database":"up"}')
    text = served.get("/metrics").body.decode()
    assert 'rota_feed_requests_total{what="feed",status="200"} 1' in text
    assert "rota_feed_tokens 1" in text
    for word in (made.token, made.kept.id, given.WHO, "phone", "127.0.0.1"):
        assert word not in text


def test_day_of_use_is_noted_for_what_was_opened_alone(served: Served, ground: Ground, made: Made) -> None:
    served.get(path_of("x" * 43))
    assert served.noted == []
    served.get(path_of(made.token), If_None_Match="*")
    assert served.noted == [(made.kept.digest, date(2026, 3, 2))]
    feeding.revoke(ground.workspace, made.kept)
    served.get(path_of(made.token))
    assert len(served.noted) == 1


def test_addresses_that_miss_too_often_are_slowed_and_others_are_not(
    url: str, ground: Ground, made: Made
) -> None:
    with serving(url, ground.clock, proxy="127.0.0.1") as served:
        statuses = [served.get(path_of("x" * 43), X_Forwarded_For="192.0.2.7").status for _ in range(40)]
        assert (statuses[0], statuses[-1]) == (404, 429)
        assert served.get("/nothing", X_Forwarded_For="192.0.2.7").headers["retry-after"] == "60"
        assert served.get(path_of(made.token), X_Forwarded_For="192.0.2.7").status == 200, (
            "what is known opens"
        )
        assert served.get(path_of("x" * 43), X_Forwarded_For="192.0.2.8").status == 404


def test_word_of_a_stranger_on_its_address_is_not_believed(served: Served) -> None:
    statuses = [
        served.get(path_of("x" * 43), X_Forwarded_For=f"192.0.2.{number}").status for number in range(40)
    ]
    assert statuses[-1] == 429


def test_encrypted_connections_are_asked_to_stay_so(url: str, ground: Ground, made: Made) -> None:
    with serving(url, ground.clock, proxy="127.0.0.1") as served:
        secure = served.get(path_of(made.token), X_Forwarded_Proto="https")
        assert secure.headers["strict-transport-security"] == "max-age=31536000"


def test_misses_come_back_with_time_and_memory_is_bounded() -> None:
    now = [0.0]
    misses = limits.Misses(monotonic=lambda: now[0])
    for _ in range(limits.MISSES):
        misses.note("192.0.2.1")
    assert misses.limited("192.0.2.1")
    now[0] += 2 / limits.PER_SECOND
    assert not misses.limited("192.0.2.1")
    for number in range(limits.MISSES):
        misses.note(f"2001:db8::{number:x}")
    assert misses.limited("2001:db8::ffff"), "one network"
    assert not misses.limited("2001:db8:0:1::1")
    for number in range(limits.ADDRESSES_MAX + 100):
        misses.note(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(misses) == limits.ADDRESSES_MAX
    misses.note("what is this")
    assert not misses.limited("")
