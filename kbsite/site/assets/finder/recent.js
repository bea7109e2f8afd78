// Searches of this visitor, kept in this browser only; where it keeps nothing, there are none.

const KEY = "kb-searches";
const MOST = 6;

/** @returns {string[]} the newest first */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** @param {string} text */
export function remember(text) {
  const typed = text.trim();
  if (!typed) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([typed, ...recent().filter((one) => one !== typed)].slice(0, MOST)));
  } catch { /* nothing is kept here */ }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch { /* nothing is kept here */ }
}
