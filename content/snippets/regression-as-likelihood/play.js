// Two coefficients to move by hand, and how likely they make the data; or let `fit` of main.py walk uphill, step by step.

/**
 * A family, as in main.py, with the logarithm of how likely a value is beside what does not depend on the mean.
 * @typedef {object} Family
 * @property {(x: number) => number} mean
 * @property {(mean: number) => number} slope
 * @property {(mean: number) => number} variance
 * @property {(mean: number, random: () => number) => number} value a random one
 * @property {(y: number, mean: number) => number} likely
 * @property {[number, number]} shown of y
 */
/** @typedef {[number, number]} Pair x and y, or a and b */

const POINTS = 80;
const [TRUE_A, TRUE_B] = [0.5, 0.8];
const WORDS = {
  ko: {
    family: "회귀", names: { linear: "선형", logistic: "로지스틱", poisson: "포아송", gamma: "감마" }, a: "a (절편)", b: "b (기울기)", step: "fit의 한 걸음", again: "a = b = 0으로",
    likelihood: "로그 가능도", below: "꼭대기까지", top: "꼭대기에 왔다", squares: "오차 제곱의 합", steps: "걸음", key: "점: 데이터. 파란 선: a + bx에서 나온 평균.", mean: "y와 평균",
  },
  en: {
    family: "Regression", names: { linear: "linear", logistic: "logistic", poisson: "Poisson", gamma: "gamma" }, a: "a (intercept)", b: "b (slope)", step: "One step of fit", again: "Back to a = b = 0",
    likelihood: "Log-likelihood", below: "below the top by", top: "this is the top", squares: "sum of squared errors", steps: "steps", key: "Dots: data. Blue line: the mean that a + bx makes.", mean: "y and its mean",
  },
};

/** @param {() => number} random */
const gauss = (random) => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
/** @param {number} mean @param {() => number} random */
function poisson(mean, random) {
  let [count, product] = [0, random()];
  while (product > Math.exp(-mean)) [count, product] = [count + 1, product * random()];
  return count;
}

/** @type {Record<"linear" | "logistic" | "poisson" | "gamma", Family>} */
export const FAMILIES = {
  linear: { mean: (x) => x, slope: () => 1, variance: () => 1, value: (m, random) => m + gauss(random), likely: (y, m) => -((y - m) ** 2) / 2, shown: [-4, 5] },
  logistic: { mean: (x) => 1 / (1 + Math.exp(-x)), slope: (m) => m * (1 - m), variance: (m) => m * (1 - m), value: (m, random) => Number(random() < m), likely: (y, m) => Math.log(y ? m : 1 - m), shown: [-0.1, 1.1] },
  poisson: { mean: Math.exp, slope: (m) => m, variance: (m) => m, value: poisson, likely: (y, m) => y * Math.log(m) - m, shown: [0, 16] },
  gamma: { mean: Math.exp, slope: (m) => m, variance: (m) => (m * m) / 4, value: (m, random) => (-m / 4) * Math.log(random() * random() * random() * random()), likely: (y, m) => -4 * (Math.log(m) + y / m), shown: [0, 20] },
};

/** The same data at every visit. @param {Family} family @returns {Pair[]} */
export function dataOf({ mean, value }) {
  let state = 1972;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return Array.from({ length: POINTS }, (_, i) => {
    const x = -2 + (4 * (i + 0.5)) / POINTS;
    return [x, value(mean(TRUE_A + TRUE_B * x), random)];
  });
}

/** @param {Family} family @param {Pair[]} data @param {Pair} coefficients */
export const likelihood = ({ mean, likely }, data, [a, b]) => data.reduce((sum, [x, y]) => sum + likely(y, mean(a + b * x)), 0);

