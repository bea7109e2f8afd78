// K-means and EM side by side, one step at a press, from the same centres; the shared spread of EM is moved by a slider.

const WORDS = {
  ko: { step: "한 걸음", again: "처음부터", spread: "EM의 퍼짐", kmeans: "K-평균(■)", em: "EM(●)", apart: "중심 사이의 가장 큰 거리", steps: "걸음", points: "점의 색은 EM에서 가장 그럴듯한 무리, 진하기는 그 확률이다." },
  en: { step: "One step", again: "Start again", spread: "Spread of EM", kmeans: "K-means (■)", em: "EM (●)", apart: "largest distance of centres", steps: "steps", points: "A point's colour is its most probable group in EM; how solid it is, that probability." },
};
const COLOURS = ["var(--kb-link, #0a4bc4)", "var(--kb-pen, #b01f18)", "var(--kb-hold, #17623a)"];
const START = [[1, -1], [3, 0], [2, 3]];

/** @typedef {number[]} Point x and y */

/** @param {Point} a @param {Point} b */
const squared = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;

/** @param {Point[]} points @param {Point[]} centres @param {number} spread 0 for K-means @returns {number[][]} the chance of each group for each point */
export function chancesOf(points, centres, spread) {
  return points.map((point) => {
    const far = centres.map((centre) => squared(point, centre));
    const least = Math.min(...far);
    const odds = far.map((distance, k) => (spread > 0 ? Math.exp((least - distance) / (2 * spread * spread)) : Number(k === far.indexOf(least))));
    const total = odds.reduce((sum, one) => sum + one, 0);
    return odds.map((one) => one / total);
  });
}

/** @param {Point[]} points @param {Point[]} centres @param {number} spread 0 for K-means @returns {Point[]} centres after one step */
export function stepOf(points, centres, spread) {
  const chances = chancesOf(points, centres, spread);
  return centres.map((centre, k) => {
    const total = chances.reduce((sum, row) => sum + row[k], 0);
    if (total === 0) return centre;
    return [0, 1].map((axis) => points.reduce((sum, point, i) => sum + chances[i][k] * point[axis], 0) / total);
  });
}

/** @returns {Point[]} a wide group and two narrow ones, the same at every visit */
function somePoints() {
  let state = 216;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const gauss = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  return [[0, 0, 1.4, 80], [4.5, 0.5, 0.4, 25], [3.5, 3.5, 0.4, 25]].flatMap(([x, y, spread, count]) => Array.from({ length: count }, () => [x + spread * gauss(), y + spread * gauss()]));
}

/**
 * @param {HTMLElement} element
 * @param {{language: string, kit: any}} page
 * @returns {() => void} takes it away
 */
export function mount(element, { language, kit: { made, drawn, slider } }) {
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  const points = somePoints();
  let [kmeans, em, steps] = [START, START, 0];
  const spread = slider(words.spread, { min: 0.05, max: 2, step: 0.05, value: 1 }, () => move(true), (/** @type {number} */ value) => value.toFixed(2));
  const said = made("p", { role: "status" });
  const svg = drawn("svg", { viewBox: "0 0 640 480", role: "img", class: "kb-chart" });
  const x = (/** @type {Point} */ point) => 220 + 72 * point[0];
  const y = (/** @type {Point} */ point) => 330 - 66 * point[1];

  function draw() {
    const chances = chancesOf(points, em, spread.value);
    const dots = points.map((point, i) => {
      const chance = Math.max(...chances[i]);
      return drawn("circle", { cx: x(point), cy: y(point), r: 4, fill: COLOURS[chances[i].indexOf(chance)], "fill-opacity": chance ** 2 });
    });
    const squares = kmeans.map((centre, k) => drawn("rect", { x: x(centre) - 10, y: y(centre) - 10, width: 20, height: 20, fill: "none", stroke: COLOURS[k], "stroke-width": 4 }));
    const rings = em.map((centre, k) => drawn("circle", { cx: x(centre), cy: y(centre), r: 8, fill: COLOURS[k], stroke: "currentColor", "stroke-width": 2 }));
    svg.replaceChildren(...dots, ...squares, ...rings);
    const apart = Math.sqrt(Math.max(...em.map((centre, k) => squared(centre, kmeans[k]))));
    said.textContent = `${words.steps}: ${steps}. ${words.apart}: ${apart.toFixed(4)}`;
    svg.setAttribute("aria-label", `${words.kmeans}, ${words.em}. ${said.textContent}`);
  }

  /** @param {boolean} fresh */
  function move(fresh) {
    [kmeans, em, steps] = fresh ? [START, START, 0] : [stepOf(points, kmeans, 0), stepOf(points, em, spread.value), steps + 1];
    draw();
  }

  element.replaceChildren(
    made("p", {}, made("button", { type: "button", textContent: words.step, onclick: () => move(false) }), " ", made("button", { type: "button", textContent: words.again, onclick: () => move(true) })),
    spread.row, svg, said, made("p", { textContent: `${words.kmeans} · ${words.em}. ${words.points}` }));
  draw();
  return () => element.replaceChildren();
}
