"""What has been read of a folder so far: later files refer to it."""

from dataclasses import dataclass, field

from rota.model.facts import (
    Absence,
    Activity,
    Convention,
    DutyLine,
    Need,
    OpeningBalance,
    Post,
    Service,
    Site,
    Travel,
    Wish,
)
from rota.sites.codes import LONG_CODE_CHARACTERS_MAX, Codes
from rota.sites.faults import Faults
from rota.sites.schema import ABSENCES, DUTY, NEEDS, POSTS, SERVICES, SITES, WISHES
from rota.words import Text


@dataclass
class Known:
    """The items of a folder, by kind, and the faults met."""

    faults: Faults = field(default_factory=Faults)
    name: str = ""
    sites: Codes[Site] = field(default_factory=lambda: Codes(Text("un site", "a site"), SITES))
    travels: dict[tuple[str, str], Travel] = field(default_factory=dict)
    travels_blind: bool = False
    """Some way could not be read: a missing one may be it."""
    missing_ways: set[tuple[str, str]] = field(default_factory=set)
    """Ways already told as missing."""
    services: Codes[Service] = field(default_factory=lambda: Codes(Text("un service", "a service"), SERVICES))
    activities: Codes[Activity] = field(
        default_factory=lambda: Codes(Text("une activité", "an activity"), SERVICES)
    )
    lines: Codes[DutyLine] = field(
        default_factory=lambda: Codes(Text("une ligne de garde ou d’astreinte", "a duty line"), DUTY)
    )
    posts: Codes[Post] = field(default_factory=lambda: Codes(Text("un poste", "a post"), POSTS))
    conventions: dict[str, Convention] = field(default_factory=dict)
    """The sound ones, by post."""
    needs: Codes[Need] = field(
        default_factory=lambda: Codes(Text("un besoin", "a need"), NEEDS, LONG_CODE_CHARACTERS_MAX)
    )
    absences: Codes[Absence] = field(
        default_factory=lambda: Codes(Text("une absence", "an absence"), ABSENCES, LONG_CODE_CHARACTERS_MAX)
    )
    wishes: Codes[Wish] = field(
        default_factory=lambda: Codes(Text("un souhait", "a wish"), WISHES, LONG_CODE_CHARACTERS_MAX)
    )
    balances: dict[str, OpeningBalance] = field(default_factory=dict)

    def lose(self, file: str) -> None:
        """What ``file`` should have named is not known: references to it are held against nobody."""
        if file == SITES:
            self.sites.blind = self.travels_blind = True
        elif file == SERVICES:
            self.services.blind = self.activities.blind = True
        elif file == DUTY:
            self.lines.blind = True
        elif file == POSTS:
            self.posts.blind = True