/** Fisher scoring, one step: the slope of the likelihood over the information. @param {Family} family @param {Pair[]} data @param {Pair} coefficients @returns {Pair} */
export function stepOf({ mean, slope, variance }, data, [a, b]) {
  let [da, db, one, x1, x2] = [0, 0, 0, 0, 0];
  for (const [x, y] of data) {
    const m = mean(a + b * x);
    const push = ((y - m) * slope(m)) / variance(m);
    const weight = slope(m) ** 2 / variance(m);
    [da, db, one, x1, x2] = [da + push, db + push * x, one + weight, x1 + weight * x, x2 + weight * x * x];
  }
  const scale = one * x2 - x1 * x1;
  return [a + (da * x2 - db * x1) / scale, b + (db * one - da * x1) / scale];
}

/** @param {Family} family @param {Pair[]} data @returns {Pair} the top of the hill */
export function fitted(family, data) {
  /** @type {Pair} */
  let at = [0, 0];
  for (let i = 0; i < 50; i += 1) at = stepOf(family, data, at);
  return at;
}

/**
 * @param {HTMLElement} element
 * @param {{language: string, kit: any}} page
 * @returns {() => void} takes it away
 */
export function mount(element, { language, kit: { made, drawn, slider, chart } }) {
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  /** @type {HTMLSelectElement} */
  const choice = made("select", {}, ...Object.entries(words.names).map(([value, textContent]) => made("option", { value, textContent })));
  const two = (/** @type {number} */ value) => value.toFixed(2);
  const a = slider(words.a, { min: -1, max: 2, step: 0.01, value: 0 }, byHand, two);
  const b = slider(words.b, { min: -1, max: 2, step: 0.01, value: 0 }, byHand, two);
  const picture = made("div");
  const said = made("p", { role: "status" });
  let [family, data] = [FAMILIES.linear, dataOf(FAMILIES.linear)];
  let best = likelihood(family, data, fitted(family, data));
  /** @type {Pair} */
  let at = [0, 0];
  let steps = 0;

  function draw() {
    const { svg, x, y } = chart(element, { from: -2, to: 2, name: "x" }, { from: family.shown[0], to: family.shown[1], name: words.mean });
    const curve = Array.from({ length: 81 }, (_, i) => -2 + i / 20).map((one) => `${x(one)},${y(family.mean(at[0] + at[1] * one))}`);
    const dots = data.map(([px, py]) => drawn("circle", { cx: x(px), cy: y(py), r: 4, fill: "var(--kb-pen)", "fill-opacity": 0.7 }));
    svg.append(...dots, drawn("polyline", { points: curve.join(" "), fill: "none", stroke: "var(--kb-link)", "stroke-width": 3 }));
    const now = likelihood(family, data, at);
    const squares = family === FAMILIES.linear ? ` ${words.squares}: ${data.reduce((sum, [px, py]) => sum + (py - at[0] - at[1] * px) ** 2, 0).toFixed(2)}.` : "";
    const far = best - now < 5e-4 ? words.top : `${words.below} ${(best - now).toFixed(3)}`;
    said.textContent = `a = ${at[0].toFixed(4)}, b = ${at[1].toFixed(4)}. ${words.likelihood}: ${now.toFixed(3)} (${far}).${squares}${steps ? ` ${words.steps}: ${steps}.` : ""}`;
    svg.setAttribute("aria-label", `${words.key} ${said.textContent}`);
    picture.replaceChildren(svg);
  }

  /** @param {Pair} to @param {number} count of steps that led there */
  function go(to, count) {
    [at, steps] = [to, count];
    [a.value, b.value] = at;
    draw();
  }

  function byHand() {
    [at, steps] = [[a.value, b.value], 0];
    draw();
  }

  choice.addEventListener("change", () => {
    family = FAMILIES[/** @type {keyof typeof FAMILIES} */ (choice.value)];
    data = dataOf(family);
    best = likelihood(family, data, fitted(family, data));
    go([0, 0], 0);
  });
  const button = (/** @type {string} */ textContent, /** @type {() => void} */ onclick) => made("button", { type: "button", textContent, onclick });
  element.replaceChildren(
    made("p", {}, made("label", {}, `${words.family} `, choice)), a.row, b.row,
    made("p", {}, button(words.step, () => go(stepOf(family, data, at), steps + 1)), " ", button(words.again, () => go([0, 0], 0))),
    picture, said, made("p", { textContent: words.key }));
  draw();
  return () => element.replaceChildren();
}
