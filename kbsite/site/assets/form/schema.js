// What the published JSON Schemas say of a part of a record, as a list of its fields.

/** @typedef {{ko: string, en: string}} Both */
/**
 * @typedef {object} Field
 * @property {string} key
 * @property {string} kind what it holds: `label`, `prose`, `id`, `line`, `url`, `date`, `part` …, with an `s` where it is a list of them
 * @property {Both} name
 * @property {Both} says
 * @property {any} example
 * @property {boolean} required
 * @property {string} names the kind of records it names
 * @property {string} short key of a part for which a plain value may stand
 * @property {string} part the definition of what it holds
 * @property {Record<string, Both>} choices
 * @property {string | boolean | number | undefined} initial what stands for it where it is left out
 * @property {any} limits the schema of one value
 * @property {number} fewest
 * @property {number} most
 */
/** @typedef {Record<string, any>} Definitions */

export const LISTS = new Set(["ids", "lines", "choices", "languages", "parts"]);

/** @type {WeakMap<object, Field[]>} */
const known = new WeakMap();

/**
 * The fields of a part, in the order in which records have them.
 * @param {Definitions} definitions
 * @param {string} part
 * @returns {Field[]}
 */
export function fieldsOf(definitions, part) {
  const model = definitions[part];
  let fields = known.get(model);
  if (!fields) {
    const required = new Set(model.required ?? []);
    fields = Object.entries(model.properties).map(([key, schema]) => toField(key, schema, required.has(key)));
    known.set(model, fields);
  }
  return fields;
}

/**
 * @param {string} key
 * @param {any} schema
 * @param {boolean} required
 * @returns {Field}
 */
function toField(key, schema, required) {
  const kind = schema["x-kind"];
  const list = LISTS.has(kind) ? [schema, ...(schema.anyOf ?? [])].find((one) => one.type === "array") : null;
  const one = list ? list.items : schema;
  const inner = [one, ...(one.anyOf ?? []), ...(one.anyOf ?? []).flatMap((/** @type {any} */ each) => each.anyOf ?? [])];
  const whole = inner.find((each) => String(each.$ref ?? "").startsWith("#"));
  return {
    key, kind, required, name: schema["x-name"], says: schema["x-says"], example: schema["x-example"],
    names: schema["x-names"] ?? "", short: schema["x-short"] ?? "", part: whole ? whole.$ref.split("/").pop() : "",
    choices: schema["x-choices"] ?? {}, initial: schema.default, limits: inner.find((each) => each.type) ?? {},
    fewest: list?.minItems ?? 0, most: list?.maxItems ?? Infinity,
  };
}

/** @param {string} kind */
export const isText = (kind) => kind === "label" || kind === "prose";
