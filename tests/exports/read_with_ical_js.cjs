// Reads a calendar from standard input with ical.js, the reader of Thunderbird and Nextcloud, believing
// only the time zones in it, and prints both ends of each event in UTC by UID.
const ICAL = require("ical.js").default ?? require("ical.js");
const root = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const found = {};
for (const part of root.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(part);
  const text = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());
  found[event.uid] = [text(event.startDate), text(event.endDate)];
}
console.log(JSON.stringify(found));
