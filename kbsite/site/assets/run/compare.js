// Where two outputs differ, line by line.

/**
 * Lines that differ, after taking away what is the same at both ends.
 * @param {string} recorded
 * @param {string} now
 * @returns {{line: number, recorded: string | undefined, now: string | undefined}[]}
 */
export function differences(recorded, now) {
  const before = recorded.split("\n");
  const after = now.split("\n");
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const found = [];
  for (let line = start; line < Math.max(before.length, after.length) - end; line += 1) {
    const one = line < before.length - end ? before[line] : undefined;
    const other = line < after.length - end ? after[line] : undefined;
    if (one !== other) found.push({ line: line + 1, recorded: one, now: other });
  }
  return found;
}
