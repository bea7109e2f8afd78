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

/**
 * @param {HTMLElement} element
 * @param {{language: string, kit: any}} page
 * @returns {() => void} takes it away
 */
export function mount(element, { language, kit: { made, drawn, slider, chart } }) {
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  const level = slider(words.level, { min: 0.01, max: 0.2, step: 0.01, value: 0.05 }, draw, (/** @type {number} */ a) => `${Math.round(a * 100)} %`);
  const effect = slider(words.effect, { min: 0, max: 1.5, step: 0.05, value: 0.5 }, draw, (/** @type {number} */ d) => d.toFixed(2));
  const size = slider(words.size, { min: 2, max: 160, step: 1, value: 20 }, draw);
  const said = made("p", { role: "status" });
  const picture = made("div");
  const [left, right] = [-4, 9];

  function draw() {
    const [a, d, n] = [level.value, effect.value, size.value];
    const limit = limitOf(a / 2);
    const shift = d * Math.sqrt(n / 2);
    const { svg, x, y, base } = chart(element, { from: left, to: right, name: "z" }, { from: 0, to: 1.1, ticks: [], name: "" });
    /** @param {number} middle @param {number} from @param {number} to @returns {string} points of the bell between two z */
    const bell = (middle, from, to) => Array.from({ length: 121 }, (_, i) => from + ((to - from) * i) / 120).map((z) => `${x(z).toFixed(1)},${y(Math.exp(-((z - middle) ** 2) / 2)).toFixed(1)}`).join(" ");
    const area = (/** @type {number} */ middle, /** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ fill) => drawn("polygon", { points: `${x(from)},${base} ${bell(middle, from, to)} ${x(to)},${base}`, fill, "fill-opacity": 0.35 });
    const line = (/** @type {number} */ middle, /** @type {string} */ stroke) => drawn("polyline", { points: bell(middle, left, right), fill: "none", stroke, "stroke-width": 2.5 });
    svg.append(
      area(shift, limit, right, "var(--kb-pen, #b01f18)"), area(0, limit, right, "var(--kb-link, #0a4bc4)"), area(0, left, -limit, "var(--kb-link, #0a4bc4)"),
      line(0, "var(--kb-link, #0a4bc4)"), line(shift, "var(--kb-pen, #b01f18)"),
      ...[limit, -limit].map((z) => drawn("line", { x1: x(z), x2: x(z), y1: 10, y2: base, stroke: "currentColor", "stroke-dasharray": "5 4" })),
    );
    const seen = power(n, d, a);
    said.textContent = `${words.power} ${(100 * seen).toFixed(1)} %, ${words.missed} ${(100 * (1 - seen)).toFixed(1)} %. ${words.limit} ±${limit.toFixed(2)}`;
    svg.setAttribute("aria-label", `${words.without}, ${words.with}. ${said.textContent}`);
    picture.replaceChildren(svg);
  }

  element.replaceChildren(level.row, effect.row, size.row, picture, made("p", { textContent: `${words.without} · ${words.with}` }), said);
  draw();
  return () => element.replaceChildren();
}
