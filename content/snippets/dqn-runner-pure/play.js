// The running game on the page: watch the trained player, run against it, change its rewards and train it again.
// Rules, view and network are those of main.py; weights are whole hundredths, so both calculate exactly the same.

/** @typedef {{courses: string[], best: number[], actions: string[], sight: number, first: number[][], bias: number[], last: number[][], base: number[]}} Player */
/** @typedef {{place: number, posture: number, pose: number, jellies: number, over: boolean, arrived: boolean}} Runner */
/** @typedef {(overrides: Record<string, string>, hears: {output: (text: string) => void}) => Promise<{output: string}>} Run */

const CELLS = ".nuo^";
const TICKS = [0, -2, 3];
const [NOTHING, SLIDE, JUMP] = [0, 1, 2];
const [LEAST, MOST] = [11, 16];
const CELL = 36;

const WORDS = {
  ko: {
    watch: "지켜보기", play: "겨루기", stop: "멈추기", course: "길", fresh: "새 길", speed: "빠르기", slow: "느리게", normal: "보통",
    fast: "빠르게", byStep: "한 칸씩 (누를 때마다 나아감)", jump: "점프 ↑", slide: "슬라이드 ↓", walk: "그대로 →", machine: "AI", you: "나",
    actions: ["그대로", "슬라이드", "점프"], jellies: "젤리", best: "가능한 최고", crashed: "부딪힘", arrived: "도착",
    keys: "겨룰 때: ↑ 또는 스페이스로 점프, ↓로 슬라이드. 바닥의 벽은 뛰어넘고, 매달린 벽은 밑으로 지난다.", values: "AI가 어림한 Q", ahead: "앞",
    things: { n: "낮은 벽", u: "높은 벽", o: "바닥 젤리", "^": "공중 젤리" }, nothing: "비었음", wins: "이겼다!", loses: "AI가 이겼다.", even: "비겼다.",
    rewards: "보상을 바꾸어 다시 학습", jelly: "젤리", crash: "충돌", jumping: "점프", updates: "학습 횟수", seed: "시드", double: "Double Q-learning",
    train: "다시 학습", halt: "학습 멈추기", training: "파이썬을 불러와 학습하는 중… (10~30초)", learning: "학습 {done} / {all}회: 시험 길에서 젤리 {jellies}개", trained: "다시 학습했다.", failed: "학습을 마치지 못했다:",
    kept: "주자는 그대로다.",
  },
  en: {
    watch: "Watch", play: "Run against it", stop: "Stop", course: "Course", fresh: "new course", speed: "Speed", slow: "slow", normal: "normal",
    fast: "fast", byStep: "Step by step (one cell at each press)", jump: "Jump ↑", slide: "Slide ↓", walk: "Go on →", machine: "AI", you: "You",
    actions: ["go on", "slide", "jump"], jellies: "jellies", best: "best possible", crashed: "crashed", arrived: "arrived",
    keys: "When running against it: ↑ or space jumps, ↓ slides. Jump over walls on the ground, slide under hanging ones.", values: "Q, as the AI estimates it", ahead: "ahead",
    things: { n: "low wall", u: "high wall", o: "ground jelly", "^": "air jelly" }, nothing: "nothing", wins: "You win!", loses: "The AI wins.", even: "A draw.",
    rewards: "Change the rewards and train again", jelly: "Jelly", crash: "Crash", jumping: "Jump", updates: "Updates", seed: "Seed", double: "Double Q-learning",
    train: "Train again", halt: "Stop training", training: "Loading Python and training… (10 to 30 seconds)", learning: "{done} of {all} updates: {jellies} jellies on test courses", trained: "Trained again.", failed: "Training did not end:",
    kept: "The player stays as it was.",
  },
};

