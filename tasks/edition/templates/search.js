// The search box of an edition: words against a list that is loaded when the box is first used. No network, no storage.
"use strict";
(() => {
  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const found = form.querySelector(".found");
  const count = form.querySelector(".found-count");
  const root = form.dataset.root;
  const MOST = 12;
  let entries = null;

  const plain = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];

  // A word counts 8 where it begins a word of the title, 1 where it begins another; every word has to count.
  const scoreOf = (entry, words) => {
    let score = 0;
    for (const word of words) {
      if (entry.title.some((one) => one.startsWith(word))) score += 8;
      else if (entry.rest.some((one) => one.startsWith(word))) score += 1;
      else return 0;
    }
    return score + (entry.title.length === words.length ? 8 : 0);
  };

  const show = () => {
    const words = plain(input.value);
    const hits = words.length && entries
      ? entries.map((entry) => [scoreOf(entry, words), entry]).filter(([score]) => score > 0)
      : [];
    hits.sort(([one], [other]) => other - one);
    found.replaceChildren(...hits.slice(0, MOST).map(([, entry]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const kind = document.createElement("span");
      link.href = root + entry.href;
      link.textContent = entry.name;
      kind.className = "kind";
      kind.textContent = entry.what;
      item.append(link, " ", kind);
      return item;
    }));
    found.hidden = hits.length === 0;
    const more = hits.length > MOST ? `, ${MOST} shown` : "";
    count.textContent = words.length && entries ? hits.length ? `${hits.length} found${more}` : "Nothing found" : "";
  };

  const load = () => {
    if (entries) return;
    entries = [];
    const script = document.createElement("script");
    script.src = `${root}search-index.js`;
    script.addEventListener("load", () => {
      entries = window.daybookIndex.map(([what, name, rest, href]) =>
        ({ what, name, href, title: plain(name), rest: plain(rest) }));
      show();
    });
    document.head.append(script);
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.click();
  });
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", show);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      input.value = "";
      show();
      input.focus();
    }
  });
  found.addEventListener("click", () => { found.hidden = true; });
})();
