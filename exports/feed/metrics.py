"""What the server counts: requests, bytes, seconds; nobody and nothing personal."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5)
"""Upper ends of the classes of answer times."""


@dataclass
class Counters:
    """Counts since the start."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    """By what was asked and how it was answered."""
    bytes: int = 0
    seconds: float = 0.0
    classes: Counter[float] = field(default_factory=Counter)

    def note(self, what: str, status: int, size: int, seconds: float) -> None:
        """A request was answered."""
        self.requests[what, status] += 1
        self.bytes += size
        self.seconds += seconds
        self.classes[next((limit for limit in SECONDS if seconds <= limit), float("inf"))] += 1


def told(counters: Counters, gauges: Mapping[str, float]) -> str:
    """The counts as Prometheus reads them."""
    return "\n".join((*_lines(counters), *_gauges(gauges), ""))


def _lines(counters: Counters) -> Iterator[str]:
    yield "# TYPE rota_feed_requests_total counter"
    for (what, status), count in sorted(counters.requests.items()):
        yield f'rota_feed_requests_total{{what="{what}",status="{status}"}} {count}'
    yield "# TYPE rota_feed_sent_bytes_total counter"
    yield f"rota_feed_sent_bytes_total {counters.bytes}"
    yield "# TYPE rota_feed_seconds histogram"
    total = 0
    for limit in (*SECONDS, float("inf")):
        total += counters.classes[limit]
        shown = "+Inf" if limit == float("inf") else f"{limit:g}"
        yield f'rota_feed_seconds_bucket{{le="{shown}"}} {total}'
    yield f"rota_feed_seconds_sum {counters.seconds:.6f}"
    yield f"rota_feed_seconds_count {total}"


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in gauges.items():
        yield f"# TYPE rota_feed_{name} gauge"
        yield f"rota_feed_{name} {value:g}"
