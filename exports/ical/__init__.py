"""Calendar files for phones and calendar programs (iCalendar, RFC 5545)."""

from exports.ical.files import write_calendars

__all__ = ["write_calendars"]
