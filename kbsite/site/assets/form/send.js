// Where a finished record goes: an address of the repository's own page for new or changed files.

const LONGEST = 8000;

/**
 * The page for a new file with its text filled in, or without where that would be too long for an address.
 * @param {string} edit address of the page that changes a file, up to its path
 * @param {string} path
 * @param {string} text
 * @returns {{address: string, whole: boolean}} `whole` where the text is in it
 */
export function newAddress(edit, path, text) {
  const cut = path.lastIndexOf("/");
  const base = edit.replace(/\/edit\/(.*)$/, "/new/$1") + encoded(path.slice(0, cut));
  const short = `${base}?filename=${encodeURIComponent(path.slice(cut + 1))}`;
  const address = `${short}&value=${encodeURIComponent(text)}`;
  return address.length <= LONGEST ? { address, whole: true } : { address: short, whole: false };
}

/**
 * The page that changes a file, at a line.
 * @param {string} edit
 * @param {string} path
 * @param {number} line
 */
export const editAddress = (edit, path, line) => `${edit}${encoded(path)}${line > 1 ? `#L${line}` : ""}`;

/** @param {string} path */
const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");

/** @param {string} text */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
