"""The sample sites: read without a fault, of the size told, and such that a good plan exists."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from benchmarks.district_tables import TOWNS
from benchmarks.make_district import FOLDER, district, main
from rota.model.calendar import HALF_DAYS, Period, Slot, Span, week_of
from rota.model.facts import Convention, Facts, PostId, ServiceId, SiteId, SiteKind
from rota.model.problem import Problem
from rota.rules.base import Force
from rota.scheduler import solve
from rota.scheduler.outcome import Settings
from rota.sites import read, write

SAMPLES = Path(__file__).parent.parent / "sample_sites"
DECEMBER = Span(date(2026, 11, 30), date(2027, 1, 3))
GROUP_OF = {town.code: town.group for town in TOWNS}
OURS = ("vitre", "rennes_district")


@cache
def sample(name: str) -> Facts:
    return read(SAMPLES / name)


def components(facts: Facts) -> list[int]:
    """Sizes of the sets of posts linked by a common service."""
    services = [{code for share in c.shares for code in share.services} for c in facts.conventions]
    linked: list[set[ServiceId]] = []
    for mine in services:
        touching = [team for team in linked if team & mine]
        linked = [team for team in linked if not team & mine] + [mine.union(*touching)]
    return sorted(sum(bool(mine & team) for mine in services) for team in linked)


def weekly(facts: Facts, week: Span) -> tuple[int, int, int]:
    """Half-days asked at least, asked ideally, and owed, in one week without leave."""
    demands = list(Problem(facts, week).all_demands())
    return (
        sum(demand.need.minimum for demand in demands),
        sum(demand.need.ideal for demand in demands),
        sum(post.half_days_per_week for post in facts.posts),
    )


@pytest.mark.parametrize("name", OURS)
def test_every_post_could_work_at_each_of_its_sites_every_open_week(name: str) -> None:
    problem = Problem(sample(name), DECEMBER)
    for convention in problem.facts.conventions:
        found = {
            (problem.services[placement.service].site, week_of(placement.day))
            for placement in problem.candidates(convention.post)
        }
        sites = {share.site for share in convention.shares}
        assert {site for site, _ in found} == sites
        assert len(found) == 5 * len(sites)


@pytest.mark.parametrize("name", OURS)
def test_services_ask_for_more_than_the_posts_can_do_but_not_at_least(name: str) -> None:
    for weeks in range(3):
        least, ideal, owed = weekly(sample(name), week_of(DECEMBER.first + timedelta(weeks=weeks)))
        assert 0.6 * owed < least < 0.92 * owed
        assert owed < ideal < 1.4 * owed


@pytest.mark.parametrize("name", OURS)
def test_every_activity_asked_is_known_to_someone_and_every_skill_to_a_post(name: str) -> None:
    problem = Problem(sample(name), DECEMBER)
    served = {code for post in problem.posts for code in (s.id for s in problem.services_of(post))}
    assert served == set(problem.services)
    for need in problem.facts.needs:
        holders = [post for post in problem.posts.values() if need.skill is None or need.skill in post.skills]
        assert any(need.service in {s.id for s in problem.services_of(post.id)} for post in holders)


@pytest.mark.parametrize("name", OURS)
def test_programmed_work_is_not_asked_on_half_days_kept_for_emergencies(name: str) -> None:
    problem = Problem(sample(name), DECEMBER)
    for (service, day, half), demands in problem.demands.items():
        if (day.weekday(), half) in problem.services[service].unprogrammed:
            assert not any(problem.activities[demand.need.activity].programmed for demand in demands)


@pytest.mark.parametrize("name", OURS)
def test_writing_a_folder_and_reading_it_again_gives_the_same_facts(name: str, tmp_path: Path) -> None:
    write(sample(name), tmp_path)
    assert read(tmp_path) == sample(name)


def test_vitre_has_the_seven_posts_of_2017() -> None:
    facts = sample("vitre")
    partners = Counter(
        share.site for convention in facts.conventions for share in convention.shares if share.site != "CH"
    )
    assert partners == {"CHU": 5, "EPSM": 2}
    assert {convention.employer for convention in facts.conventions} == {"CH"}
    assert {site.kind for site in facts.sites} == {SiteKind.CH, SiteKind.CHU, SiteKind.EPSM}
    assert {post.specialty.split("-")[0].split()[0] for post in facts.posts} == {
        *("Hépato", "Gynécologie", "Pneumologie", "Pédiatrie", "Chirurgie", "Psychiatrie")
    }


def test_vitre_is_about_forty_km_from_its_partners_and_the_way_back_differs() -> None:
    problem = Problem(sample("vitre"), DECEMBER)
    ways = [problem.travel(SiteId("CH"), SiteId(site)) for site in ("CHU", "EPSM")]
    backs = [problem.travel(SiteId(site), SiteId("CH")) for site in ("CHU", "EPSM")]
    for way, back in zip(ways, backs, strict=True):
        assert way is not None
        assert back is not None
        assert 36 <= way.km <= 44
        assert 35 <= back.minutes < way.minutes <= 45


def test_vitre_promises_half_of_each_month_and_of_the_contract_to_the_ch() -> None:
    for convention in sample("vitre").conventions:
        promised = {(m.site, m.period): m.percent for m in convention.minimums}
        assert promised[SiteId("CH"), Period.MONTH] >= 50
        assert promised[SiteId("CH"), Period.CONTRACT] >= 50


def test_vitre_holds_what_makes_december_hard() -> None:
    facts = sample("vitre")
    problem = Problem(facts, DECEMBER)
    conventions = {convention.post: convention for convention in facts.conventions}
    assert {post.half_days_per_week for post in facts.posts} == {8, 10}
    assert sum(convention.split_days for convention in conventions.values()) == 1
    assert {share.percent for c in conventions.values() for share in c.shares} == {40, 45, 50, 55, 60}
    assert {convention.pattern_weeks for convention in conventions.values()} == {1, 2}
    assert {"odd", "even"} <= {need.recurrence.weeks for need in facts.needs}
    assert any("BYDAY=1MO" in need.recurrence.rrule for need in facts.needs)
    assert {absence.kind.value for absence in facts.absences} >= {"annual", "rtt", "training", "recovery"}
    both = [demands for key, demands in problem.demands.items() if key[1:] == (date(2026, 12, 1), Slot.AM)]
    asked = {d.need.service for demands in both for d in demands if d.need.activity == "THEATRE"}
    assert asked == {"CH-VISC", "CHU-VISC"}


def test_vitre_has_a_december_that_keeps_the_law_and_every_promise() -> None:
    outcome = solve(Problem(sample("vitre"), DECEMBER), Settings(gap=0.01))
    assert outcome.report is not None
    assert outcome.report.of_force(Force.LAW) == ()
    broken = {f.about.fact for f in outcome.report.of_force(Force.AGREEMENT)}
    assert broken == {"CHU-VISC-3", "CHU-PNEUMO-2", "CH-GASTRO-2"}  # the three holes that README.md tells


def test_the_district_has_the_posts_of_its_six_groups() -> None:
    pairs = Counter(pair(convention) for convention in sample("rennes_district").conventions)
    assert pairs == {
        ("Haute Bretagne", "chu"): 23,
        ("Haute Bretagne", "ch"): 3,
        ("Rance Émeraude", "chu"): 6,
        ("Armor", "chu"): 6,
        ("Armor", "ch"): 3,
        ("Brocéliande Atlantique", "chu"): 7,
        ("Brocéliande Atlantique", "ch"): 2,
        ("Bretagne Sud", "chu"): 2,
        ("Bretagne Sud", "ch"): 1,
        ("Centre Bretagne", "chu"): 1,
    }


def pair(convention: Convention) -> tuple[str, str]:
    """Hospital group of the employing site, and the kind of the other site."""
    kinds = {site.id: site.kind.value for site in sample("rennes_district").sites}
    other = next(share.site for share in convention.shares if share.site != convention.employer)
    return GROUP_OF[convention.employer], kinds[other]


def test_the_district_falls_into_fourteen_teams_of_two_to_six() -> None:
    sizes = components(sample("rennes_district"))
    assert len(sample("rennes_district").posts) == sum(sizes) == 54
    assert len(sizes) == 14
    assert sizes[0] == 2
    assert sizes[-1] == 6


def test_the_district_asks_for_twenty_six_weeks() -> None:
    facts = sample("rennes_district")
    last = Span(date(2027, 4, 26), date(2027, 5, 2))
    demands = Problem(facts, last).all_demands()
    services = {demand.need.service for demand in demands}
    assert services == {service.id for service in facts.services}
    assert all(convention.end >= last.last for convention in facts.conventions)


def test_every_post_of_the_district_has_leave_in_the_half_year() -> None:
    absent: Counter[PostId] = Counter()
    for absence in sample("rennes_district").absences:
        days = Span(absence.first, absence.last)
        absent[absence.post] += sum(absence.holds(day, half) for day in days for half in HALF_DAYS)
    assert set(absent) == {post.id for post in sample("rennes_district").posts}
    assert all(10 <= half_days <= 50 for half_days in absent.values())


def test_the_generator_writes_the_shipped_folder_again(tmp_path: Path) -> None:
    main(tmp_path)
    shipped = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == shipped
    assert district() == sample("rennes_district")
