// The gradient at every layer, calculated anew while the depth and the first weights are moved.

/** @typedef {(value: number) => number} Curve */
/** @typedef {{activate: Curve, slope: Curve}} Activation as in main.py: the slope in terms of the output */

const WIDTH = 16;
const INPUTS = 30;

const WORDS = {
  ko: {
    layers: "층 수", sigmoid: "시그모이드의 처음 분산 × 입력 수", relu: "ReLU의 처음 분산 × 입력 수", layer: "층(1이 입력 쪽)", size: "기울기의 평균 크기",
    key: "시그모이드: 파란 실선과 ●. ReLU: 빨간 점선과 ■.", left: "첫 층에 닿는 기울기(마지막 층을 1로)", chance: "난수가 기록된 실행과 다르다. 값은 시드에 따라 몇 배까지 달라진다.",
  },
  en: {
    layers: "Layers", sigmoid: "Sigmoid: first variance × inputs", relu: "ReLU: first variance × inputs", layer: "layer (1 is next to the input)", size: "mean size of the gradient",
    key: "Sigmoid: solid blue line with ●. ReLU: dashed red line with ■.", left: "Gradient that reaches the first layer (1 at the last)", chance: "The random numbers are not those of the recorded run; from seed to seed, values differ by a factor of a few.",
  },
};

/** @type {Activation} */
export const SIGMOID = { activate: (x) => 1 / (1 + Math.exp(-x)), slope: (out) => out * (1 - out) };
/** @type {Activation} */
export const RELU = { activate: (x) => Math.max(0, x), slope: (out) => Number(out > 0) };

/** Normal random numbers, the same at every call. @param {number} seed */
function gaussian(seed) {
  let state = seed;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** @param {number[]} row @param {number[]} column */
const dot = (row, column) => row.reduce((sum, one, i) => sum + one * column[i], 0);

/**
 * Mean size of the gradient at each layer, as `gradient_sizes` in main.py.
 * @param {Activation} kind @param {number} layers @param {number} variance of a weight, times the number of inputs
 * @returns {number[]}
 */
export function gradientSizes({ activate, slope }, layers, variance) {
  const gauss = gaussian(2010);
  const each = Array.from({ length: WIDTH }, (_, i) => i);
  const weights = Array.from({ length: layers }, () => each.map(() => each.map(() => gauss() * Math.sqrt(variance / WIDTH))));
  const sizes = new Array(layers).fill(0);
  for (let n = 0; n < INPUTS; n += 1) {
    const outputs = [each.map(gauss)];
    for (const rows of weights) outputs.push(rows.map((row) => activate(dot(row, outputs[outputs.length - 1]))));
    let slopes = each.map(() => 1);
    for (let layer = layers - 1; layer >= 0; layer -= 1) {
      sizes[layer] += slopes.reduce((sum, one) => sum + Math.abs(one), 0) / WIDTH / INPUTS;
      slopes = each.map((i) => weights[layer].reduce((sum, row, j) => sum + row[i] * slopes[j], 0) * slope(outputs[layer][i]));
    }
  }
  return sizes;
}

/**
 * @param {HTMLElement} element
 * @param {{language: string, kit: any}} page
 * @returns {() => void} takes it away
 */
export function mount(element, { language, kit: { made, drawn, slider, chart, short } }) {
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  const variance = (/** @type {number} */ value) => String(Number((2 ** value).toPrecision(2)));
  const layers = slider(words.layers, { min: 2, max: 30, step: 1, value: 10 }, draw);
  const sigmoid = slider(words.sigmoid, { min: -2, max: 6, step: 0.5, value: 0 }, draw, variance);
  const relu = slider(words.relu, { min: -2, max: 6, step: 0.5, value: 1 }, draw, variance);
  const picture = made("div");
  const said = made("p", { role: "status" });

  function draw() {
    const curves = [gradientSizes(SIGMOID, layers.value, 2 ** sigmoid.value), gradientSizes(RELU, layers.value, 2 ** relu.value)];
    const all = curves.flat().filter((size) => size > 0);
    const up = { from: Math.max(1e-18, 10 ** Math.floor(Math.log10(Math.min(...all)))), to: Math.max(10, 10 ** Math.ceil(Math.log10(Math.max(...all)))), log: true, name: words.size };
    const ticks = curves[0].map((_, i) => i + 1);
    const { svg, x, y } = chart(element, { from: 0.5, to: layers.value + 0.5, ticks, name: words.layer }, up);
    const places = curves.map((sizes) => sizes.map((size, i) => [x(i + 1), y(size)]));
    const line = (/** @type {number[][]} */ points, /** @type {Record<string, string | number>} */ look) => drawn("polyline", { points: points.join(" "), fill: "none", "stroke-width": 2.5, ...look });
    svg.append(
      line(places[0], { stroke: "var(--kb-link)" }), line(places[1], { stroke: "var(--kb-pen)", "stroke-dasharray": "7 4" }),
      ...places[0].map(([cx, cy]) => drawn("circle", { cx, cy, r: 5, fill: "var(--kb-link)" })),
      ...places[1].map(([px, py]) => drawn("rect", { x: px - 4.5, y: py - 4.5, width: 9, height: 9, fill: "var(--kb-pen)" })),
    );
    const [s, r] = curves.map((sizes) => sizes[0] / sizes[layers.value - 1]);
    const told = (/** @type {number} */ part) => short(Number(part.toPrecision(2)));
    said.textContent = `${words.left}: ${language === "ko" ? "시그모이드" : "sigmoid"} ${told(s)}, ReLU ${told(r)}.`;
    svg.setAttribute("aria-label", `${words.size}. ${words.key} ${said.textContent}`);
    picture.replaceChildren(svg);
  }

  element.replaceChildren(layers.row, sigmoid.row, relu.row, picture, said, made("p", { textContent: `${words.key} ${words.chance}` }));
  draw();
  return () => element.replaceChildren();
}
