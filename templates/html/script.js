"use strict";
// Tables that can be sorted and filtered. The page can be read without.
(() => {
  const MANY = 5;
  const PAUSE = 150;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const template = document.getElementById("_tools");
  const words = template.dataset;

  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

  const isHeading = (row) => row.cells[0].scope === "rowgroup";
  const isData = (row) => !isHeading(row);

  // A number, or else a text; texts come after numbers.
  const value = (row, column) => {
    const cell = row.cells[column];
    const text = cell.textContent.trim();
    const number = Number(cell.dataset.value ?? (text || NaN));
    return Number.isNaN(number) ? text : number;
  };

  const compare = (a, b) => {
    const numbers = [a, b].map((each) => typeof each === "number");
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    return numbers[0] ? a - b : collator.compare(a, b);
  };

  function sortable(table) {
    const headings = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    const bodies = [...table.tBodies].map((body) => ({ body, rows: [...body.rows] }));

    function sort(column, order) {
      for (const { body, rows } of bodies) {
        const keyed = rows.filter(isData).map((row) => [value(row, column), row]);
        if (order) keyed.sort((a, b) => order * compare(a[0], b[0]));
        const sorted = keyed.map(([, row]) => row);
        body.append(...rows.filter(isHeading), ...sorted);
      }
    }

    const NEXT = { ascending: ["descending", -1], descending: ["none", 0], none: ["ascending", 1] };
    headings.forEach((heading, column) => {
      // Beside the text: what stands in a button is not repeated on the next page of print.
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", words.sort.replace("{column}", heading.textContent));
      heading.append(button);
      heading.addEventListener("click", () => {
        const [state, order] = NEXT[heading.getAttribute("aria-sort") ?? "none"];
        headings.forEach((each) => each.removeAttribute("aria-sort"));
        if (order) heading.setAttribute("aria-sort", state);
        sort(column, order);
      });
    });
  }

  function filterable(table, region) {
    const bar = document.importNode(template.content, true).firstElementChild;
    const input = bar.querySelector("input");
    const status = bar.querySelector("[role=status]");
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter(isData);
    const texts = new Map();
    // The heading of its group belongs to a row.
    const text = (row) => {
      if (!texts.has(row)) {
        const first = row.parentNode.rows[0];
        texts.set(row, plain(`${isHeading(first) ? first.textContent : ""} ${row.textContent}`));
      }
      return texts.get(row);
    };

    function filter() {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        row.hidden = !wanted.every((word) => text(row).includes(word));
        shown += !row.hidden;
      }
      for (const body of table.tBodies) {
        const data = [...body.rows].filter(isData);
        body.hidden = data.length > 0 && data.every((row) => row.hidden);
      }
      bar.classList.toggle("active", wanted.length > 0);
      status.textContent = wanted.length
        ? words.shown.replace("{n}", shown).replace("{all}", rows.length)
        : "";
    }

    let waiting;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, PAUSE);
    });
    region.before(bar);
  }

  for (const region of document.querySelectorAll(".scroll")) {
    const table = region.querySelector("table");
    const rows = table ? table.querySelectorAll("tbody td:first-child, tbody th:first-child") : [];
    if (rows.length > 1) sortable(table);
    if (rows.length > MANY) filterable(table, region);
  }

  // What does not scroll is no stop for the keyboard.
  const stops = () => {
    for (const region of document.querySelectorAll(".scroll")) {
      const scrolls =
        region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
      region.tabIndex = scrolls ? 0 : -1;
    }
  };
  addEventListener("resize", stops);
  stops();
})();
