/* Before anything is drawn: say that there is JavaScript, and put on the chosen theme. */
(() => {
  const root = document.documentElement;
  root.classList.add("has-js");
  const chosen = document.cookie.match(/(?:^|; )theme=(light|dark)/);
  if (chosen) root.dataset.theme = chosen[1];
})();
