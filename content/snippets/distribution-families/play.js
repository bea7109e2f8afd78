// The binomial and its two limits, drawn anew while the number of tries and the mean are moved.

const WORDS = {
  ko: { tries: "시도 횟수 n", mean: "평균 np", binomial: "이항(막대)", poisson: "포아송(점)", normal: "정규(선)", far: "이항과의 거리", k: "성공 횟수" },
  en: { tries: "tries n", mean: "mean np", binomial: "binomial (bars)", poisson: "Poisson (dots)", normal: "normal (line)", far: "distance to the binomial", k: "successes" },
};

/** @param {number} n @returns {number} logarithm of n! */
function logFactorial(n) {
  let sum = 0;
  for (let i = 2; i <= n; i += 1) sum += Math.log(i);
  return sum;
}

/** @param {number} n @param {number} mean @param {number} k @returns {number} chance of k successes */
export function binomial(n, mean, k) {
  if (k > n) return 0;
  const p = mean / n;
  if (p >= 1) return Number(k === n);
  return Math.exp(logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** @param {number} mean @param {number} k @returns {number} */
export const poisson = (mean, k) => Math.exp(k * Math.log(mean) - mean - logFactorial(k));

/** @param {number} x @param {number} mean @param {number} variance @returns {number} density */
const normal = (x, mean, variance) => Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

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
  /** @type {HTMLInputElement} */
  const tries = made("input", { type: "range", min: 3, max: 200, value: 10 });
  /** @type {HTMLInputElement} */
  const mean = made("input", { type: "range", min: 1, max: 40, value: 3 });
  const said = made("p", { role: "status" });
  const svg = drawn("svg", { viewBox: "0 0 640 300", role: "img", width: "100%" });
  const [triesValue, meanValue] = [made("span"), made("span")];

  function draw() {
    if (Number(mean.value) > Number(tries.value)) mean.value = tries.value;
    const [n, m] = [Number(tries.value), Number(mean.value)];
    [triesValue.textContent, meanValue.textContent] = [String(n), String(m)];
    const last = Math.ceil(m + 4 * Math.sqrt(m) + 3);
    const ks = Array.from({ length: last + 1 }, (_, k) => k);
    const bars = ks.map((k) => binomial(n, m, k));
    const dots = ks.map((k) => poisson(m, k));
    const variance = Math.max(m * (1 - m / n), 1e-3);
    const top = Math.max(...bars, ...dots) * 1.05;
    const wide = 620 / (last + 1);
    const x = (/** @type {number} */ k) => 10 + (k + 0.5) * wide;
    const y = (/** @type {number} */ chance) => 270 - (260 * Math.min(chance, top)) / top;
    const line = Array.from({ length: 201 }, (_, i) => (i * (last + 1)) / 200 - 0.5).map((k) => `${x(k)},${y(normal(k, m, variance))}`);
    const every = Math.ceil(last / 12);
    svg.replaceChildren(
      ...ks.map((k) => drawn("rect", { x: x(k) - wide * 0.4, y: y(bars[k]), width: wide * 0.8, height: 270 - y(bars[k]), fill: "var(--kb-mark, #e0b400)" })),
      drawn("polyline", { points: line.join(" "), fill: "none", stroke: "var(--kb-link, #0a4bc4)", "stroke-width": 2 }),
      ...ks.map((k) => drawn("circle", { cx: x(k), cy: y(dots[k]), r: 4, fill: "var(--kb-pen, #b01f18)" })),
      drawn("line", { x1: 10, x2: 630, y1: 270, y2: 270, stroke: "currentColor" }),
      ...ks.filter((k) => k % every === 0).map((k) => Object.assign(drawn("text", { x: x(k), y: 290, "text-anchor": "middle", "font-size": 14, fill: "currentColor" }), { textContent: String(k) })),
    );
    const toPoisson = ks.reduce((sum, k) => sum + Math.abs(bars[k] - dots[k]), 0) / 2;
    const toNormal = ks.reduce((sum, k) => sum + Math.abs(bars[k] - normal(k, m, variance)), 0) / 2;
    said.textContent = `${words.far}: ${words.poisson} ${toPoisson.toFixed(3)}, ${words.normal} ${toNormal.toFixed(3)}`;
    svg.setAttribute("aria-label", `${words.binomial}, n = ${n}, np = ${m}. ${said.textContent}. ${words.k} 0-${last}`);
  }

  const row = (/** @type {string} */ name, /** @type {Node} */ input, /** @type {Node} */ value) => made("p", {}, made("label", {}, `${name} `, input), " ", value);
  for (const input of [tries, mean]) input.addEventListener("input", draw);
  element.replaceChildren(row(words.tries, tries, triesValue), row(words.mean, mean, meanValue), svg, made("p", { textContent: `${words.binomial} · ${words.poisson} · ${words.normal}` }), said);
  draw();
  return () => element.replaceChildren();
}
