// The page is whole without this script. It adds the filters, the keys and the choice between dark and light.
(() => {
  const root = document.documentElement;
  const memory = "concurrency-review-theme";
  root.classList.add("js");
  const chosen = remembered();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  document.addEventListener("DOMContentLoaded", () => {
    theme();
    keys(findings());
    printing();
  });

  /** Some browsers keep nothing for files, and say so by throwing. */
  function remembered() {
    try {
      return localStorage.getItem(memory);
    } catch {
      return null;
    }
  }

  function theme() {
    document.getElementById("theme")?.addEventListener("click", () => {
      const dark = root.dataset.theme === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : root.dataset.theme === "dark";
      root.dataset.theme = dark ? "light" : "dark";
      try {
        localStorage.setItem(memory, root.dataset.theme);
      } catch {
        // the choice holds for this page
      }
    });
  }

  function findings() {
    const articles = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article.finding")]);
    const entries = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("nav.contents li")]);
    const form = document.querySelector("form.filters");
    if (form instanceof HTMLFormElement) filters(form, articles, entries);
    return articles;
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement[]} articles
   * @param {HTMLElement[]} entries
   */
  function filters(form, articles, entries) {
    const search = /** @type {HTMLInputElement} */ (document.getElementById("search"));
    const selects = [...form.querySelectorAll("select")];
    const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    /** @type {string[]} */
    const texts = [];
    let waiting = 0;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(apply);
    });
    form.addEventListener("reset", () => requestAnimationFrame(apply));
    for (const link of document.querySelectorAll("a[data-pick]")) link.addEventListener("click", (event) => pick(event, link));
    window.addEventListener("hashchange", reveal);
    // a browser may give a form back as it was left
    apply();
    reveal();

    function apply() {
      const sought = search.value.trim().toLowerCase().split(/\s+/).filter((word) => word !== "");
      const wanted = selects.filter(({ value }) => value !== "").map(({ name, value }) => ({ name, value }));
      let shown = 0;
      for (const [index, article] of articles.entries()) {
        const fits = wanted.every(({ name, value }) => article.dataset[name]?.split(" ").includes(value)) && sought.every((word) => textOf(index).includes(word));
        article.hidden = !fits;
        const entry = entries[index];
        if (entry !== undefined) entry.hidden = !fits;
        if (fits) shown += 1;
      }
      const told = shown === 0 ? status.dataset["none"] : status.dataset["shown"]?.replace("{shown}", String(shown));
      status.textContent = told ?? "";
    }

    /** Read once, and only when somebody searches. @param {number} index */
    function textOf(index) {
      return (texts[index] ??= articles[index]?.textContent?.toLowerCase() ?? "");
    }

    /** @param {Event} event @param {Element} link */
    function pick(event, link) {
      const select = selects.find(({ name }) => name === "concern");
      if (select === undefined) return;
      event.preventDefault();
      select.value = link.getAttribute("data-pick") ?? "";
      apply();
      document.getElementById("findings")?.scrollIntoView();
    }

    /** A link to a finding shows it, whatever was filtered. */
    function reveal() {
      const target = targeted();
      if (target === undefined) return;
      if (target.hidden) {
        form.reset();
        apply();
      }
      target.scrollIntoView();
      target.focus({ preventScroll: true });
    }

    function targeted() {
      return articles.find(({ id }) => `#${id}` === location.hash);
    }
  }

  /** @param {HTMLElement[]} articles */
  function keys(articles) {
    const help = /** @type {HTMLDialogElement} */ (document.getElementById("keys"));
    const search = document.getElementById("search");
    document.getElementById("help")?.addEventListener("click", () => help.showModal());
    search?.addEventListener("keydown", (event) => {
      if (event.key === "Escape") search.blur();
    });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || help.open || isTyping(event.target)) return;
      if (event.key === "j") go(1);
      else if (event.key === "k") go(-1);
      else if (event.key === "?") help.showModal();
      else if (event.key === "/" && search !== null) {
        event.preventDefault();
        search.focus();
      }
    });

    /** @param {1 | -1} step */
    function go(step) {
      let index = articles.findIndex((article) => article.contains(document.activeElement));
      if (index === -1 && step === -1) return;
      do index += step;
      while (articles[index]?.hidden === true);
      const next = articles[index];
      if (next === undefined) return;
      next.focus({ preventScroll: true });
      next.scrollIntoView();
      history.replaceState(null, "", `#${next.id}`);
    }
  }

  /** @param {EventTarget | null} target */
  function isTyping(target) {
    return target instanceof Element && target.matches("input, select, textarea");
  }

  /** Paper has nothing to unfold. */
  function printing() {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details")].filter(({ open }) => !open);
      for (const details of opened) details.open = true;
    });
    window.addEventListener("afterprint", () => {
      for (const details of opened) details.open = false;
    });
  }
})();
