// Whether an address may be a link, as kbsite/rules/link_is_safe.py looks at it.

/** @typedef {import("./saying.js").Saying} Saying */

const FORBIDDEN = /[<>"`{}|\\^\x00-\x20\x7f\u200b-\u206f]/;

/**
 * What keeps an address from being a link: what is wrong and the cure, by their names; null where nothing does.
 * @param {string} url
 * @returns {[string, string] | null}
 */
export function wrongWith(url) {
  if (FORBIDDEN.test(url)) return ["ODD", "ENCODE"];
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1].toLowerCase() ?? "";
  const rest = scheme ? url.slice(scheme.length + 1) : url;
  const host = rest.startsWith("//") ? /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? "" : "";
  if (host.includes("[") !== host.includes("]")) return ["HOST", "WRITE_HOST"];
  if (scheme !== "http" && scheme !== "https") return ["SCHEME", "WRITE"];
  const [, name, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(host.slice(host.lastIndexOf("@") + 1)) ?? ["", "", ""];
  if (!name) return ["HOST", "WRITE_HOST"];
  if (port && !(/^\d+$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) return ["PORT", "REMOVE_PORT"];
  return host.includes("@") ? ["USER", "REMOVE"] : null;
}

/** @param {string} url */
export const shortened = (url) => ([...url].length <= 80 ? url : `${[...url].slice(0, 79).join("")}…`);
