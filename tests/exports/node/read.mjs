// Reads an iCalendar file from standard input with ical.js and node-ical, and writes what each of
// them found in it as JSON: for each event its texts, and its start as a day, an instant in UTC, or
// a floating time. The first argument is the folder into which the two were installed.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const installed = createRequire(pathToFileURL(join(folder, "package.json")));
const { default: ICAL } = await import(pathToFileURL(installed.resolve("ical.js")));
const nodeIcal = installed("node-ical");
const file = readFileSync(0, "utf8");

const pad = (number) => String(number).padStart(2, "0");
const day = (year, month, date) => `${year}-${pad(month)}-${pad(date)}`;
const instant = (date) => `${date.toISOString().slice(0, 19)}Z`;

function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents("vevent").map((event) => {
    const value = (name) => event.getFirstPropertyValue(name);
    const start = value("dtstart");
    const floating = start.zone === ICAL.Timezone.localTimezone;
    const said = start.isDate || floating ? start.toString() : instant(start.toJSDate());
    return {
      uid: value("uid"),
      sequence: value("sequence"),
      status: value("status"),
      summary: value("summary"),
      description: value("description"),
      location: value("location") ?? "",
      start: said,
    };
  });
}

function byNodeIcal() {
  const events = Object.values(nodeIcal.sync.parseICS(file)).filter((one) => one.type === "VEVENT");
  return events.map((event) => {
    const { start } = event;
    const local = day(start.getFullYear(), start.getMonth() + 1, start.getDate());
    const clock = [start.getHours(), start.getMinutes(), start.getSeconds()].map(pad).join(":");
    const floating = start.tz === undefined ? `${local}T${clock}` : instant(start);
    return {
      uid: event.uid,
      sequence: Number(event.sequence),
      status: event.status,
      summary: event.summary,
      description: event.description,
      location: event.location ?? "",
      start: start.dateOnly ? local : floating,
    };
  });
}

const found = { "ical.js": byIcalJs(), "node-ical": byNodeIcal() };
process.stdout.write(JSON.stringify(found));
