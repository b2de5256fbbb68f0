/* Figures, wordings, charts and photos go into the text where the cursor is. Without this, their
   keys stand beside their names and can be copied. */
(() => {
  const text = document.querySelector("[data-writing]");
  if (!text) return;
  const insert = (piece) => {
    text.setRangeText(piece, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  /* A wording goes inside the braces of the figure that was put last. */
  const insertWording = (piece) => {
    const before = text.value.slice(0, text.selectionStart);
    const closed = before.match(/\s*\}\}$/);
    if (!closed) return insert(piece);
    const at = before.length - closed[0].length;
    text.setRangeText(piece, at, at, "preserve");
    text.setSelectionRange(before.length + piece.length, before.length + piece.length);
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".pick");
    if (!button) return;
    const { insert: piece, insertLine: line } = button.dataset;
    if (line) {
      const before = text.value.slice(0, text.selectionStart);
      const gap = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
      insert(`${gap}${line}\n\n`);
    } else if (piece.startsWith("|")) insertWording(piece);
    else insert(piece);
  });
})();
