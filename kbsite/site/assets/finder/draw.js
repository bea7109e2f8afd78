// What was found to elements. Texts become text nodes, never HTML.

/** @typedef {import("./finder.js").Finder} Finder */
/** @typedef {import("./finder.js").Hit} Hit */
/** @typedef {import("./finder.js").Excerpt} Excerpt */
/** @typedef {import("./finder.js").Results} Results */

const MOST_WORDS = 8;
const QUIET = 600;

/**
 * What tells a text to those who listen, once nothing newer has come for a while.
 * @param {HTMLElement} place
 * @returns {(text: string) => void}
 */
export function teller(place) {
  let waiting = 0;
  return (text) => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => { place.textContent = text; }, QUIET);
  };
}

/**
 * An element with attributes and contents; undefined attributes are left out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | undefined>} [attributes]
 * @param {...(Node | string)} contents
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...contents) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...contents);
  return element;
}

/**
 * A button that does something.
 * @param {string} text
 * @param {() => void} act
 * @param {string} [style]
 */
export function button(text, act, style = "kb-find-button") {
  const element = make("button", { type: "button", class: style }, text);
  element.addEventListener("click", act);
  return element;
}

/**
 * A text with some places marked.
 * @param {string} text
 * @param {[number, number][]} marks
 */
export function marked(text, marks) {
  const found = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of marks) {
    found.append(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  found.append(text.slice(at));
  return found;
}

/**
 * Where a hit leads: its section, with the words to mark there.
 * @param {Finder} finder
 * @param {Hit} hit
 * @param {Results} results
 * @param {Excerpt} [excerpt]
 */
export function address(finder, hit, results, excerpt) {
  const target = new URL(hit.url, finder.root);
  if (!target.hash && excerpt?.anchor) target.hash = excerpt.anchor;
  for (const word of toMark(hit, results, excerpt)) target.searchParams.append("h", word);
  return target.href;
}

/**
 * The words marked in a hit as they stand there, and those of the query as they were typed.
 * @param {Hit} hit
 * @param {Results} results
 * @param {Excerpt} [excerpt]
 */
function toMark(hit, results, excerpt) {
  const shown = (/** @type {string} */ text, /** @type {[number, number][]} */ marks) => marks.map(([start, end]) => text.slice(start, end).toLowerCase());
  const typed = results.text.toLowerCase();
  const words = [...shown(hit.title, hit.marks), ...(excerpt ? shown(excerpt.text, excerpt.marks) : []), ...results.words.filter((word) => typed.includes(word))];
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/**
 * The language of a hit, where it is not the page's.
 * @param {Finder} finder
 * @param {Hit} hit
 */
export function badge(finder, hit) {
  const { language = "", languages = {} } = finder.start ?? {};
  return hit.language && hit.language !== language ? [make("span", { class: "kb-find-language", lang: hit.language }, languages[hit.language] ?? hit.language)] : [];
}

/**
 * The piece of text around the words found, under the heading it stands under.
 * @param {Excerpt} excerpt
 * @returns {(Node | string)[]}
 */
export function context(excerpt) {
  const heading = excerpt.heading ? [make("b", {}, excerpt.heading), " "] : [];
  return excerpt.text ? [...heading, marked(excerpt.text, excerpt.marks)] : heading;
}

/**
 * What was done to find it, and the way back to what was typed.
 * @param {Finder} finder
 * @param {HTMLElement} place
 * @param {Results} results
 * @param {() => void} literally
 */
export function showNotes(finder, place, results, literally) {
  place.replaceChildren();
  for (const note of results.notes) place.append(make("span", {}, finder.say(`note_${note.kind}`, { typed: note.typed, found: note.found })), " ");
  if (results.notes.some(({ kind }) => kind !== "initials")) place.append(button(finder.say("literally", { typed: results.text.trim() }), literally));
  place.hidden = !results.notes.length;
}

/**
 * Subjects that many talks have, as links.
 * @param {Finder} finder
 */
export function popular(finder) {
  const chips = (finder.start?.popular ?? []).map(({ kind, title, url }) =>
    make("li", {}, make("a", { class: `kb-chip kb-chip-${kind}`, href: new URL(url, finder.root).href }, title)));
  return chips.length ? [make("p", { class: "kb-label" }, finder.say("popular")), make("ul", { class: "kb-chips" }, ...chips)] : [];
}

/**
 * What to say where nothing was found.
 * @param {Finder} finder
 * @param {Results} results
 * @param {(text: string) => void} search
 */
export function nothing(finder, results, search) {
  const near = (results.suggestions ?? []).map((word) => make("li", {}, button(word, () => search(word), "kb-chip")));
  const text = results.text.trim();
  return [
    make("p", { class: "kb-find-none" }, text ? finder.say("none", { text }) : finder.say("none_chosen")),
    ...(near.length ? [make("p", { class: "kb-label" }, finder.say("near")), make("ul", { class: "kb-chips" }, ...near)] : []),
    make("p", { class: "kb-quiet" }, finder.say("none_help")),
    ...popular(finder),
  ];
}

/**
 * What to say where the search could not be loaded: `words` are of the page, since those of the search may be missing.
 * @param {HTMLElement} words
 * @param {() => void} again
 */
export function failure(words, again) {
  const { failed = "", again: label = "" } = words.dataset;
  return [make("p", { class: "kb-find-none", role: "alert" }, failed), button(label, again, "kb-action")];
}
