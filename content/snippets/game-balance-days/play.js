// The factors of the 5,040 days on sliders: which of them, if it were another number, would make the claim come out.

const CLAIMED = 5040;
const MINUTES_OF_DAY = 24 * 60;
/** As printed in main.py: name, value, least and most. @type {[string, number, number, number][]} */
const FACTORS = [["cookies", 30, 1, 240], ["pets", 30, 1, 240], ["treasures", 9, 1, 30], ["chosen", 2, 0, 9], ["maps", 7, 1, 56], ["minutes", 4, 1, 32], ["hours", 24, 1, 24]];

const WORDS = {
  ko: {
    cookies: "쿠키", pets: "펫", treasures: "보물", chosen: "그중 고르는 수", maps: "맵", minutes: "한 판(분)", hours: "하루에 노는 시간", printed: "적힌 값으로",
    days: "일(로그 눈금)", computed: "계산", claimed: "발표", games: "판", ways: "보물 고르는 방법", missing: "5,040일이 되려면 더 곱할 수", exact: "꼭 5,040일이 된다", unit: "일",
  },
  en: {
    cookies: "Cookies", pets: "Pets", treasures: "Treasures", chosen: "Chosen at a time", maps: "Maps", minutes: "Minutes a game", hours: "Hours of play a day", printed: "As printed",
    days: "days (logarithmic scale)", computed: "computed", claimed: "claimed", games: "games", ways: "ways to choose treasures", missing: "factor still missing from 5,040", exact: "exactly 5,040 days", unit: "days",
  },
};

/** @param {number} n @param {number} k @returns {number} ways to choose k of n */
export function choices(n, k) {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
  return k > n ? 0 : Math.round(ways);
}

/** @param {Record<string, number>} of @returns {{ways: number, games: number, days: number}} */
export function arithmetic({ cookies, pets, treasures, chosen, maps, minutes, hours }) {
  const ways = choices(treasures, chosen);
  const games = cookies * pets * ways * maps;
  return { ways, games, days: (games * minutes * 24) / hours / MINUTES_OF_DAY };
}

/**
 * @param {HTMLElement} element
 * @param {{language: string, kit: any}} page
 * @returns {() => void} takes it away
 */
export function mount(element, { language, kit: { made, drawn, slider, chart } }) {
  /** @type {Record<string, string>} */
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  const count = (/** @type {number} */ value) => value.toLocaleString("en-US", { maximumFractionDigits: 1 });
  const sliders = FACTORS.map(([name, value, min, max]) => slider(words[name], { min, max, step: 1, value }, draw));
  const picture = made("div");
  const said = made("p", { role: "status" });

  function draw() {
    const { ways, games, days } = arithmetic(Object.fromEntries(FACTORS.map(([name], i) => [name, sliders[i].value])));
    const { svg, x, base } = chart(element, { from: 1, to: 1e6, log: true, name: words.days }, { from: 0, to: 1, ticks: [], name: "" });
    for (const [row, name, value, fill] of /** @type {[number, string, number, string][]} */ ([[0, words.computed, days, "var(--kb-link)"], [1, words.claimed, CLAIMED, "var(--kb-mark)"]])) {
      const top = 20 + (row * (base - 20)) / 2;
      const label = drawn("text", { x: x(1) + 2, y: top + 12 }, `${name} ${count(value)}`);
      svg.append(label, drawn("rect", { x: x(1), y: top + 20, width: Math.max(0, x(value) - x(1)), height: (base - 20) / 2 - 28, fill, stroke: "currentColor" }));
    }
    svg.append(drawn("line", { x1: x(CLAIMED), x2: x(CLAIMED), y1: 20, y2: base, stroke: "currentColor", "stroke-dasharray": "5 4" }));
    const missing = Math.abs(days - CLAIMED) < 1e-6 ? words.exact : `${words.missing}: ${days ? Number((CLAIMED / days).toPrecision(6)) : "∞"}`;
    said.textContent = `${words.ways}: ${count(ways)}. ${count(games)} ${words.games}, ${count(days)} ${words.unit}. ${missing}.`;
    svg.setAttribute("aria-label", `${words.computed} ${count(days)} ${words.unit}, ${words.claimed} ${count(CLAIMED)} ${words.unit}. ${missing}.`);
    picture.replaceChildren(svg);
  }

  const printed = made("button", { type: "button", textContent: words.printed });
  printed.addEventListener("click", () => {
    FACTORS.forEach(([, value], i) => { sliders[i].value = value; });
    draw();
  });
  element.replaceChildren(...sliders.map(({ row }) => row), made("p", {}, printed), picture, said);
  draw();
  return () => element.replaceChildren();
}
