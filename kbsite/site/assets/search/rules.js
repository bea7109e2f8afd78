// The data of the analysis; the twin of kbsite/text/rules.py.

/**
 * @typedef {object} Rules
 * @property {Set<string>} endings
 * @property {Set<string>} question
 * @property {Set<string>} asking
 * @property {string[]} askingEnds
 * @property {Record<string, string>} initials
 * @property {Record<string, string>} finals
 * @property {[string, string[]][]} graphemes
 * @property {Map<string, [string, number][]>} spellings
 * @property {number} longestEnding
 * @property {Record<string, number>} weights
 */

/**
 * Rules from the contents of rules.json.
 * @param {any} data
 * @returns {Rules}
 */
export function makeRules(data) {
  const endings = data.endings.split(" ");
  const graphemes = Object.entries(data.sound.graphemes).map(
    ([letters, readings]) => /** @type {[string, string[]]} */ ([letters, /** @type {string} */ (readings).split("|")]),
  );
  graphemes.sort(([one], [other]) => other.length - one.length || (one < other ? -1 : 1));
  return {
    endings: new Set(endings),
    question: new Set(data.question.split(" ")),
    asking: new Set(data.asking.split(" ")),
    askingEnds: data.asking_ends.split(" "),
    initials: data.sound.initials,
    finals: data.sound.finals,
    graphemes,
    spellings: new Map(Object.entries(data.sound.spellings).map(([jamo, value]) => [jamo, costs(/** @type {string} */ (value))])),
    longestEnding: Math.max(...endings.map((/** @type {string} */ ending) => ending.length)),
    weights: data.weights,
  };
}

/**
 * @param {string} value
 * @returns {[string, number][]}
 */
function costs(value) {
  const [good, fair = ""] = value.split("|");
  /** @type {(text: string, cost: number) => [string, number][]} */
  const each = (text, cost) => (text.match(/\S+/g) ?? []).map((letters) => [letters, cost]);
  return [...each(good, 0), ...each(fair, 0.25)];
}
