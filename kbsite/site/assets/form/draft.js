// Drafts, kept in this browser alone: one for each record that is being written.

/** @typedef {{form: Record<string, any>, place: Record<string, string>, base: string, saved: string}} Draft */

const PREFIX = "kb-form:";

/**
 * Keep a draft; says whether the browser did.
 * @param {string} name
 * @param {Omit<Draft, "saved">} draft
 */
export function keep(name, draft) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ ...draft, saved: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @returns {Draft | null}
 */
export function kept(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
    return draft && typeof draft.form === "object" && typeof draft.place === "object" ? draft : null;
  } catch {
    return null;
  }
}

/** @param {string} name */
export function drop(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // what cannot be kept is not there
  }
}

/** Names of all drafts. */
export function drafts() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)).sort();
  } catch {
    return [];
  }
}
