// The page "my schedule": what was kept, by day; what clashes; the way out as a link, a calendar and paper; and what was read.

import { say as fill } from "../finder/words.js";
import { calendar } from "./calendar.js";
import { clashes, inOrder, unsure } from "./clash.js";
import { Data } from "./data.js";
import { button, make } from "./dom.js";
import { readings } from "./readings.js";
import { fragment, talksIn } from "./share.js";
import { ROOT, store } from "./store.js";

/** @import { Talk } from "./clash.js" */
/** @import { Event as Held } from "./data.js" */
/** @typedef {Awaited<ReturnType<Data["talks"]>>} Found */

class Page {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.words = JSON.parse(place.dataset.kbMineWords ?? "{}");
    this.data = new Data(place.dataset.kbMine ?? "");
    this.status = make("p", { class: "kb-hidden", role: "status" });
    this.body = make("div");
    /** @type {string[] | null} what was kept before the last change */
    this.before = null;
    this.drawn = 0;
    this.said = "";
    /** @type {string | undefined} the talk whose button takes the focus once what was removed is gone */
    this.focused = undefined;
    place.append(this.status, this.body);
    addEventListener("hashchange", () => void this.show());
    addEventListener("storage", ({ key }) => void ((key === store.key || key === null) && this.renew()));
    addEventListener("pageshow", ({ persisted }) => void (persisted && this.renew()));
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  say(key, values) {
    return fill(this.words, key, values);
  }

  renew() {
    store.read();
    return this.show();
  }

  /** Draw what is kept, or what a link shows. @param {boolean} [changed] whether the keyboard's place is gone */
  async show(changed = false) {
    const turn = ++this.drawn;
    const shared = talksIn(location.hash);
    try {
      const ids = shared ?? store.kept.talks;
      const found = await this.data.talks(ids);
      if (found.moved && !shared) store.replace([...found.talks.map(({ id }) => id), ...found.missing]);
      const parts = [...this.notes(), ...(shared ? this.shared(found) : []), ...await this.schedule(found, shared !== null)];
      if (!shared) parts.push(...await readings(this.data, this.words));
      if (turn !== this.drawn) return;
      this.body.replaceChildren(...parts);
      // So that a calendar can be made without a network, too.
      if (navigator.serviceWorker?.controller) this.data.entries(found.events).catch(() => undefined);
    } catch {
      if (turn === this.drawn) this.body.replaceChildren(make("p", { class: "kb-note" }, this.say("failed")), button(this.say("again"), () => void this.renew()));
    }
    if (!changed) return;
    const next = this.body.querySelector("[data-after]") ?? this.body.querySelector("h2, .kb-absent");
    if (next instanceof HTMLElement) {
      if (next.tabIndex < 0) next.tabIndex = -1;
      next.focus();
    }
  }

  notes() {
    const keys = [...(store.damaged ? ["damaged"] : []), ...(store.lasting ? [] : ["not_lasting"])];
    return keys.map((key) => make("p", { class: "kb-note" }, this.say(key)));
  }

  /** @param {Found} found @param {boolean} shared */
  async schedule({ talks, missing, events }, shared) {
    const named = new Map(events.map((event) => [event.id, event]));
    const undo = this.before && !shared ? [make("p", { class: "kb-mine-undo" }, `${this.said} `, button(this.say("undo"), () => this.undo()))] : [];
    if (!talks.length && !missing.length) return [...undo, make("p", { class: "kb-absent" }, this.say(shared ? "empty_link" : "empty"))];
    const against = clashes(talks);
    const ways = talks.length ? [await this.ways(talks, events, shared)] : [];
    const count = [...against.values()].filter((others) => others.length).length;
    const line = make("p", { class: "kb-mine-count" }, this.say("count", { count: talks.length }), count ? ` ${this.say("clash_count", { count })}` : "");
    return [...undo, line, ...ways, ...this.lost(missing, shared), ...days(talks).map((day) => this.day(day, named, against, shared))];
  }

