/* Tables: arrows (or j and k) go from row to row, space ticks; ticked rows show the bar of what
   can be done with them. */
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!step) return;
    const row = event.target.closest("tbody tr");
    if (!row && event.key.startsWith("Arrow")) return; // the page scrolls as always
    const links = [...document.querySelectorAll(".table[data-rows] tbody tr")]
      .map((tr) => tr.querySelector("a[href]"))
      .filter(Boolean);
    if (!links.length) return;
    const at = row ? links.findIndex((link) => row.contains(link)) : -1;
    const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });

  function refresh(form) {
    const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
    const chosen = boxes.filter((box) => box.checked).length;
    const all = form.querySelector("thead input[type=checkbox]");
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    const bar = form.querySelector(".bulk");
    if (!bar) return;
    bar.toggleAttribute("data-chosen", chosen > 0);
    const count = bar.querySelector("[data-count]");
    if (count) count.textContent = String(chosen);
  }
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (!form || event.target.type !== "checkbox") return;
    if (event.target.closest("thead")) {
      for (const box of form.querySelectorAll("tbody input[type=checkbox]")) box.checked = event.target.checked;
    }
    refresh(form);
  });
})();
