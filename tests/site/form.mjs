// The form's own modules, asked from a test: JSON on standard input, answers on standard output.

import { readFileSync } from "node:fs";

const { assets, data, cases } = JSON.parse(readFileSync(0, "utf-8"));
const from = (name) => import(`${assets}/${name}.js`);
const { check } = await from("check");
const { toForm, toRecord } = await from("record");
const { said } = await from("saying");
const { changedText, newText } = await from("text");

const answers = cases.map(({ kind, path, value, published, change }) => {
  const { definitions, part } = data.kinds[kind];
  const language = value.language ?? data.languages.first;
  const taken = (whole) => toRecord(definitions, part, toForm(definitions, part, whole, language), language).record;
  const record = taken({ ...value, ...change });
  const problems = check(data, kind, path, record).map(({ rule, message, cure, severity }) => [
    rule, severity, ...["en", "ko"].flatMap((each) => [said(data.words, message, each), cure ? said(data.words, cure, each) : ""]),
  ]);
  const changed = published ? changedText(data, kind, published, taken(value), record) : null;
  return { text: newText(data, kind, path, record), problems, changed };
});
process.stdout.write(JSON.stringify(answers));
