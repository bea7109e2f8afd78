// The page on which records are written: what to add or mend, and then the form for it.

import { announce, host, language, made, say } from "./dom.js";
import { drop, drafts } from "./draft.js";
import { Editor } from "./editor.js";
import { nearest } from "./nearest.js";
import { go } from "./results.js";

/** @typedef {import("./check.js").Data} Data */

const KINDS = ["talk", "speaker", "technique", "source", "event"];

/** @param {string} path */
function kindOf(path) {
  const [, folder, name] = path.split("/");
  return { speakers: "speaker", techniques: "technique", sources: "source" }[folder] ?? (name === "event.yml" ? "event" : "talk");
}

/** @param {string} name */
async function fetched(name) {
  const answer = await fetch(new URL(host.dataset.kbData + name, location.href));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** @param {Data} data @param {string} [unknown] a record that was asked for and is not there */
function choose(data, unknown) {
  const add = KINDS.map((kind) => made("li", {}, made("a", { className: "kb-action", href: `?new=${kind}` }, say(`new_${kind}`))));
  const input = made("input", { id: "kb-edit", name: "edit", type: "text", list: "kb-list-paths", autocomplete: "off", spellcheck: false, value: unknown ?? "" });
  const wrong = made("p", { id: "kb-edit-wrong", className: "kb-field-problem", role: "alert" });
  input.setAttribute("aria-describedby", "kb-edit-wrong");
  const form = made("form", { className: "kb-choose-edit" }, made("label", { for: "kb-edit" }, say("which")), input, made("button", { type: "submit", className: "kb-action" }, say("open")), wrong);
  form.addEventListener("submit", (event) => {
    const path = pathNamed(data, input.value.trim());
    if (path) { input.value = path; return; }
    event.preventDefault();
    wrong.textContent = missing(data, input.value);
  });
  if (unknown) wrong.textContent = missing(data, unknown);
  const kept = drafts().map((name) => {
    const address = name.startsWith("new-") ? `?new=${name.slice(4)}` : `?edit=${encodeURIComponent(name)}`;
    const button = made("button", { type: "button", className: "kb-action" }, say("discard"));
    const item = made("li", {}, made("a", { href: address }, name.startsWith("new-") ? say(`new_${name.slice(4)}`) : name), " ", button);
    button.addEventListener("click", () => { drop(name); item.remove(); announce(say("discarded")); });
    return item;
  });
  host.replaceChildren(
    made("section", {}, made("h2", {}, say("add_title")), made("ul", { className: "kb-actions" }, ...add)),
    made("section", {}, made("h2", {}, say("mend_title")), form, made("datalist", { id: "kb-list-paths" }, ...offered(data))),
    ...(kept.length ? [made("section", {}, made("h2", {}, say("drafts")), made("ul", { className: "kb-drafts" }, ...kept))] : []));
}

/** @param {Data} data */
function offered(data) {
  const names = new Map(Object.values(data.records).flat().map(([id, ko, en]) => [id, language === "ko" ? ko : en]));
  return data.paths.filter((path) => editable(path)).map((path) => {
    const [, folder, name] = path.replace(/\.yml$/, "").split("/");
    return made("option", { value: path }, names.get(kindOf(path) === "talk" ? `${folder}-${name}` : name) ?? folder);
  });
}

/** @param {string} path */
const editable = (path) => path.startsWith("talks/") && path.split("/").length === 3;

/** @param {Data} data @param {string} words a path, or an id */
function pathNamed(data, words) {
  return data.paths.find((path) => editable(path) && (path === words || path.endsWith(`/${words}.yml`) || path.replace(/^talks\/(.*)\/(.*)\.yml$/, "$1-$2") === words)) ?? "";
}

/** @param {Data} data @param {string} words */
function missing(data, words) {
  const near = nearest(words, data.paths.filter(editable));
  return say("no_such", { path: words }) + (near ? ` ${say("meant", { path: near })}` : "");
}

async function open() {
  const asked = new URLSearchParams(location.search);
  const kind = asked.get("new") ?? "";
  const wanted = asked.get("edit") ?? "";
  host.setAttribute("aria-busy", "true");
  try {
    /** @type {Data} */
    const data = await fetched("data.json");
    data.words = { ...data.words, ...Object.fromEntries(["no_event", "no_name", "taken"].map((key) => [`form.${key}`, { ko: say(key, { path: "{path}" }), en: say(key, { path: "{path}" }) }])) };
    const path = wanted && pathNamed(data, wanted);
    if (path) new Editor(data, kindOf(path), path, await fetched(path.replace(/\.yml$/, ".json")));
    else if (KINDS.includes(kind)) new Editor(data, kind, "", null);
    else choose(data, wanted);
    const field = asked.get("field");
    if (field) go(document.getElementById(`kb-f-${field}`));
  } catch (error) {
    host.replaceChildren(made("p", { className: "kb-field-problem", role: "alert" }, say("not_loaded", { why: error instanceof Error ? error.message : String(error) })));
  }
  host.removeAttribute("aria-busy");
}

open();
