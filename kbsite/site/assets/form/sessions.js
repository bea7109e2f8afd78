// What is wrong with when and where a talk is held, and with the timetable of an event.

import { nearest } from "./nearest.js";
import { problem } from "./shape.js";
import { isLanguage } from "./walk.js";

/** @typedef {import("./check.js").Look} Look */
/** @typedef {import("./saying.js").Saying} Saying */

const STANDS = "talk-stands-in-its-event";
const SOUND = "event-is-sound";

/** @param {Look} look */
export function* checkTalk(look) {
  yield* titled(look);
  yield* named(look);
  yield* placed(look);
  yield* noted(look);
}

/** @param {Look} look */
function* titled({ data, record, path, id }) {
  const spoken = record.language ?? "ko";
  if (record.title === undefined) return;
  /** @type {Record<string, string>} */
  const titles = typeof record.title === "string" ? { [record.language ?? data.languages.first]: record.title } : record.title;
  if (![spoken, ...Object.keys(titles)].every((language) => isLanguage(data.languages.codes, language))) return;
  const listed = record.official_title ? [record.official_title].flat() : [];
  for (const [index, language] of (listed.length ? listed : [spoken]).entries()) {
    if (titles[language] === undefined) {
      yield problem(listed.length ? ["official_title", index] : ["title"], "official-title-is-given", ["official-title-is-given.ABSENT", { language }],
        ["official-title-is-given.ADD", { language }]);
    }
  }
  for (const title of Object.values(titles)) {
    const other = data.titles[`${path.split("/")[1]} ${[...title.toLowerCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).join("")}`];
    if (other && other !== id) {
      yield problem(["title"], "title-is-unique", ["title-is-unique.TWICE", { other }], ["title-is-unique.MERGE"], "warning");
      break;
    }
  }
}

