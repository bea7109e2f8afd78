// What pages can do with scripts on: brightness, menus that close, the place in "on this page", the filter of talks, the
// way to the search, and suggestions for lost visitors. Every page works without it.
(() => {
  "use strict";
  const root = document.documentElement;

  // A visitor is on the page, and is shown the way to places on it; before, an address leads there at once.
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => root.classList.add("kb-here"), { once: true });

  // Brightness: "auto" follows the device; the head of the page has already taken up a stored choice.
  const scheme = document.querySelector("[data-kb-scheme]");
  if (scheme) {
    const stored = () => {
      try { return localStorage.getItem("kb-scheme"); } catch { return null; }
    };
    const show = (value) => {
      if (value === "auto") delete root.dataset.mdColorScheme;
      else root.dataset.mdColorScheme = value === "dark" ? "slate" : "default";
    };
    const chosen = scheme.querySelector(`input[value="${stored() === "dark" ? "dark" : stored() === "light" ? "light" : "auto"}"]`);
    chosen.checked = true;
    scheme.addEventListener("change", (event) => {
      show(event.target.value);
      try { localStorage.setItem("kb-scheme", event.target.value); } catch { /* not stored: it lasts for this page */ }
    });
    window.addEventListener("storage", (event) => {
      if (event.key !== "kb-scheme") return;
      const value = event.newValue || "auto";
      show(value);
      const input = scheme.querySelector(`input[value="${CSS.escape(value)}"]`);
      if (input) input.checked = true;
    });
  }

  // Menus close on Escape, which gives the focus back, and when something else is clicked or focused.
  const menus = [...document.querySelectorAll("details.kb-pop")];
  const leave = (target) => menus.forEach((menu) => { if (!menu.contains(target)) menu.open = false; });
  document.addEventListener("click", (event) => leave(event.target));
  document.addEventListener("focusin", (event) => leave(event.target));
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // The entry of "on this page" whose section is being read.
  const entries = new Map();
  for (const link of document.querySelectorAll(".kb-toc a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) entries.set(target, link);
  }
  if (entries.size && "IntersectionObserver" in window) {
    const targets = [...entries.keys()];
    let current = null;
    const mark = () => {
      const passed = targets.filter((target) => target.getBoundingClientRect().top < innerHeight * 0.3);
      const link = entries.get(passed[passed.length - 1] || targets[0]);
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      current = link;
    };
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    targets.forEach((target) => observer.observe(target));
    mark();
  }

  // Filter of talks: the choice stands in the address (#state=reviewed&tag=storage), so that it can be shared.
  const filter = document.querySelector("[data-kb-filter]");
  if (filter) {
    const items = [...document.querySelectorAll("[data-state]")];
    const groups = [...document.querySelectorAll("[data-kb-group]")];
    const count = filter.querySelector("[data-words]");
    const apply = () => {
      const { state, tag } = Object.fromEntries(new FormData(filter));
      let shown = 0;
      for (const item of items) {
        item.hidden = Boolean((state && item.dataset.state !== state) || (tag && !item.dataset.tags.split(" ").includes(tag)));
        shown += item.hidden ? 0 : 1;
      }
      for (const group of groups) group.hidden = !group.querySelector("[data-state]:not([hidden])");
      count.textContent = state || tag ? count.dataset.words.replace("{shown}", shown) : "";
      return new URLSearchParams(Object.entries({ state, tag }).filter(([, value]) => value)).toString();
    };
    const read = () => {
      const wanted = new URLSearchParams(location.hash.slice(1));
      if (!wanted.has("state") && !wanted.has("tag")) return;
      for (const name of ["state", "tag"]) filter.elements[name].value = wanted.get(name) || "";
      apply();
    };
    filter.addEventListener("submit", (event) => event.preventDefault());
    filter.addEventListener("change", () => {
      const hash = apply();
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    });
    window.addEventListener("hashchange", read);
    read();
  }

  // Search: the dialog opens at once; what answers is loaded when a visitor reaches for it.
  const opener = document.querySelector("[data-kb-finder]");
  if (opener) {
    const load = (name) => globalThis.kbModules?.[name] ?? import(new URL(opener.dataset.kbFinder + name, document.baseURI).href);
    const start = async (name, ...rest) => (await load(name)).start(...rest);
    const page = document.querySelector("[data-kb-search-page]");
    const dialog = document.getElementById("kb-find");
    const input = (page || dialog).querySelector("input[name=q]");
    const failed = () => { (page || dialog).querySelector(".kb-find-instead").textContent = (page || dialog).dataset.failed; };
    // Until the box listens, an Enter is kept for it: left alone, it would lead away to the page of the search.
    const hold = () => {
      let entered;
      const end = new AbortController();
      const hear = (place, kind, listener) => place.addEventListener(kind, listener, { signal: end.signal });
      const forget = () => { entered = undefined; };
      hear(input, "input", forget);
      hear(dialog, "close", forget);
      hear(input, "keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
        event.preventDefault();
        entered = { key: "Enter", ctrlKey: event.ctrlKey, metaKey: event.metaKey, bubbles: true, cancelable: true };
      });
      return () => { end.abort(); return entered; };
    };
    let loading;
    const reach = () => {
      if (loading) return;
      const release = page ? () => undefined : hold();
      const begun = fetch(opener.dataset.kbStart, { cache: "no-cache" });
      begun.catch(() => {});
      loading = start(page ? "page.js" : "box.js", page || dialog, opener.dataset.kbStart, begun).then(() => {
        const entered = release();
        if (entered) input.dispatchEvent(new KeyboardEvent("keydown", entered));
      }, () => {
        loading = undefined;
        failed();
        if (release() && input.value.trim()) input.form.requestSubmit();
      });
    };
    const open = () => {
      reach();
      if (dialog && !dialog.open) dialog.showModal();
      input.focus();
      input.select();
    };
    if (page) reach();
    for (const kind of ["pointerenter", "focus", "touchstart"]) opener.addEventListener(kind, reach, { passive: true });
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
    dialog?.querySelector(".kb-find-close").addEventListener("click", () => dialog.close());
    dialog?.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

    // A key of one character must be one that can be turned off (WCAG 2.1.4).
    const slash = dialog?.querySelector(".kb-find-slash input");
    const slashed = () => {
      try { return localStorage.getItem("kb-slash") !== "off"; } catch { return true; }
    };
    if (slash) {
      slash.checked = slashed();
      slash.addEventListener("change", () => {
        try { localStorage.setItem("kb-slash", slash.checked ? "on" : "off"); } catch { /* not stored: the key stays */ }
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey || event.shiftKey || document.querySelector("dialog[open]")) return;
      const command = event.ctrlKey || event.metaKey;
      const typing = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
      if (command ? event.code !== "KeyK" && event.key !== "k" : event.key !== "/" || typing || !slashed()) return;
      event.preventDefault();
      open();
    });

    // Words that a visitor came here for.
    if (new URLSearchParams(location.search).has("h")) start("marks.js", document.getElementById("content"), opener.dataset).catch(() => {});
  }

  // Lost visitors: the pages whose address or title is nearest to the address asked for.
  const lost = document.querySelector("[data-kb-lost]");
  if (lost) {
    const parts = (text) => text.toLowerCase().normalize("NFC").split(/[^0-9a-z가-힣]+/).filter((part) => part.length > 1 && part !== "html" && part !== "index");
    const pairs = (word) => new Set([...word].slice(1).map((letter, index) => word[index] + letter));
    const alike = (one, other) => {
      if (one === other) return 1;
      const [first, second] = [pairs(one), pairs(other)];
      const common = [...first].filter((pair) => second.has(pair)).length;
      return first.size + second.size ? (2 * common) / (first.size + second.size) : 0;
    };
    const suggest = (pages) => {
      let path = location.pathname;
      try { path = decodeURIComponent(path); } catch { /* a broken escape: compare it as it is */ }
      const last = parts(path.split("/").filter(Boolean).pop() ?? "").join(" ");
      for (const link of last ? lost.querySelectorAll('a[href$="/search/"]') : []) link.search = new URLSearchParams({ q: last });
      const wanted = parts(path);
      if (!wanted.length) return;
      const base = new URL(lost.dataset.kbLost, location.href).href.replace(/assets\/kb\/paths\.json$/, "");
      const known = pages.map((page) => [...parts(page.url), ...parts(Object.values(page.title).join(" "))]);
      // A word that many pages have says little about which one is meant.
      const weights = wanted.map((word) => Math.log(1 + pages.length / (1 + known.filter((words) => words.includes(word)).length)));
      const scored = pages.map((page, index) => {
        const best = wanted.map((word) => Math.max(0, ...known[index].map((other) => alike(word, other))));
        return { page, score: best.reduce((sum, value, at) => sum + (value > 0.4 ? value * weights[at] : 0), 0) };
      });
      scored.sort((one, other) => other.score - one.score);
      const enough = Math.max(scored[0].score * 0.7, 0.3 * weights.reduce((sum, weight) => sum + weight, 0));
      const near = scored.filter((one) => one.score >= enough && one.page.url).slice(0, 5);
      if (!near.length) return;
      lost.querySelectorAll(".kb-lost-part").forEach((section) => {
        const list = section.querySelector(".kb-lost-near ul");
        for (const { page } of near) {
          const title = page.title[section.lang];
          if (!title) continue;
          const link = document.createElement("a");
          link.href = base + section.dataset.kbPrefix + page.url;
          link.textContent = title;
          const item = document.createElement("li");
          item.append(link);
          list.append(item);
        }
        section.querySelector(".kb-lost-near").hidden = !list.children.length;
      });
    };
    fetch(lost.dataset.kbLost).then((answer) => (answer.ok ? answer.json() : [])).then(suggest).catch(() => {});
  }
})();
