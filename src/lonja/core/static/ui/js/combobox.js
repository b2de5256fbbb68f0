/* Choosing one record, or several, among thousands, by typing.

   <div class="combobox" data-combobox data-name="organisation" data-source="/entidades/opciones/"
        [data-many]> <ul class="chosen">…hidden inputs…</ul> <input type="text"> </div>

   The source answers `?q=` with <li role="option" data-value data-label>…</li>. Without this file
   the text is sent as it is, and the server looks the name up. */
(() => {
  let serial = 0;

  function start(box) {
    if (box.dataset.ready) return;
    box.dataset.ready = "1";
    const input = box.querySelector("input[type=text]");
    const kept = box.querySelector(".chosen");
    const many = box.hasAttribute("data-many");
    const list = document.createElement("ul");
    list.className = "combobox-list";
    list.id = `combobox-${++serial}`;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    box.append(list);
    Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id, autocomplete: "off",
    }).forEach(([name, value]) => input.setAttribute(name, value));

    const required = input.required;
    const options = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
    let at = -1;
    let pause;
    let last = null;
    let asked = 0;

    function show(visible) {
      list.hidden = !visible;
      input.setAttribute("aria-expanded", String(visible));
      if (!visible) { at = -1; input.removeAttribute("aria-activedescendant"); }
    }

    function mark(index) {
      const all = options();
      if (!all.length) return;
      at = (index + all.length) % all.length;
      all.forEach((option, i) => {
        option.id ||= `${list.id}-${i}`;
        option.setAttribute("aria-selected", String(i === at));
      });
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    }

    async function look() {
      const text = input.value.trim();
      if (text === last) return show(Boolean(list.children.length));
      last = text;
      if (!text) { list.replaceChildren(); return show(false); }
      const turn = ++asked;
      if (!box.dataset.source) return;
      const address = new URL(box.dataset.source, location.href);
      address.searchParams.set("q", text);
      try {
        const answer = await fetch(address, { headers: { "HX-Request": "true" } });
        if (!answer.ok || turn !== asked) return;
        list.innerHTML = await answer.text();
        options().forEach((option, i) => { option.id = `${list.id}-${i}`; option.classList.add("combobox-option"); });
        at = -1;
        show(Boolean(list.children.length) && document.activeElement === input);
      } catch { /* what is typed is sent as it is */ }
    }

    function fill(value, label) {
      const item = document.createElement("li");
      const text = document.createElement("span");
      text.textContent = label;
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: box.dataset.name, value });
      item.append(text, hidden);
      if (!many) kept.replaceChildren();
      kept.append(item);
      withRemover(item);
    }

    function withRemover(item) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "combobox-remove";
      button.textContent = "×";
      button.setAttribute("aria-label", `${box.dataset.remove || "Quitar"} ${item.textContent}`);
      button.addEventListener("click", () => { item.remove(); settle(); input.focus(); });
      item.append(button);
    }

    /* One chosen stands in place of the text box; many stand before it. */
    function settle() {
      const filled = kept.children.length > 0;
      input.hidden = filled && !many;
      input.required = required && !filled;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function choose(option) {
      fill(option.dataset.value, option.dataset.label);
      input.value = "";
      last = null;
      list.replaceChildren();
      show(false);
      settle();
      if (many) input.focus();
      else kept.querySelector("button")?.focus();
    }

    input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(look, 160); });
    input.addEventListener("focus", () => { if (input.value.trim()) look(); });
    input.addEventListener("blur", () => setTimeout(() => show(false), 150));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); if (list.hidden) look(); else mark(at + 1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
      else if (event.key === "Enter" && !list.hidden && at >= 0) { event.preventDefault(); choose(options()[at]); }
      else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); show(false); }
      else if (event.key === "Backspace" && many && !input.value && kept.lastElementChild) { kept.lastElementChild.remove(); settle(); }
    });
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]:not([aria-disabled])");
      if (option) { event.preventDefault(); choose(option); }
    });

    [...kept.children].forEach(withRemover);
    input.hidden = kept.children.length > 0 && !many;
  }

  const startAll = (root) => root.querySelectorAll?.("[data-combobox]").forEach(start);
  startAll(document);
  document.addEventListener("htmx:load", (event) => startAll(event.detail.elt));
})();
