// Two curves of the test statistic, without and with a difference; level, difference and size are moved.

const WORDS = {
  ko: { level: "수준(거짓 경보)", effect: "참 차이", size: "무리의 크기", power: "검정력", missed: "놓침", without: "차이가 없을 때(파랑)", with: "차이가 있을 때(빨강)", limit: "경보를 울리는 z" },
  en: { level: "Level (false alarms)", effect: "True difference", size: "Size of a group", power: "Power", missed: "missed", without: "without a difference (blue)", with: "with a difference (red)", limit: "alarm beyond z" },
};

/** @param {number} z @returns {number} chance that a standard normal value is above z, by summing the density */
export function above(z) {
  if (z < 0) return 1 - above(-z);
  let sum = 0;
  const steps = 400;
  for (let i = 0; i < steps; i += 1) sum += Math.exp(-((z + ((i + 0.5) * 8) / steps) ** 2) / 2);
  return (sum * 8) / steps / Math.sqrt(2 * Math.PI);
}

/** @param {number} level @returns {number} the z that is exceeded with this chance */
export function limitOf(level) {
  let [low, high] = [0, 8];
  for (let i = 0; i < 50; i += 1) {
    const middle = (low + high) / 2;
    if (above(middle) > level) low = middle;
    else high = middle;
  }
  return low;
}

/** @param {number} size @param {number} effect @param {number} level @returns {number} as `power` in main.py */
export function power(size, effect, level) {
  const [limit, shift] = [limitOf(level / 2), effect * Math.sqrt(size / 2)];
  return above(limit - shift) + above(limit + shift);
}

/** @param {string} tag @param {Record<string, any>} properties @param {(Node | string)[]} children @returns {any} */
function made(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @param {string} name @param {Record<string, string | number>} attributes @returns {SVGElement} */
function drawn(name, attributes) {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, String(value));
  return shape;
}

/**
 * @param {HTMLElement} element
 * @param {{language: string}} page
 * @returns {() => void} takes it away
 */
export function mount(element, { language }) {
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  const slider = (/** @type {number} */ min, /** @type {number} */ max, /** @type {number} */ step, /** @type {number} */ value) => /** @type {HTMLInputElement} */ (made("input", { type: "range", min, max, step, value }));
  const level = slider(0.01, 0.2, 0.01, 0.05);
  const effect = slider(0, 1.5, 0.05, 0.5);
  const size = slider(2, 160, 1, 20);
  const shown = [level, effect, size].map(() => made("span"));
  const said = made("p", { role: "status" });
  const svg = drawn("svg", { viewBox: "0 0 640 220", role: "img", width: "100%" });
  const [left, right] = [-4, 9];
  const x = (/** @type {number} */ z) => (640 * (z - left)) / (right - left);
  const y = (/** @type {number} */ z, /** @type {number} */ middle) => 200 - 180 * Math.exp(-((z - middle) ** 2) / 2);

  /** @param {number} middle @param {number} from @param {number} to @returns {string} points of the bell between two z */
  function bell(middle, from, to) {
    return Array.from({ length: 121 }, (_, i) => from + ((to - from) * i) / 120).map((z) => `${x(z).toFixed(1)},${y(z, middle).toFixed(1)}`).join(" ");
  }

  function draw() {
    const [a, d, n] = [level, effect, size].map((input) => Number(input.value));
    [`${Math.round(a * 100)} %`, d.toFixed(2), String(n)].forEach((text, i) => { shown[i].textContent = text; });
    const limit = limitOf(a / 2);
    const shift = d * Math.sqrt(n / 2);
    const area = (/** @type {number} */ middle, /** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ fill) => drawn("polygon", { points: `${x(from)},200 ${bell(middle, from, to)} ${x(to)},200`, fill, "fill-opacity": 0.35 });
    const line = (/** @type {number} */ middle, /** @type {string} */ stroke) => drawn("polyline", { points: bell(middle, left, right), fill: "none", stroke, "stroke-width": 2.5 });
    svg.replaceChildren(
      area(shift, limit, right, "var(--kb-pen, #b01f18)"), area(0, limit, right, "var(--kb-link, #0a4bc4)"), area(0, left, -limit, "var(--kb-link, #0a4bc4)"),
      line(0, "var(--kb-link, #0a4bc4)"), line(shift, "var(--kb-pen, #b01f18)"),
      ...[limit, -limit].map((z) => drawn("line", { x1: x(z), x2: x(z), y1: 10, y2: 200, stroke: "currentColor", "stroke-dasharray": "5 4" })),
      drawn("line", { x1: 0, x2: 640, y1: 200, y2: 200, stroke: "currentColor" }),
    );
    const seen = power(n, d, a);
    said.textContent = `${words.power} ${(100 * seen).toFixed(1)} %, ${words.missed} ${(100 * (1 - seen)).toFixed(1)} %. ${words.limit} ±${limit.toFixed(2)}`;
    svg.setAttribute("aria-label", `${words.without}, ${words.with}. ${said.textContent}`);
  }

  for (const input of [level, effect, size]) input.addEventListener("input", draw);
  const rows = [level, effect, size].map((input, i) => made("p", {}, made("label", {}, `${[words.level, words.effect, words.size][i]} `, input), " ", shown[i]));
  element.replaceChildren(...rows, svg, made("p", { textContent: `${words.without} · ${words.with}` }), said);
  draw();
  return () => element.replaceChildren();
}
