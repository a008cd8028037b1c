"""A balance as neutral rows: what the command line, a screen or a paper shows, one figure a row.

A row has either half-days (in 60ths), or minutes, or a count, or a share; the limit is in the same unit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rota.compliance.balance import (
    Balance,
    DutyCount,
    LeaveRight,
    PendingPlan,
    RecoveryRight,
    ShareSoFar,
    SiteTime,
)
from rota.compliance.cells import Cell, Json, csv_text, plain
from rota.compliance.labels import LEAVE_KINDS, PERIODS, TIMES, W
from rota.model.calendar import Span
from rota.model.facts import DutyKind, PostId
from rota.words import Lang, Text

COLUMNS = (
    *("post", "section", "site", "what", "label", "first", "last"),
    *("half_days_60", "half_days", "minutes", "count", "percent", "limit"),
)
"""Columns of the CSV; ``limit`` is in 60ths, minutes or per cent as its row is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure."""

    post: PostId
    section: str
    """``service``, ``hours``, ``absences``, ``recovery``, ``debt``, ``duty``, ``limits``, ``share``…"""
    what: str
    """A code, unique within section and site."""
    label: Text
    span: Span
    site: str = ""
    parts: int | None = None
    minutes: int | None = None
    count: int | None = None
    share: int | None = None
    """Hundredths of a per cent."""
    limit: int | None = None


def rows(balance: Balance) -> tuple[Row, ...]:
    """Every figure of a balance, section by section."""
    return (
        *(row for site in balance.sites for row in _service(balance, site)),
        *(row for right in balance.leave for row in _leave(balance, right)),
        *(row for right in balance.recovery for row in _recovery(balance, right)),
        *_debts(balance),
        *(_duty(balance, duty) for duty in balance.duties),
        *_limits(balance),
        *(_share(balance, share) for share in balance.shares),
        *(row for plans in balance.pending for row in _pending(balance, plans)),
    )


def to_csv(of: Iterable[Row], lang: Lang) -> str:
    """Rows as CSV."""
    return csv_text(COLUMNS, (_cells(row, lang) for row in of), lang)


def to_json(balance: Balance) -> Json:
    """A balance as JSON: fields by name, half-days in 60ths, minutes, shares in hundredths of a per cent."""
    told = plain(balance)
    assert isinstance(told, dict), "a balance is an object"
    return told


def _cells(row: Row, lang: Lang) -> tuple[Cell, ...]:
    limit: Cell = row.limit
    if row.share is not None and row.limit is not None:
        limit = row.limit / 100
    return (
        *(row.post, row.section, row.site, row.what, row.label.say(lang), row.span.first, row.span.last),
        row.parts,
        None if row.parts is None else row.parts / 60,
        row.minutes,
        row.count,
        None if row.share is None else row.share / 100,
        limit,
    )


def _service(balance: Balance, time: SiteTime) -> Iterator[Row]:
    post, span = balance.post, _known(balance)
    for what in ("carried", "owed", "done", "leave", "other", "due"):
        parts: int = getattr(time, what)
        yield Row(
            post=post, section="service", site=time.site, what=what, label=W[what], span=span, parts=parts
        )
    for what in ("worked", "standby", "calls"):
        minutes: int = getattr(time, what)
        yield Row(
            post=post, section="hours", site=time.site, what=what, label=W[what], span=span, minutes=minutes
        )


def _leave(balance: Balance, right: LeaveRight) -> Iterator[Row]:
    span = Span(date(right.year, 1, 1), date(right.year, 12, 31))
    kind = LEAVE_KINDS[right.kind]
    for what, parts in (("taken", right.taken), ("left", right.left)):
        label = Text(
            f"{kind.fr} {right.year}, {W[what].fr}",
            f"{kind.en} {right.year}, {W[what].en}",
        )
        code = f"{right.kind}:{right.year}:{what}"
        yield Row(
            post=balance.post,
            section="absences",
            site=right.site,
            what=code,
            label=label,
            span=span,
            parts=parts,
        )


def _recovery(balance: Balance, right: RecoveryRight) -> Iterator[Row]:
    span = Span(balance.since, balance.until)
    for what, parts in (("earned", right.earned), ("taken", right.taken), ("left", right.left)):
        label = Text(f"récupération, {W[what].fr}", f"recovery, {W[what].en}")
        yield Row(
            post=balance.post,
            section="recovery",
            site=right.site,
            what=what,
            label=label,
            span=span,
            parts=parts,
        )


def _debts(balance: Balance) -> Iterator[Row]:
    span = Span(balance.since, balance.until)
    for debt in balance.debts:
        label = Text(f"{debt.debtor} doit à {debt.creditor}", f"{debt.debtor} owes {debt.creditor}")
        what = f"owes:{debt.creditor}"
        yield Row(
            post=balance.post,
            section="debt",
            site=debt.debtor,
            what=what,
            label=label,
            span=span,
            parts=debt.parts,
        )


def _duty(balance: Balance, duty: DutyCount) -> Row:
    kind = W["on-site" if duty.kind is DutyKind.ON_SITE else "on-call"]
    time = TIMES[duty.time]
    return Row(
        post=balance.post,
        section="duty",
        site=duty.site,
        what=f"{duty.line}:{duty.time}",
        label=Text(f"{kind.fr} {duty.line}, {time.fr}", f"{kind.en} {duty.line}, {time.en}"),
        span=_known(balance),
        count=duty.count,
    )


def _limits(balance: Balance) -> Iterator[Row]:
    more, worked, post = balance.additional, balance.worked, balance.post
    yield Row(
        post=post,
        section="limits",
        what="discharged",
        label=W["discharged"],
        span=more.span,
        parts=more.discharged,
        limit=more.owed,
    )
    for what, parts in (("beyond", more.beyond), ("counted", more.counted), ("waits", more.waits)):
        yield Row(post=post, section="limits", what=what, label=W[what], span=more.span, parts=parts)
    yield Row(
        post=post,
        section="limits",
        what="ceiling",
        label=W["ceiling"],
        span=worked.span,
        minutes=worked.minutes,
        limit=worked.allowed,
    )
    yield Row(
        post=post,
        section="limits",
        what="ceiling-whole",
        label=W["ceiling-whole"],
        span=worked.whole,
        minutes=worked.minutes,
        limit=worked.allowed_whole,
    )


def _share(balance: Balance, share: ShareSoFar) -> Row:
    period = PERIODS[share.period]
    return Row(
        post=balance.post,
        section="share",
        site=share.site,
        what=f"{share.period}:{share.span.first:%Y-%m-%d}",
        label=Text(f"part du temps, {period.fr}", f"share of time, {period.en}"),
        span=share.span,
        share=share.share,
        limit=share.minimum,
    )


def _pending(balance: Balance, plans: PendingPlan) -> Iterator[Row]:
    for what, count in (("late", plans.late), ("ahead", plans.ahead)):
        yield Row(
            post=balance.post,
            section="pending",
            site=plans.site,
            what=what,
            label=W[what],
            span=balance.period,
            count=count,
        )


def _known(balance: Balance) -> Span:
    return Span(balance.period.first, balance.until)
