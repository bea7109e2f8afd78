// Fields of a part of a record as controls: every change is put into the form's values at once.

import { announce, idOf, language, made, say } from "./dom.js";
import { fieldsOf, isText, LISTS } from "./schema.js";

/** @typedef {import("./schema.js").Field} Field */
/** @typedef {import("./schema.js").Definitions} Definitions */
/** @typedef {(string | number)[]} Path */
/**
 * @typedef {object} Form
 * @property {Definitions} definitions
 * @property {string[]} languages in which texts can be written
 * @property {(field: Field, path: Path) => string} suggestions id of the list of what may be meant; empty where there is none
 * @property {() => void} changed
 */

const CLOSED = new Set(["part", "parts", "ids", "lines", "choices", "languages", "prose"]);
/** What nearly every record has: nobody should have to look for it. */
const USUAL = new Set(["speakers", "abstract", "links", "tags"]);

/**
 * Controls for every field of a part.
 * @param {Form} form
 * @param {string} part
 * @param {Record<string, any>} values
 * @param {Path} path
 * @returns {HTMLElement[]}
 */
export function controls(form, part, values, path) {
  return fieldsOf(form.definitions, part).map((field) => {
    const filled = holds(values[field.key]);
    const body = control(form, field, values, [...path, field.key]);
    return path.length || field.required || !CLOSED.has(field.kind) ? body : folded(field, values[field.key], filled, body);
  });
}

/** @param {any} value @returns {boolean} */
const holds = (value) => (typeof value === "object" && value ? Object.values(value).some(holds) : Boolean(value));

/**
 * A control behind its name, open where it holds something or usually would.
 * @param {Field} field
 * @param {any} value
 * @param {boolean} filled
 * @param {HTMLElement} body
 */
function folded(field, value, filled, body) {
  const count = Array.isArray(value) && value.length ? made("span", { className: "kb-field-count" }, String(value.length)) : null;
  const summary = made("summary", {}, made("span", {}, field.name[language]), made("code", {}, field.key), count);
  return made("details", { className: "kb-fold", open: filled || USUAL.has(field.key) }, summary, body);
}

/**
 * @param {Form} form
 * @param {Field} field
 * @param {Record<string, any>} values
 * @param {Path} path
 * @returns {HTMLElement}
 */
function control(form, field, values, path) {
  if (field.kind === "choices") return choices(form, field, values, path);
  if (LISTS.has(field.kind)) return list(form, field, values, path);
  if (field.kind === "part") {
    values[field.key] ??= {};
    return group(field, path, ...controls(form, field.part, values[field.key], path));
  }
  if (isText(field.kind)) return text(form, field, values, path);
  const id = idOf(path);
  const input = single(form, field, values[field.key], path, (value) => { values[field.key] = value; });
  return made("div", { className: "kb-field" }, label(field, id), hint(field, id), input, problems(id));
}

/**
 * @param {Field} field
 * @param {string} id
 */
const label = (field, id) => made("label", { for: id }, ...title(field));

/** @param {Field} field */
const title = (field) => [
  made("span", {}, field.name[language]), " ", made("code", {}, field.key), field.required ? made("span", { className: "kb-needed" }, say("needed")) : null,
].filter((one) => one !== null);

/**
 * @param {Field} field
 * @param {string} id
 */
function hint(field, id) {
  const example = field.part || typeof field.example === "object" ? "" : ` ${say("example", { example: String(field.example) })}`;
  return made("p", { className: "kb-field-hint", id: `${id}-hint` }, field.says[language] + example);
}

/** @param {string} id */
const problems = (id) => made("ul", { className: "kb-field-problems", id: `${id}-problems`, hidden: true });

/**
 * @param {Field} field
 * @param {Path} path
 * @param {HTMLElement[]} body
 */
function group(field, path, ...body) {
  const id = idOf(path);
  const set = made("fieldset", { className: "kb-field kb-field-group", id, tabIndex: -1, "aria-describedby": `${id}-hint ${id}-problems` });
  set.append(made("legend", {}, ...title(field)), hint(field, id), ...body, problems(id));
  return set;
}

/**
 * One value.
 * @param {Form} form
 * @param {Field} field
 * @param {any} value
 * @param {Path} path
 * @param {(value: string) => void} take
 * @param {string} [name] for those who cannot see what it belongs to
 */
function single(form, field, value, path, take, name) {
  const id = idOf(path);
  const common = { id, "aria-describedby": `${id.replace(/-\d+$/, "")}-hint ${id}-problems`, "aria-label": name, "aria-required": field.required ? "true" : null };
  const kind = field.kind.replace(/s$/, "");
  /** @type {HTMLInputElement | HTMLSelectElement} */
  let input;
  if (kind === "choice" || kind === "flag") {
    const offered = kind === "flag" ? ["true", "false"] : Object.keys(field.choices);
    const none = made("option", { value: "" }, field.initial === undefined ? say("choose") : say("initial", { value: chosen(field, String(field.initial)) }));
    input = made("select", common, none, ...offered.map((one) => made("option", { value: one }, chosen(field, one))));
  } else {
    const mode = { whole: "numeric", url: "url" }[kind] ?? "text";
    const machine = ["id", "url", "date", "clock", "whole", "language"].includes(kind);
    const list = form.suggestions(field, path);
    const shown = { date: "2016-10-25", clock: "09:30", url: "https://" }[kind] ?? "";
    input = made("input", { ...common, type: "text", inputMode: mode, autocomplete: "off", spellcheck: !machine, autocapitalize: machine ? "none" : "sentences", placeholder: shown, list: list || null });
  }
  input.value = value ?? "";
  input.addEventListener("input", () => { take(input.value); form.changed(); });
  return input;
}

