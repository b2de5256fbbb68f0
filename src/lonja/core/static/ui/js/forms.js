/* Forms: filters that apply themselves, questions before what cannot be undone, and a warning
   before leaving with something unsaved. */
(() => {
  const said = document.body.dataset;

  /* data-autosubmit: a change applies at once; while typing, after a pause; where one is chosen by
     typing, once it is chosen. With hx-get on the form, only the rows change; without it the page
     loads again. */
  const WRITTEN = "input[type=text]:not([role=combobox])";
  let pause;
  function send(form) {
    clearTimeout(pause);
    form.requestSubmit();
  }
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && !event.target.matches(`input[type=search], ${WRITTEN}`)) send(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (!form || !event.target.matches(`input[type=search], ${WRITTEN}`)) return;
    if (!form.hasAttribute("hx-get")) return;
    clearTimeout(pause);
    pause = setTimeout(() => send(form), 280);
  });

  /* What is empty stays out of the address. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.elt.matches?.("form[data-autosubmit]")) return;
    const values = event.detail.parameters;
    for (const name of Object.keys(values)) if (values[name] === "") delete values[name];
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-autosubmit]:not([hx-get])")) {
      for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
    }
  });

  /* data-confirm on a form or on one of its buttons. */
  document.addEventListener("submit", (event) => {
    const asker = event.submitter?.closest("[data-confirm]") ?? event.target.closest("[data-confirm]");
    if (asker && !window.confirm(asker.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  /* data-guard: ask before leaving a changed form; and do not send it twice. */
  const guarded = document.querySelectorAll("form[data-guard]");
  const changed = new Set();
  for (const form of guarded) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("change", () => changed.add(form));
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      changed.delete(form);
      setTimeout(() => {
        for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) button.disabled = true;
      });
    });
  }
  window.addEventListener("beforeunload", (event) => {
    if (changed.size) { event.preventDefault(); event.returnValue = said.saidUnsaved; }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of guarded) for (const button of form.querySelectorAll("button")) button.disabled = false;
  });

  /* Ctrl + Enter saves from any field. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
  });
})();
