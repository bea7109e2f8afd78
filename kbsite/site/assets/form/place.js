// Where a new record goes: the controls for its folder and name, and the path that follows.

import { language, made, say } from "./dom.js";

/** @typedef {import("./check.js").Data} Data */
/** @typedef {import("./saying.js").Problem} Problem */

/** @type {Record<string, string>} */
const FOLDERS = { speaker: "speakers", technique: "techniques", source: "sources" };
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * @param {string} kind
 * @param {Record<string, string>} place
 * @param {Record<string, any>} form
 */
export function pathOf(kind, place, form) {
  if (kind === "event") return `talks/${place.name || "_"}/event.yml`;
  if (kind !== "talk") return `talks/${FOLDERS[kind]}/${place.name || "_"}.yml`;
  const code = slug(String(form.code ?? ""));
  return `talks/${place.event || "_"}/${[code, place.name].filter(Boolean).join("-") || "_"}.yml`;
}

/** @param {string} words */
export const slug = (words) => words.normalize("NFKD").toLowerCase().replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");

/**
 * What is wrong with where a record would go.
 * @param {Data} data
 * @param {string} kind
 * @param {string} path
 * @returns {Problem[]}
 */
export function misplaced(data, kind, path) {
  const steps = path.split("/");
  const [folder, stem] = [steps[1], steps[2].replace(/\.yml$/, "")];
  const name = kind === "event" ? folder : stem;
  /** @type {Problem[]} */
  const found = [];
  if (kind === "talk" && folder === "_") found.push(problem("event", ["form.no_event"], null));
  if (!ID.test(name)) found.push(problem("name", name === "_" ? ["form.no_name"] : ["entries.BAD_NAME", { name }], ["entries.GOOD_NAME"]));
  else if (folder.length + stem.length >= 100) found.push(problem("name", ["entries.BAD_NAME", { name }], ["file.SHORTER"]));
  if (data.paths.includes(path)) found.push(problem("name", ["form.taken", { path }], ["load.RENAME_ONE"]));
  return found;
}

/**
 * @param {string} field
 * @param {import("./saying.js").Saying} message
 * @param {import("./saying.js").Saying | null} cure
 * @returns {Problem}
 */
const problem = (field, message, cure) => ({ path: ["(place)", field], rule: "file-name", message, cure, severity: "error" });

/**
 * @param {Data} data
 * @param {string} kind
 * @param {Record<string, string>} place
 * @param {() => void} changed
 */
export function placeControls(data, kind, place, changed) {
  const box = made("fieldset", { className: "kb-field kb-field-group kb-place" }, made("legend", {}, say("place")));
  const path = made("output", { className: "kb-place-path", id: "kb-f-(place)-path" });
  if (kind === "talk") {
    const events = Object.entries(data.events).map(([id, event]) => made("option", { value: id }, /** @type {any} */ (event).name[language]));
    const select = made("select", { id: "kb-f-(place)-event", "aria-describedby": "kb-f-(place)-event-problems" }, ...(events.length > 1 ? [made("option", { value: "" }, say("choose"))] : []), ...events);
    if (events.length === 1 && !place.event) place.event = Object.keys(data.events)[0];
    select.value = place.event ?? "";
    select.addEventListener("input", () => { place.event = select.value; changed(); });
    box.append(made("label", { for: select.id }, say("event")), select, made("ul", { className: "kb-field-problems", id: `${select.id}-problems`, hidden: true }));
  }
  const name = made("input", { id: "kb-f-(place)-name", type: "text", autocomplete: "off", spellcheck: false, autocapitalize: "none", value: place.name ?? "", "aria-describedby": "kb-f-(place)-name-hint kb-f-(place)-name-problems" });
  name.addEventListener("input", () => { place.name = name.value.trim(); place.own = name.value ? "yes" : ""; changed(); });
  box.append(
    made("label", { for: name.id }, say(`name_${kind}`)), made("p", { className: "kb-field-hint", id: `${name.id}-hint` }, say(`name_${kind}_hint`)), name,
    made("ul", { className: "kb-field-problems", id: `${name.id}-problems`, hidden: true }), made("p", { className: "kb-field-hint" }, say("path"), " ", path));
  return { box, path, name };
}