/**
 * @param {Field} field
 * @param {string} value
 */
function chosen(field, value) {
  const words = field.choices[value]?.[language] ?? (value === "true" ? say("yes") : value === "false" ? say("no") : "");
  return words ? `${words} (${value})` : value;
}

/**
 * A text, with a box for each language.
 * @param {Form} form
 * @param {Field} field
 * @param {Record<string, any>} values
 * @param {Path} path
 */
function text(form, field, values, path) {
  values[field.key] ??= {};
  return group(field, path, made("div", { className: `kb-texts kb-texts-${field.kind}` }, ...boxes(form, field, values[field.key], path)));
}

/**
 * @param {Form} form
 * @param {Field} field
 * @param {Record<string, string>} value
 * @param {Path} path
 */
function boxes(form, field, value, path) {
  return [...new Set([...form.languages, ...Object.keys(value)])].map((tag) => {
    const id = idOf([...path, tag]);
    const described = `${idOf(path)}-hint ${idOf(path)}-problems`;
    const box = field.kind === "prose"
      ? made("textarea", { id, lang: tag, rows: 4, "aria-describedby": described })
      : made("input", { id, lang: tag, type: "text", autocomplete: "off", "aria-describedby": described });
    box.value = value[tag] ?? "";
    box.addEventListener("input", () => { value[tag] = box.value; form.changed(); });
    return made("div", { className: "kb-text" }, made("label", { for: id }, named(tag)), box);
  });
}

/** @param {string} tag */
function named(tag) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/**
 * Boxes to tick.
 * @param {Form} form
 * @param {Field} field
 * @param {Record<string, any>} values
 * @param {Path} path
 */
function choices(form, field, values, path) {
  const ticked = new Set(values[field.key] ?? []);
  const ticks = Object.keys(field.choices).map((one) => {
    const box = made("input", { type: "checkbox", checked: ticked.has(one) });
    box.addEventListener("change", () => {
      if (box.checked) ticked.add(one); else ticked.delete(one);
      values[field.key] = Object.keys(field.choices).filter((each) => ticked.has(each));
      form.changed();
    });
    return made("label", { className: "kb-tick" }, box, " ", chosen(field, one));
  });
  return group(field, path, made("div", { className: "kb-ticks" }, ...ticks));
}

/**
 * Values or parts that can be added, moved and taken away.
 * @param {Form} form
 * @param {Field} field
 * @param {Record<string, any>} values
 * @param {Path} path
 */
function list(form, field, values, path) {
  values[field.key] ??= [];
  const entries = values[field.key];
  const rows = made("ol", { className: `kb-entries${field.part ? " kb-entries-parts" : ""}` });
  const add = made("button", { type: "button", className: "kb-action kb-add" }, say("add", { what: field.name[language] }));
  add.addEventListener("click", () => {
    entries.push(field.part ? {} : "");
    draw(entries.length - 1);
    announce(say("added", { number: entries.length, what: field.name[language] }));
    form.changed();
  });

  /** @param {number} index @param {number} by */
  function move(index, by) {
    const [one] = entries.splice(index, 1);
    entries.splice(index + by, 0, one);
    draw(-1);
    /** @type {HTMLElement | null} */ (rows.children[index + by]?.querySelector(by < 0 ? ".kb-up" : ".kb-down"))?.focus();
    announce(say("moved", { number: index + by + 1, count_of: entries.length }));
    form.changed();
  }

  /** @param {number} index */
  function remove(index) {
    entries.splice(index, 1);
    draw(-1);
    const next = rows.children[Math.min(index, entries.length - 1)]?.querySelector(".kb-remove") ?? add;
    /** @type {HTMLElement} */ (next).focus();
    announce(say("removed", { left: entries.length }));
    form.changed();
  }

  /** @param {number} focused the row to go to; none if negative */
  function draw(focused) {
    rows.replaceChildren(...entries.map((/** @type {any} */ one, /** @type {number} */ index) => row(form, field, entries, [...path, index], move, remove)));
    rows.hidden = !entries.length;
    if (focused >= 0) /** @type {HTMLElement | null} */ (rows.children[focused]?.querySelector("input, textarea, select"))?.focus();
  }

  draw(-1);
  return group(field, path, rows, add);
}

/**
 * @param {Form} form
 * @param {Field} field
 * @param {any[]} entries
 * @param {Path} path
 * @param {(index: number, by: number) => void} move
 * @param {(index: number) => void} remove
 */
function row(form, field, entries, path, move, remove) {
  const index = Number(path.at(-1));
  const name = `${field.name[language]} ${index + 1}`;
  const id = idOf(path);
  const body = field.part
    ? made("fieldset", { className: "kb-part", id, tabIndex: -1 }, made("legend", {}, name), ...controls(form, field.part, entries[index], path))
    : single(form, field, entries[index], path, (value) => { entries[index] = value; }, name);
  /** @param {string} kind @param {string} sign @param {() => void} act @param {boolean} disabled */
  const button = (kind, sign, act, disabled) => {
    const made_ = made("button", { type: "button", className: `kb-${kind}`, disabled, title: say(kind), "aria-label": say(`this_${kind}`, { what: name }) }, sign);
    made_.addEventListener("click", act);
    return made_;
  };
  const buttons = made("div", { className: "kb-form-row-buttons" },
    button("up", "↑", () => move(index, -1), index === 0),
    button("down", "↓", () => move(index, 1), index === entries.length - 1),
    button("remove", "×", () => remove(index), false));
  return made("li", {}, made("div", { className: "kb-form-row" }, body, buttons), problems(id));
}
