// What pages of examples can do with scripts on: file tabs, copying, the age of a record, the run in the page, the game.
// Pages are whole without it, and nothing that runs code is loaded before somebody asks for it.

import { offerCopies } from "./copy.js";
import { offerGame } from "./game.js";
import { Panel } from "./panel.js";
import { makeTabs } from "./tabs.js";
import { say } from "./words.js";

const DAY = 86_400_000;

for (const place of document.querySelectorAll(".kb-age")) {
  if (!(place instanceof HTMLElement) || !place.dataset.kbRecorded) continue;
  const days = Math.floor((Date.now() - Date.parse(place.dataset.kbRecorded)) / DAY);
  const key = days < 1 ? "today" : days > Number(place.dataset.kbDays) ? "old" : "days";
  place.textContent = say(key, { days });
}

const files = document.querySelector(".kb-files");
if (files instanceof HTMLElement) makeTabs(files);
offerCopies();
const run = document.querySelector("[data-kb-run]");
const panel = run instanceof HTMLElement ? new Panel(run) : null;
const game = document.querySelector("[data-kb-game]");
if (game instanceof HTMLElement) offerGame(game, panel);
