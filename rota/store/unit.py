"""One unit of work: all the store can do within one transaction."""

from collections.abc import Callable

from sqlalchemy import Connection

from rota.clock import Clock
from rota.store.attendance import Attendance
from rota.store.facts import FactsVersions
from rota.store.feeds import Feeds
from rota.store.ledger import Ledger
from rota.store.plans import Plans


class Unit:
    """What a function given to :meth:`rota.store.Store.run` works with."""

    def __init__(self, connection: Connection, clock: Clock, salts: Callable[[], bytes]) -> None:
        self.connection = connection
        """For queries of one's own; tables are in :mod:`rota.store.tables`."""
        self.ledger = Ledger(connection, clock, salts)
        """The journal, within this transaction."""
        self.facts = FactsVersions(connection, clock)
        self.plans = Plans(connection, clock)
        self.attendance = Attendance(connection, clock)
        self.feeds = Feeds(connection, clock)