  /** @param {Talk[]} talks @param {Held[]} events @param {boolean} shared */
  async ways(talks, events, shared) {
    const index = await this.data.index;
    const link = new URL(fragment(talks.map(({ id }) => id), (id) => Data.eventOf(index, id)), location.href).href;
    const field = make("input", { class: "kb-mine-link", readonly: true, value: link, "aria-label": this.say("link") });
    const copy = button(this.say("copy"), async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(link);
        this.tell(this.say("copied"));
      } catch {
        this.tell(this.say("copy_yourself"));
      }
    });
    const ways = [
      button(this.say("download"), () => void this.download(talks, events)),
      button(this.say("print"), () => print()),
      ...(shared ? [] : [button(this.say("clear"), () => this.change([], this.say("cleared")))]),
    ];
    return make("div", { class: "kb-mine-ways" }, ...ways, make("span", { class: "kb-mine-share" }, field, copy));
  }

  /** @param {string[]} missing @param {boolean} shared */
  lost(missing, shared) {
    if (!missing.length) return [];
    const items = missing.map((id) => make("li", {}, make("code", {}, id), " ", shared ? "" : button(this.say("remove"), () => this.drop(id, id), this.say("remove_one", { title: id }))));
    return [make("div", { class: "kb-note" }, make("p", {}, this.say("missing", { count: missing.length })), make("ul", {}, ...items))];
  }

  /**
   * @param {Talk[]} talks of one day of one event
   * @param {Map<string, Held>} named
   * @param {ReturnType<typeof clashes>} against
   * @param {boolean} shared
   */
  day(talks, named, against, shared) {
    const event = named.get(talks[0].event);
    const date = talks[0].date;
    const day = date ? event?.days[date] ?? date : this.say("day_unknown");
    const id = `on-${talks[0].event}-${date ?? "unknown"}`;
    const title = make("h2", { id }, make("a", { href: new URL(event?.url ?? "", ROOT).href }, event?.name ?? ""), ` · ${day}`);
    const notes = [
      ...(talks.some(({ from }) => from === undefined) ? ["times_unknown"] : []),
      ...(unsure(talks) ? ["unsure"] : []),
    ];
    return make("section", { class: "kb-section kb-mine-day", "aria-labelledby": id }, make("div", { class: "kb-heading kb-heading-2" }, title),
      ...notes.map((key) => make("p", { class: "kb-quiet" }, this.say(key))),
      make("ol", { class: "kb-mine-talks" }, ...talks.map((talk) => this.entry(talk, against.get(talk.id) ?? [], shared))));
  }

  /** @param {Talk} talk @param {{talk: Talk, why: string}[]} others @param {boolean} shared */
  entry(talk, others, shared) {
    const when = talk.start ? talk.start + (talk.end ? `–${talk.end}` : "") : talk.slot ? this.say("slot", { number: talk.slot }) : this.say("time_unknown");
    const facts = [talk.speakers, talk.room || talk.track].filter(Boolean).join(" · ");
    const reasons = others.map(({ talk: other, why }) => make("li", {}, this.say(`clash_${why}`, { title: other.title })));
    return make("li", { class: `kb-mine-talk${others.length ? " kb-mine-clash" : ""}` },
      make("span", { class: "kb-mine-when" }, when),
      make("div", { class: "kb-mine-words" },
        make("a", { class: "kb-talk-link", href: new URL(talk.url, ROOT).href, ...(talk.language ? { lang: talk.language } : {}) }, talk.title),
        make("p", { class: "kb-quiet" }, facts),
        ...(reasons.length ? [make("ul", { class: "kb-mine-reasons" }, ...reasons)] : [])),
      ...(shared ? [] : [make("button", {
        type: "button", class: "kb-action kb-mine-remove", "aria-label": this.say("remove_one", { title: talk.title }),
        "data-talk": talk.id, "data-after": this.focused === talk.id, onclick: () => this.drop(talk.id, talk.title),
      }, this.say("remove"))]));
  }

  /** A schedule that came as a link: shown, and taken only when asked. @param {Found} found */
  shared({ talks }) {
    const ids = talks.map(({ id }) => id);
    const fresh = ids.filter((id) => !store.kept.talks.includes(id));
    const leave = () => {
      history.replaceState(null, "", location.pathname + location.search);
      this.before = null;
    };
    const take = (/** @type {string[]} */ kept, /** @type {string} */ said) => {
      leave();
      this.change(kept, said);
    };
    const ways = ids.length ? [
      button(this.say("add", { count: fresh.length }), () => take([...store.kept.talks, ...fresh], this.say("added", { count: fresh.length }))),
      ...(store.kept.talks.length ? [button(this.say("replace", { count: store.kept.talks.length }), () => take(ids, this.say("replaced")))] : []),
    ] : [];
    return [make("div", { class: "kb-note kb-mine-shared" }, make("p", {}, this.say("shared")),
      make("div", { class: "kb-mine-ways" }, ...ways, button(this.say("leave"), () => { leave(); void this.show(true); })))];
  }

  /** @param {string} id @param {string} title */
  drop(id, title) {
    const order = [...this.body.querySelectorAll("[data-talk]")].map((row) => row.getAttribute("data-talk") ?? "");
    const at = order.indexOf(id);
    this.focused = order[at + 1] ?? order[at - 1];
    this.change(store.kept.talks.filter((one) => one !== id), this.say("removed", { title }));
  }

  /** @param {string[]} talks @param {string} said */
  change(talks, said) {
    const { talks: before } = store.read();
    this.before = before;
    this.said = said;
    store.replace(talks);
    this.tell(said);
    void this.show(true);
  }

  undo() {
    if (this.before) store.replace(this.before);
    this.before = null;
    this.tell(this.say("undone"));
    void this.show(true);
  }

  /** @param {string} words */
  tell(words) {
    this.status.textContent = "";
    this.status.textContent = words;
  }

  /** @param {Talk[]} talks @param {Held[]} events */
  async download(talks, events) {
    try {
      const dated = [...talks].sort(inOrder).filter(({ date }) => date);
      const left = talks.filter(({ date }) => !date).map(({ title }) => title).join("; ");
      const page = new URL(location.pathname, location.origin).href;
      const about = this.say("calendar_about", { site: this.say("site"), page }) + (left ? `\n${this.say("left_out", { talks: left })}` : "");
      const text = calendar(this.say("calendar_name", { site: this.say("site") }), about, page, dated.map(({ id }) => id), await this.data.entries(events));
      const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
      make("a", { href: address, download: "my-schedule.ics" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.tell(left ? this.say("left_out", { talks: left }) : this.say("downloaded", { count: dated.length }));
    } catch {
      this.tell(this.say("failed"));
    }
  }
}

/** Talks by day and event, in order. @param {Talk[]} talks */
function days(talks) {
  /** @type {Map<string, Talk[]>} */
  const found = new Map();
  for (const talk of [...talks].sort(inOrder)) {
    const key = `${talk.date} ${talk.event}`;
    found.set(key, [...(found.get(key) ?? []), talk]);
  }
  return [...found.values()];
}

const place = document.querySelector("[data-kb-mine]");
if (place instanceof HTMLElement) void new Page(place).show();
