/* What every page can do: theme, palette, dialogs, menus, messages, copying. */
(() => {
  const root = document.documentElement;
  const said = document.body.dataset;

  function say(text, tone = "") {
    const box = document.getElementById("messages");
    if (!box || !text) return;
    const message = document.createElement("div");
    message.className = `message ${tone}`;
    const words = document.createElement("span");
    words.className = "message-text";
    words.textContent = text;
    message.append(words);
    box.append(message);
    setTimeout(() => message.remove(), 6000);
  }
  window.lonja = { say };

  /* Light, dark, and back to what the system says. */
  function nextTheme() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.dataset.theme || (dark ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    const system = next === (dark ? "dark" : "light");
    if (system) delete root.dataset.theme;
    else root.dataset.theme = next;
    const age = system ? 0 : 31536000;
    document.cookie = `theme=${next}; path=/; max-age=${age}; samesite=lax`;
  }

  function open(id) {
    const dialog = document.getElementById(id);
    if (!dialog || typeof dialog.showModal !== "function") return false;
    if (!dialog.open) dialog.showModal();
    return true;
  }

  function openPalette(start = "") {
    if (!open("palette")) return false;
    const input = document.querySelector("#palette input");
    if (start) input.value = start;
    input.select();
    return true;
  }

  async function copy(button) {
    const source = button.dataset.copy;
    const target = source.startsWith("#") ? document.querySelector(source) : null;
    const text = target ? (target.value ?? target.textContent.trim()) : source;
    try {
      await navigator.clipboard.writeText(text);
      say(said.saidCopied);
    } catch {
      target?.select?.();
    }
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    let hit;
    if (at("[data-theme-next]")) nextTheme();
    else if ((hit = at("[data-opens]"))) { if (open(hit.dataset.opens)) event.preventDefault(); }
    else if ((hit = at("[data-close-dialog]"))) hit.closest("dialog").close();
    else if (at("[data-print]")) window.print();
    else if ((hit = at("[data-copy]"))) { event.preventDefault(); copy(hit); }
    else if ((hit = at("[data-close-message]"))) hit.closest(".message").remove();
    else if ((hit = at("a[data-palette]"))) { if (openPalette()) event.preventDefault(); }
    else if (event.target instanceof HTMLDialogElement) event.target.close(); // the backdrop
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
      if (openPalette()) event.preventDefault();
    } else if (event.key === "/" && !event.target.closest("input, select, textarea, [contenteditable]")) {
      if (openPalette()) event.preventDefault();
    } else if (event.key === "Escape") {
      const menu = event.target.closest("details[data-menu][open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    }
  });

  document.addEventListener("focusin", (event) => {
    const box = event.target.closest("input[data-palette]");
    if (box && openPalette(box.value)) box.blur();
  });

  /* In the palette the arrows go from the text to the results and back; a letter, to the text. */
  const palette = document.getElementById("palette");
  palette?.addEventListener("keydown", (event) => {
    const input = palette.querySelector("input");
    const stops = [input, ...palette.querySelectorAll(".palette-results a")];
    const at = stops.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (step) {
      event.preventDefault();
      stops[(at + step + stops.length) % stops.length].focus();
    } else if (at > 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus();
    }
  });

  /* Good news leaves by itself; what can be undone, and what went wrong, waits. */
  for (const message of document.querySelectorAll(".message:not(.error, .warning)")) {
    if (!message.querySelector("form")) setTimeout(() => message.remove(), 7000);
  }

  document.addEventListener("htmx:responseError", () => say(said.saidFailed, "error"));
  document.addEventListener("htmx:sendError", () => say(said.saidFailed, "error"));
  document.querySelector("[data-focus]:not([data-calm] *)")?.focus();
})();