/** @param {Look} look */
function* named({ record, path }) {
  const code = String(record.code ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const name = path.split("/").pop() ?? "";
  if (code && !(name.startsWith(`${code}-`) || name.startsWith(`${code}.`))) {
    yield problem(["code"], "file-name-begins-with-code", ["file-name-begins-with-code.OTHER", { code: record.code, name }],
      ["file-name-begins-with-code.RENAME", { code }]);
  }
}

/** @param {Look} look */
function* placed({ data, record, path }) {
  const [, folder] = path.split("/");
  const event = data.events[folder];
  const slot = event?.slots.find(([date, number]) => date === record.date && number === Number(record.slot));
  if (event) {
    if (record.date && !event.days.includes(record.date)) {
      yield problem(["date"], STANDS, [`${STANDS}.OUTSIDE`, { date: record.date, event: folder }], [`${STANDS}.DAYS`, { days: event.days.join(", ") }]);
    }
    if (!record.date && (record.start || record.slot)) yield problem([record.start ? "start" : "slot"], STANDS, [`${STANDS}.NO_DATE`], [`${STANDS}.ADD_DATE`]);
    if (record.track && !event.tracks.includes(record.track)) {
      const near = nearest(record.track, event.tracks);
      yield problem(["track"], STANDS, [`${STANDS}.NO_TRACK`, { track: record.track }],
        near ? ["suggest.DID_YOU_MEAN", { name: near }] : [`${STANDS}.TRACKS`, { tracks: event.tracks.join(", ") || "-" }]);
    }
    if (record.slot && event.days.includes(record.date)) yield* inSlot(record, slot);
  }
  const [start, end] = [record.start ?? slot?.[2], record.end ?? slot?.[3]];
  if ((record.start || record.end) && start && end && end <= start) {
    yield problem([record.end ? "end" : "start"], STANDS, [`${STANDS}.BACKWARDS`, { start, end }], [`${STANDS}.SWAP`]);
  }
}

/**
 * @param {Record<string, any>} record
 * @param {[string, number, string, string] | undefined} slot
 */
function* inSlot(record, slot) {
  if (!slot) {
    yield problem(["slot"], STANDS, [`${STANDS}.NO_SLOT`, { slot: Number(record.slot), date: record.date }], [`${STANDS}.ADD_SLOT`]);
    return;
  }
  for (const [key, theirs] of [["start", slot[2]], ["end", slot[3]]]) {
    if (record[key] && theirs && record[key] !== theirs) {
      yield problem([key], STANDS, [`${STANDS}.OTHER_TIME`, { key, talk: record[key], slot: Number(record.slot), event: theirs }], [`${STANDS}.LEAVE_OUT`]);
    }
  }
}

/** @param {Look} look */
function* noted({ data, record, path }) {
  for (const [index, use] of (record.techniques ?? []).entries()) {
    if (use.note && !use.source) {
      yield problem(["techniques", index, "note"], "note-has-source", ["note-has-source.UNSOURCED", { id: use.id }], ["note-has-source.ADD"]);
    }
  }
  const slot = data.events[path.split("/")[1]]?.slots.find(([date, number]) => date === record.date && number === Number(record.slot));
  /** @type {Record<string, unknown>} */
  const held = { ...record, start: record.start ?? slot?.[2], end: record.end ?? slot?.[3] };
  for (const [index, field] of [record.inferred ?? []].flat().entries()) {
    if (!held[field]) {
      yield problem(["inferred", index], "inferred-field-is-given", ["inferred-field-is-given.ABSENT", { field }], ["inferred-field-is-given.ADD", { field }]);
    }
  }
  let last = -1;
  for (const [index, { at = "" }] of (record.chapters ?? []).entries()) {
    if (!/^[\d:]+$/.test(at)) continue;
    const now = at.split(":").reduce((/** @type {number} */ total, /** @type {string} */ part) => total * 60 + Number(part), 0);
    if (now <= last) yield problem(["chapters", index, "at"], "chapters-are-in-order", ["chapters-are-in-order.EARLIER", { at }], ["chapters-are-in-order.SORT"]);
    last = Math.max(last, now);
  }
}

/** @param {Look} look */
export function* checkEvent({ data, record }) {
  if (record.time_zone && data.zones.length && !data.zones.includes(record.time_zone)) {
    const near = nearest(record.time_zone, data.zones);
    yield problem(["time_zone"], SOUND, [`${SOUND}.NO_ZONE`, { zone: record.time_zone }], near ? ["suggest.DID_YOU_MEAN", { name: near }] : [`${SOUND}.ZONES`]);
  }
  const seen = new Set();
  for (const [path, what] of everyName(record)) {
    if (Object.values(what[1] ?? {}).some((value) => value === undefined || Number.isNaN(value))) continue;
    const name = JSON.stringify(what);
    if (seen.has(name)) yield problem(path, SOUND, [`${SOUND}.TWICE`, { what }], [`${SOUND}.KEEP_ONE`]);
    seen.add(name);
  }
  const days = (record.days ?? []).map((/** @type {any} */ day) => day.date);
  for (const [index, slot] of (record.slots ?? []).entries()) {
    if (slot.date && !days.includes(slot.date)) yield problem(["slots", index, "date"], SOUND, [`${SOUND}.OUTSIDE`, { date: slot.date }], [`${SOUND}.ADD_DAY`]);
    if (slot.start && slot.end && slot.end <= slot.start) {
      yield problem(["slots", index, "end"], SOUND, [`${SOUND}.BACKWARDS`, { start: slot.start, end: slot.end }], [`${SOUND}.CORRECT`]);
    }
  }
}

/**
 * @param {Record<string, any>} record
 * @returns {Generator<[(string | number)[], Saying]>}
 */
function* everyName(record) {
  for (const [index, day] of (record.days ?? []).entries()) yield [["days", index, "date"], [`${SOUND}.DAY`, { date: day.date }]];
  for (const [index, track] of (record.tracks ?? []).entries()) yield [["tracks", index, "id"], [`${SOUND}.TRACK`, { id: track.id }]];
  for (const [index, slot] of (record.slots ?? []).entries()) {
    yield [["slots", index, "number"], [`${SOUND}.SLOT`, { date: slot.date, number: Number(slot.number) }]];
  }
  for (const [index, route] of (record.routes ?? []).entries()) yield [["routes", index, "id"], [`${SOUND}.ROUTE`, { id: route.id }]];
}
