"""What every test has."""

import gc

# An application in a terminal is many objects that go all at once. Looking through the young ones at each 700
# costs an eighth of the time of its tests and finds nothing.
gc.set_threshold(50_000, 50, 100)
