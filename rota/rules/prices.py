"""What breaking each soft rule costs, in one place so that prices can be compared.

A price is paid for each step of excess. The ladder: the convention before the needs of a service, the
needs before good practice, good practice before wishes. Nothing here has a legal meaning.
"""

CONVENTION = 2_000
"""A step of what the hospitals have agreed: half a day of share, a split day, a duty over its cap."""
HOLE = 600
"""A doctor missing under the minimum of a need."""
SERVICE_OWED = 500
"""A half-day of the week's service not done, or done beyond it."""
DUTY_ASKED = 400
"""A duty of a line that was asked of the shared posts and is not taken."""
WEEKEND = 450
"""A week-end with duty above the number of the month: more than the duty that was asked."""
PACE = 150
"""An hour above the weekly ceiling at the pace of the plan: half a day of it costs more than a hole."""
FOLLOW_UP = 150
"""A patient operated on and not seen again in time."""
DEBT = 200
"""A half-day owed to a site and not given back: more than the split of the contract, less than a need."""
CONTRACT_SHARE = 80
"""A half-day between a site's share and its part of the contract, above its minimum."""
SHORT = 60
"""A doctor missing under the ideal of a need."""
SURPLUS = 50
"""A doctor above the ideal of a need."""
CHANGED_SITE = 60
"""A published half-day moved to another site, or given or taken away."""
CHANGED_WORK = 20
"""A published half-day that keeps its site and changes its activity."""
FAIRNESS = 30
"""A duty between the posts that have done the most and the least."""
SPACING = 40
"""Two duties nearer than the spacing asked, or two week-ends on duty in a row."""
STAFF_MEETING = 20
"""A staff meeting missed, under the number asked."""
SPLIT_DAY = 24
"""A morning at one site and the afternoon at another, where the convention allows it."""
SITE_CHANGE = 8
"""Two working days in a row at two sites."""
NIGHT_AWAY = 6
"""A night on duty far from home."""
NEEDLESS_REMOTE = 10
"""A meeting attended from elsewhere by a doctor who is at its site that day."""
REGULARITY = 5
"""A weekday that changes site from one week (or pair of weeks) to the next."""
WISH_BY_GRADE = {1: 4, 2: 12, 3: 36}
"""A wish not kept: would like, wants, insists."""
