// The binomial and its two limits, drawn anew while the number of tries and the mean are moved.

const WORDS = {
  ko: { tries: "시도 횟수 n", mean: "평균 np", binomial: "이항(막대)", poisson: "포아송(점)", normal: "정규(선)", far: "이항과의 거리", k: "성공 횟수", chance: "확률" },
  en: { tries: "Tries n", mean: "Mean np", binomial: "binomial (bars)", poisson: "Poisson (dots)", normal: "normal (line)", far: "distance to the binomial", k: "successes", chance: "chance" },
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

/**
 * @param {HTMLElement} element
 * @param {{language: string, kit: any}} page
 * @returns {() => void} takes it away
 */
export function mount(element, { language, kit: { made, drawn, slider, chart } }) {
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  const tries = slider(words.tries, { min: 3, max: 200, step: 1, value: 10 }, draw);
  const mean = slider(words.mean, { min: 1, max: 40, step: 1, value: 3 }, draw);
  const picture = made("div");
  const said = made("p", { role: "status" });

  function draw() {
    if (mean.value > tries.value) mean.value = tries.value;
    const [n, m] = [tries.value, mean.value];
    const last = Math.ceil(m + 4 * Math.sqrt(m) + 3);
    const ks = Array.from({ length: last + 1 }, (_, k) => k);
    const bars = ks.map((k) => binomial(n, m, k));
    const dots = ks.map((k) => poisson(m, k));
    const variance = Math.max(m * (1 - m / n), 1e-3);
    const top = Math.max(...bars, ...dots) * 1.05;
    const { svg, x, y, base } = chart(element, { from: -0.5, to: last + 0.5, ticks: ks, name: words.k }, { from: 0, to: top, name: words.chance });
    const wide = x(1) - x(0);
    const line = Array.from({ length: 201 }, (_, i) => (i * (last + 1)) / 200 - 0.5).map((k) => `${x(k)},${y(normal(k, m, variance))}`);
    svg.append(
      ...ks.map((k) => drawn("rect", { x: x(k) - wide * 0.4, y: y(bars[k]), width: wide * 0.8, height: base - y(bars[k]), fill: "var(--kb-mark, #e0b400)" })),
      drawn("polyline", { points: line.join(" "), fill: "none", stroke: "var(--kb-link, #0a4bc4)", "stroke-width": 2 }),
      ...ks.map((k) => drawn("circle", { cx: x(k), cy: y(dots[k]), r: 4, fill: "var(--kb-pen, #b01f18)" })),
    );
    const toPoisson = ks.reduce((sum, k) => sum + Math.abs(bars[k] - dots[k]), 0) / 2;
    const toNormal = ks.reduce((sum, k) => sum + Math.abs(bars[k] - normal(k, m, variance)), 0) / 2;
    said.textContent = `${words.far}: ${words.poisson} ${toPoisson.toFixed(3)}, ${words.normal} ${toNormal.toFixed(3)}`;
    svg.setAttribute("aria-label", `${words.binomial}, n = ${n}, np = ${m}. ${said.textContent}. ${words.k} 0-${last}`);
    picture.replaceChildren(svg);
  }

  element.replaceChildren(tries.row, mean.row, picture, made("p", { textContent: `${words.binomial} · ${words.poisson} · ${words.normal}` }), said);
  draw();
  return () => element.replaceChildren();
}
