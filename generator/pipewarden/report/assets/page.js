"use strict";
(() => {
  const filters = document.getElementById("filters");
  if (!filters) return;
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const findings = [...document.querySelectorAll("article.finding")];
  const texts = new Map(findings.map((finding) => [finding, finding.textContent.toLowerCase()]));
  const chosen = (id) =>
    new Set([...document.querySelectorAll(`#${id} input`)].filter((box) => box.checked).map((box) => box.value));

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = chosen("severities");
    const states = chosen("states");
    let shown = 0;
    for (const finding of findings) {
      const text = texts.get(finding);
      const visible =
        severities.has(finding.dataset.severity) &&
        states.has(finding.dataset.state) &&
        words.every((word) => text.includes(word));
      finding.hidden = !visible;
      shown += visible;
    }
    count.textContent = `${shown} of ${findings.length} shown`;
  };

  filters.hidden = false;
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", apply);
  for (const link of document.querySelectorAll("svg a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      search.value = link.dataset.resource;
      for (const box of filters.querySelectorAll("input[type=checkbox]")) box.checked = true;
      apply();
      const first = document.getElementById(`finding-${link.dataset.findings.split(" ")[0]}`);
      first.scrollIntoView();
      first.focus({ preventScroll: true });
    });
  }
  apply();
})();