const STYLE = `
.dqn { --ink: var(--kb-ink, currentColor); --mark: var(--kb-mark, #e0b400); --pen: var(--kb-pen, #b01f18); --blue: var(--kb-link, #0a4bc4); }
.dqn-row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; }
.dqn button, .dqn select, .dqn input:not([type=checkbox]) { font: inherit; color: inherit; background: var(--kb-surface, Canvas); border: 1px solid var(--kb-edge, currentColor); border-radius: 6px; padding: .4rem .8rem; min-height: 2.75rem; }
.dqn input[type=number] { width: 5.5rem; }
.dqn label { display: inline-flex; gap: .35rem; align-items: center; }
.dqn-stage { border: 1px solid var(--kb-line, currentColor); border-radius: 6px; background: var(--kb-sunken, transparent); touch-action: manipulation; }
.dqn-stage:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
.dqn-stage svg { display: block; width: 100%; height: auto; color: var(--ink); }
.dqn-touch button { flex: 1; min-height: 3.5rem; touch-action: manipulation; }
.dqn meter { width: min(14rem, 45vw); }`;

/** @param {string} output @returns {Player | undefined} the last line of a run's output that is a player */
export function playerOf(output) {
  const line = output.trimEnd().split("\n").reverse().find((text) => text.startsWith('{"courses"'));
  return line === undefined ? undefined : JSON.parse(line);
}

/** @param {string} course @param {Runner} runner @param {number} action @returns {Runner} the runner one tick later */
export function step(course, runner, action) {
  const posture = runner.posture === 0 ? TICKS[action] : runner.posture;
  const place = runner.place + 1;
  const thing = course[place];
  const crashed = (thing === "n" && posture <= 0) || (thing === "u" && posture >= 0);
  const eaten = thing === (posture > 0 ? "^" : "o");
  const arrived = !crashed && place === course.length - 1;
  return { place, posture: posture - Math.sign(posture), pose: Math.sign(posture), jellies: runner.jellies + Number(eaten), over: crashed || arrived, arrived };
}

/** @param {Player} player @param {string} course @param {Runner} runner @returns {number[]} Q of each action */
export function valuesOf(player, course, runner) {
  /** @type {number[]} */
  const seen = [];
  for (let distance = 0; distance < player.sight; distance += 1) {
    const kind = CELLS.indexOf(course[runner.place + 1 + distance] ?? ".");
    if (kind > 0) seen.push(4 * distance + kind - 1);
  }
  if (runner.posture !== 0) seen.push(4 * player.sight + Math.max(runner.posture, 0));
  const hidden = player.bias.map((bias, unit) => Math.max(0, seen.reduce((sum, input) => sum + player.first[input][unit], bias)));
  return player.last.map((row, action) => row.reduce((sum, weight, unit) => sum + weight * hidden[unit], player.base[action]));
}

/** @param {string} output so far @returns {{done: number, jellies: string} | undefined} the last report of a training */
export function progressOf(output) {
  const last = [...output.matchAll(/^DQN, (\d+) updates +([\d.]+) /gm)].at(-1);
  return last && { done: Number(last[1]), jellies: last[2] };
}

/** @param {number[]} values */
const bestOf = (values) => values.indexOf(Math.max(...values));

/** @returns {Runner} */
const atStart = () => ({ place: 0, posture: 0, pose: 0, jellies: 0, over: false, arrived: false });

/** @param {number} length @returns {string} a course as main.py makes it, with the browser's own luck */
function newCourse(length) {
  /** @param {string} two */
  const either = (two) => two[Math.floor(Math.random() * 2)];
  const cells = Array.from({ length }, (_, place) => (place > 1 && Math.random() < 0.5 ? either("o^") : "."));
  let gap = 5;
  for (let wall = 5; wall < length - 2; wall += gap) {
    cells[wall] = either("nu");
    const least = gap === 2 ? 3 : 2;
    gap = least + Math.floor(Math.random() * (6 - least));
  }
  return cells.join("");
}

