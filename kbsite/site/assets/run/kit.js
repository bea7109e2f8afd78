// What page scripts of examples ask and draw with, so that each of them is about its subject only.

import { made } from "./words.js";

export { made };

/** @typedef {{min: number, max: number, step: number, value: number}} Range */
/** @typedef {{row: HTMLElement, input: HTMLInputElement, value: number}} Slider */
/** @typedef {{from: number, to: number, name: string, log?: boolean, ticks?: number[]}} Axis */
/** @typedef {{svg: SVGElement, x: (value: number) => number, y: (value: number) => number, base: number}} Chart */

const [LEFT, RIGHT, TOP, BOTTOM] = [58, 12, 26, 44];
let count = 0;

/**
 * A shape of SVG.
 * @param {string} name
 * @param {Record<string, string | number>} [attributes]
 * @param {(Node | string)[]} children
 */
export function drawn(name, attributes = {}, ...children) {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, String(value));
  shape.append(...children);
  return shape;
}

/**
 * A slider with its name, and its value in words beside it; both are read aloud.
 * @param {string} name
 * @param {Range} range
 * @param {() => void} moved
 * @param {(value: number) => string} [said]
 * @returns {Slider}
 */
export function slider(name, range, moved, said = String) {
  const id = `kb-slider-${count += 1}`;
  const input = made("input", { type: "range", id });
  for (const key of /** @type {const} */ (["min", "max", "step", "value"])) input[key] = String(range[key]);
  const shown = made("span", { className: "kb-slider-value" });
  const row = made("div", { className: "kb-slider" }, made("label", { htmlFor: id, textContent: name }), input, shown);
  const tell = () => {
    shown.textContent = said(Number(input.value));
    input.setAttribute("aria-valuetext", shown.textContent);
  };
  input.addEventListener("input", () => {
    tell();
    moved();
  });
  tell();
  return {
    row,
    input,
    get value() { return Number(input.value); },
    set value(value) {
      input.value = String(value);
      tell();
    },
  };
}

/**
 * Axes as wide as the place they are for, so that their words keep their size on a phone.
 * @param {HTMLElement} place
 * @param {Axis} across
 * @param {Axis} up
 * @returns {Chart}
 */
export function chart(place, across, up) {
  const wide = Math.max(300, Math.min(720, place.clientWidth || 640));
  const high = Math.round(Math.min(360, wide * 0.7));
  const x = scale(across, LEFT, wide - RIGHT);
  const base = high - BOTTOM;
  const y = scale(up, base, TOP);
  const svg = drawn("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img", class: "kb-chart" });
  const most = Math.floor((wide - LEFT - RIGHT) / 56);
  for (const value of ticksOf(across, most)) {
    const anchor = x(value) > wide - 30 && value >= 1000 ? "end" : "middle";
    svg.append(drawn("text", { x: anchor === "end" ? wide : x(value), y: base + 18, "text-anchor": anchor }, short(value)));
  }
  for (const value of ticksOf(up, 6)) {
    svg.append(drawn("line", { x1: LEFT, x2: wide - RIGHT, y1: y(value), y2: y(value), class: "kb-chart-grid" }));
    svg.append(drawn("text", { x: LEFT - 6, y: y(value) + 5, "text-anchor": "end" }, short(value)));
  }
  svg.append(
    drawn("line", { x1: LEFT, x2: wide - RIGHT, y1: base, y2: base, stroke: "currentColor" }),
    drawn("text", { x: wide - RIGHT, y: high - 6, "text-anchor": "end" }, across.name),
    drawn("text", { x: 2, y: 14 }, up.name),
  );
  return { svg, x, y, base };
}

/**
 * @param {Axis} axis
 * @param {number} start
 * @param {number} end
 */
function scale({ from, to, log }, start, end) {
  const place = (/** @type {number} */ value) => (log ? Math.log10(Math.max(value, Number.MIN_VALUE)) : value);
  return (/** @type {number} */ value) => {
    const part = (place(value) - place(from)) / (place(to) - place(from));
    return start + Math.max(-0.05, Math.min(1.05, part)) * (end - start);
  };
}

/**
 * Round values along an axis.
 * @param {Axis} axis
 * @param {number} most
 */
function ticksOf({ from, to, log, ticks }, most) {
  if (ticks) return ticks.filter((_, i) => i % Math.ceil(ticks.length / most) === 0);
  if (log) {
    const [low, high] = [Math.ceil(Math.log10(from)), Math.floor(Math.log10(to))];
    const every = Math.max(1, Math.ceil((high - low + 1) / most));
    return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => 10 ** (high - i * every));
  }
  const raw = (to - from) / most;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const every = ten * ([1, 2, 5].find((one) => one * ten >= raw) ?? 10);
  const first = Math.ceil(from / every - 1e-9);
  return Array.from({ length: Math.floor(to / every + 1e-9) - first + 1 }, (_, i) => (first + i) * every);
}

/** @param {number} value */
export function short(value) {
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(Number.isInteger(Math.log10(Math.abs(value))) ? 0 : 1);
  return Number(value.toPrecision(6)).toLocaleString("en-US");
}
