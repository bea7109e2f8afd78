// The site's own letters, once the page is painted with those of the system, which are made to take the same room.
//
// A browser that is left to itself lays out all text anew when it hears of the fonts and again with each that comes, and a
// page needs some twenty. Here all that the page needs are there before the first is shown, and what is on the screen is
// set in them piece by piece: no visitor's tap waits for the whole. Where that cannot be, the browser is left to itself.
// What is far from the window has not been laid out until then (see site.css), and is next, a section at a time.
(() => {
  "use strict";
  const root = document.documentElement;
  const sheet = document.getElementById("kb-fonts");
  const LETTERS = 400; // what is set in one frame
  const SIGNS = "#/—→↗▸▾"; // what style sheets write

  const frame = () => new Promise((go) => {
    if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(go));
    else setTimeout(go);
  });
  const spare = () => (window.requestIdleCallback ? new Promise((go) => { requestIdleCallback(go, { timeout: 1000 }); }) : frame());
  const layOut = async () => {
    for (const section of document.querySelectorAll(".kb-section, .kb-foot")) {
      await spare();
      section.classList.add("kb-near");
      await frame();
    }
    root.classList.add("kb-laid-out");
  };
  if (!sheet || sheet.media === "all") {
    layOut();
    return;
  }

  // Which of the numbers, in order, are not below the first: the least of them.
  const least = (numbers, from) => {
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] < from) low = middle + 1;
      else high = middle;
    }
    return numbers[low];
  };
  const within = (numbers, ranges) => ranges.split(",").some((range) => {
    const [from, to = from] = range.trim().slice(2).split("-").map((end) => parseInt(end, 16));
    return least(numbers, from) <= to;
  });

  const face = ({ style }) => {
    const source = style.getPropertyValue("src").replace(/url\("?([^")]+)"?\)/, (_, path) => `url("${new URL(path, sheet.href).href}")`);
    const descriptors = { weight: style.getPropertyValue("font-weight"), unicodeRange: style.getPropertyValue("unicode-range"), display: "swap" };
    return new FontFace(style.getPropertyValue("font-family").replace(/["']/g, ""), source, descriptors);
  };
  const needed = () => {
    const numbers = [...new Set(document.body.textContent + SIGNS)].map((letter) => letter.codePointAt(0)).sort((one, other) => one - other);
    return [...sheet.sheet.cssRules].filter(({ style }) => style && within(numbers, style.getPropertyValue("unicode-range"))).map(face);
  };

  // What stands on the screen or near it, in pieces that are soon laid out.
  const pieces = function* (element) {
    if (!element.checkVisibility?.({ contentVisibilityAuto: true })) return;
    const whole = element.textContent.length <= LETTERS || !element.children.length || element.namespaceURI.endsWith("/svg");
    if (whole) yield element;
    else for (const child of element.children) yield* pieces(child);
  };
  const set = async () => {
    let letters = 0;
    await frame();
    for (const piece of pieces(document.body)) {
      piece.classList.add("kb-lettered");
      letters += piece.textContent.length;
      if (letters < LETTERS) continue;
      letters = 0;
      await frame();
    }
  };

  const take = async () => {
    try {
      const faces = needed();
      await frame(); // which are needed is some work by itself
      await Promise.allSettled(faces.map((one) => one.load()));
      faces.forEach((one) => document.fonts.add(one));
    } catch { /* a page from a folder may not read its style sheets, and older browsers have no such faces */ }
    sheet.media = "all";
    if (document.visibilityState === "visible") await set();
    root.classList.add("kb-lettered");
    try { sessionStorage.setItem("kb-fonts", "taken"); } catch { /* not stored: the next page waits too */ }
    layOut();
  };
  const painted = () => { if (sheet.sheet) take(); else sheet.addEventListener("load", take, { once: true }); };
  const shown = document.visibilityState === "visible" && window.PerformanceObserver?.supportedEntryTypes?.includes("paint");
  if (shown) new PerformanceObserver((_, observer) => { observer.disconnect(); painted(); }).observe({ type: "paint", buffered: true });
  else painted();
})();