/** @param {string} course @returns {number} the most jellies that can be eaten, from the end backwards, as in main.py */
export function optimum(course) {
  const postures = [-1, 0, 1, 2];
  let best = new Map(postures.map((posture) => [posture, 0]));
  for (let place = course.length - 2; place >= 0; place -= 1) {
    const after = best;
    best = new Map(postures.map((posture) => {
      const ways = TICKS.map((_, action) => step(course, { ...atStart(), place, posture }, action));
      return [posture, Math.max(...ways.map((way) => (way.over && !way.arrived ? 0 : way.jellies + (after.get(way.posture) ?? 0))))];
    }));
  }
  return best.get(0) ?? 0;
}

/** @param {any} drawn @param {string} thing @param {number} x @param {number} ground @returns {SVGElement | null} */
function picture(drawn, thing, x, ground) {
  const middle = x + CELL / 2;
  if (thing === "n") return drawn("rect", { x: x + 8, y: ground - 26, width: CELL - 16, height: 26, fill: "currentColor" });
  if (thing === "u") return drawn("rect", { x: x + 8, y: ground - 96, width: CELL - 16, height: 74, fill: "currentColor" });
  if (thing === "o" || thing === "^") {
    const y = thing === "o" ? ground - 12 : ground - 64;
    return drawn("circle", { cx: middle, cy: y, r: 8, fill: "var(--mark)", stroke: "currentColor", "stroke-width": 1.5 });
  }
  return null;
}

/**
 * @param {HTMLElement} element
 * @param {{language: string, output: string, run: Run, stop: () => void, kit: any}} page `stop` ends what `run` began
 * @returns {() => void} ends the game
 */
