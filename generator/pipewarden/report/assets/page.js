"use strict";
(() => {
  const filters = document.getElementById("filters");
  if (!filters) return;
  const search = document.getElementById("search");
  const all = document.getElementById("all");
  const count = document.getElementById("count");
  const findings = [...document.querySelectorAll("article.finding")];
  const texts = new Map(findings.map((finding) => [finding, finding.textContent.toLowerCase()]));
  const chosen = (id) =>
    new Set([...document.querySelectorAll(`#${id} input`)].filter((box) => box.checked).map((box) => box.value));
  let only = null;

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = chosen("severities");
    const states = chosen("states");
    let shown = 0;
    for (const finding of findings) {
      const text = texts.get(finding);
      const visible =
        (only === null || only.has(finding.id)) &&
        severities.has(finding.dataset.severity) &&
        states.has(finding.dataset.state) &&
        words.every((word) => text.includes(word));
      finding.hidden = !visible;
      shown += visible;
    }
    count.textContent = `${shown} of ${findings.length} shown`;
    all.hidden = shown === findings.length;
  };
  const reset = (ids) => {
    only = ids;
    search.value = "";
    for (const box of filters.querySelectorAll("input[type=checkbox]")) box.checked = true;
    apply();
  };

  filters.hidden = false;
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", apply);
  all.addEventListener("click", () => reset(null));
  for (const link of document.querySelectorAll("svg a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const ids = link.dataset.findings.split(" ").map((number) => `finding-${number}`);
      reset(new Set(ids));
      const first = document.getElementById(ids[0]);
      first.scrollIntoView();
      first.focus({ preventScroll: true });
    });
  }
  apply();
})();