export function mount(element, { language, output, run, stop: halt, kit: { made, drawn } }) {
  const words = language === "ko" ? WORDS.ko : WORDS.en;
  const first = playerOf(output);
  if (first === undefined) return () => {};
  let player = first;
  let course = player.courses[0];
  let possible = optimum(course);
  let ai = atStart();
  let me = atStart();
  let versus = false;
  let wish = NOTHING;
  let timer = 0;
  let frame = 0;
  const shown = Math.max(LEAST, Math.min(MOST, Math.floor(element.clientWidth / CELL)));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const button = (/** @type {string} */ text, /** @type {() => void} */ click) => made("button", { type: "button", textContent: text, onclick: click });
  /** @type {HTMLSelectElement} */
  const courses = made("select", {}, ...player.courses.map((_, i) => made("option", { value: i, textContent: `${i + 1}` })), made("option", { value: "new", textContent: words.fresh }));
  /** @type {HTMLSelectElement} */
  const speed = made("select", {}, ...[[420, words.slow], [260, words.normal], [150, words.fast]].map(([value, textContent]) => made("option", { value, textContent })));
  speed.selectedIndex = 1;
  /** @type {HTMLInputElement} */
  const byStep = made("input", { type: "checkbox", checked: calm.matches });
  const status = made("p", { role: "status" });
  const bars = words.actions.map(() => /** @type {HTMLMeterElement} */ (made("meter", { min: 0, max: 1 })));
  const numbers = words.actions.map(() => made("span"));
  const stage = made("div", { className: "dqn-stage", tabIndex: 0, role: "group", ariaLabel: words.keys });
  const height = 2 * 130;
  const svg = drawn("svg", { viewBox: `0 0 ${shown * CELL} ${height}`, role: "img" });
  stage.append(svg);

  /** @param {Runner} runner @param {number} row @param {string} name @param {number} left part of a cell still to go, 1 to 0 */
  function lane(runner, row, name, left) {
    const ground = row * 130 + 118;
    const group = drawn("g", {});
    const from = runner.place - 2;
    const moving = drawn("g", { transform: `translate(${left * CELL} 0)` });
    for (let i = -1; i < shown; i += 1) {
      const thing = course[from + i];
      const eaten = from + i <= runner.place && (thing === "o" || thing === "^");
      const shape = thing === undefined || eaten ? null : picture(drawn, thing, i * CELL, ground);
      if (shape) moving.append(shape);
    }
    const tall = runner.pose < 0 ? 20 : 44;
    const body = drawn("rect", { x: 2 * CELL + 6, y: ground - tall - (runner.pose > 0 ? 44 : 0), width: 24, height: tall, rx: 8, fill: row ? "var(--pen)" : "var(--blue)" });
    const label = drawn("text", { x: 6, y: row * 130 + 20, "font-size": 16, fill: "currentColor" });
    label.textContent = `${name} ${runner.jellies}`;
    group.append(drawn("line", { x1: 0, x2: shown * CELL, y1: ground, y2: ground, stroke: "currentColor", "stroke-width": 2 }), moving, body, label);
    return group;
  }

  /** @param {Runner} runner */
  function ahead(runner) {
    const found = [];
    for (let distance = 1; distance <= player.sight && found.length < 3; distance += 1) {
      const thing = /** @type {keyof typeof words.things} */ (course[runner.place + distance]);
      if (thing in words.things) found.push(`${words.things[thing]} ${distance}`);
    }
    return found.join(", ") || words.nothing;
  }

  /** @param {Runner} runner */
  const fate = (runner) => (runner.over ? ` (${runner.arrived ? words.arrived : words.crashed})` : "");
  const score = () => `${words.machine} ${ai.jellies}${fate(ai)}${versus ? `, ${words.you} ${me.jellies}${fate(me)}` : ""} ${words.jellies}. ${words.best}: ${possible}.`;

  function draw(left = 0) {
    svg.replaceChildren(lane(ai, 0, words.machine, ai.over ? 0 : left), ...(versus ? [lane(me, 1, words.you, me.over ? 0 : left)] : []));
    svg.setAttribute("viewBox", `0 0 ${shown * CELL} ${versus ? height : height / 2}`);
    svg.setAttribute("aria-label", `${score()} ${words.ahead}: ${ahead(versus && !me.over ? me : ai)}`);
  }

  function showValues() {
    const values = valuesOf(player, course, ai);
    const low = Math.min(0, ...values);
    const range = Math.max(...values) - low || 1;
    values.forEach((value, action) => {
      bars[action].value = (value - low) / range;
      numbers[action].textContent = `${(value / 10000).toFixed(2)}${action === bestOf(values) && ai.posture === 0 ? " ←" : ""}`;
    });
  }

  const finished = () => ai.over && (!versus || me.over);

  function tell() {
    const end = !versus ? "" : me.jellies > ai.jellies ? words.wins : me.jellies < ai.jellies ? words.loses : words.even;
    if (finished()) status.textContent = `${score()} ${end}`;
    else if (byStep.checked) status.textContent = `${words.ahead}: ${ahead(versus && !me.over ? me : ai)}. ${score()}`;
  }

  function tick() {
    showValues();
    if (!ai.over) ai = step(course, ai, bestOf(valuesOf(player, course, ai)));
    if (versus && !me.over) {
      const free = me.posture === 0;
      me = step(course, me, wish);
      if (free) wish = NOTHING;
    }
    draw();
    tell();
    if (finished()) stop();
  }

  function stop() {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  }

  /** One cell: the runners decide, then glide into it; whatever is pressed meanwhile counts for the next. */
  function loop() {
    tick();
    if (finished()) return;
    const pause = Number(speed.value);
    const started = performance.now();
    const glide = (/** @type {number} */ now) => {
      draw(Math.max(0, 1 - Math.max(0, now - started) / pause));
      frame = requestAnimationFrame(glide);
    };
    if (!calm.matches) glide(started);
    timer = window.setTimeout(() => {
      cancelAnimationFrame(frame);
      loop();
    }, pause);
  }

  /** @param {boolean} against */
  function start(against) {
    stop();
    [ai, me, versus, wish] = [atStart(), atStart(), against, NOTHING];
    course = courses.value === "new" ? newCourse(player.courses[0].length) : player.courses[Number(courses.value)];
    possible = optimum(course);
    touch.hidden = !against && !byStep.checked;
    status.textContent = "";
    draw();
    showValues();
    tell();
    stage.focus();
    if (!byStep.checked) loop();
  }

  /** @param {number} action */
  function act(action) {
    wish = action;
    if (byStep.checked && !finished()) tick();
  }

  stage.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const action = { ArrowUp: JUMP, " ": JUMP, ArrowDown: SLIDE, ArrowRight: NOTHING }[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(action);
  });
  const touch = made("div", { className: "dqn-row dqn-touch", hidden: true }, button(words.jump, () => act(JUMP)), button(words.walk, () => act(NOTHING)), button(words.slide, () => act(SLIDE)));

  const number = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ pace) => /** @type {HTMLInputElement} */ (made("input", { type: "number", name, value, step: pace, required: true }));
  const double = made("input", { type: "checkbox" });
  const fields = [number("JELLY_REWARD", "1.0", "0.1"), number("CRASH_REWARD", "-2.0", "0.1"), number("JUMP_REWARD", "0.0", "0.1"), number("UPDATES", "5000", "1"), number("SEED", "2", "1")];
  Object.assign(fields[3], { min: "100", max: "10000" });
  const titles = [words.jelly, words.crash, words.jumping, words.updates, words.seed];
  const again = made("button", { type: "submit", textContent: words.train });
  const halts = made("button", { type: "button", textContent: words.halt, hidden: true, onclick: () => halt() });
  /** @type {HTMLProgressElement} */
  const bar = made("progress", { hidden: true, ariaLabel: words.rewards });
  const form = made("form", {}, made("div", { className: "dqn-row" }, ...fields.map((field, i) => made("label", {}, titles[i], field)), made("label", {}, double, words.double), again, halts, bar));
  const busy = (/** @type {boolean} */ now) => {
    [again.disabled, halts.hidden, bar.hidden] = [now, !now, !now];
    bar.removeAttribute("value");
  };
  form.addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    const decimal = (/** @type {HTMLInputElement} */ field) => (Number.isInteger(field.valueAsNumber) ? field.valueAsNumber.toFixed(1) : String(field.valueAsNumber));
    const overrides = Object.fromEntries(fields.map((field, i) => [field.name, i < 3 ? decimal(field) : String(Math.round(field.valueAsNumber))]));
    busy(true);
    stop();
    halts.focus();
    status.textContent = words.training;
    let heard = "";
    const hear = (/** @type {string} */ text) => {
      heard += text;
      const progress = progressOf(heard);
      if (progress === undefined || progress.done === bar.value) return;
      [bar.max, bar.value] = [Number(overrides.UPDATES), progress.done];
      status.textContent = words.learning.replace("{done}", String(progress.done)).replace("{all}", overrides.UPDATES).replace("{jellies}", progress.jellies);
    };
    try {
      const result = await run({ ...overrides, DOUBLE_Q: double.checked ? "True" : "False" }, { output: hear });
      const trained = playerOf(result.output);
      if (trained === undefined) throw new Error(result.output.slice(-300));
      player = trained;
      start(false);
      status.textContent = `${words.trained} ${result.output.split("\n").filter((line) => line.startsWith("DQN eats")).join(". ")}`;
    } catch (error) {
      status.textContent = `${words.failed} ${error instanceof Error ? error.message : String(error)} ${words.kept}`;
    } finally {
      const here = document.activeElement === halts;
      busy(false);
      if (here) again.focus();
    }
  });

  const table = made("div", { role: "group", ariaLabel: words.values }, made("strong", { textContent: words.values }), ...words.actions.map((name, i) => made("div", { className: "dqn-row" }, made("label", {}, bars[i], name), numbers[i])));
  element.replaceChildren(made("div", { className: "dqn" },
    made("style", { textContent: STYLE }),
    made("div", { className: "dqn-row" }, button(words.watch, () => start(false)), button(words.play, () => start(true)), button(words.stop, stop), made("label", {}, words.course, courses), made("label", {}, words.speed, speed)),
    made("div", { className: "dqn-row" }, made("label", {}, byStep, words.byStep)),
    stage, touch, status, made("p", { textContent: words.keys }), table, made("details", {}, made("summary", { textContent: words.rewards }), form)));
  draw();
  showValues();
  return () => {
    stop();
    element.replaceChildren();
  };
}
