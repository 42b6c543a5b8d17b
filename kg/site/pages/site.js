// Beside a text stand the facts that it states: what is chosen on one side is marked and shown on the other.
(() => {
  "use strict";

  /** Yields the links of the text that stand between two characters, counted as the graph counts them. */
  function* between(start, end) {
    const text = document.querySelector(".text");
    const pieces = document.createTreeWalker(text ?? document.createElement("p"), NodeFilter.SHOW_TEXT);
    for (let at = 0; pieces.nextNode(); ) {
      const next = at + [...pieces.currentNode.data].length;
      const link = pieces.currentNode.parentElement.closest("a");
      if (link && start <= at && next <= end) yield link;
      at = next;
    }
  }

  function show() {
    document.querySelectorAll(".chosen").forEach((each) => each.classList.remove("chosen"));
    const hash = decodeURIComponent(location.hash.slice(1));
    const [, side, start, end] = /^(stated|char)=(\d+),(\d+)$/.exec(hash) ?? [];
    if (!side) return;
    const links = [...between(Number(start), Number(end))];
    links.forEach((each) => each.classList.add("chosen"));
    const facts = document.getElementById(`stated=${start},${end}`);
    (side === "char" ? facts : links[0])?.scrollIntoView({ block: "nearest" });
    if (side === "char") links[0]?.scrollIntoView({ block: "center" });
  }

  addEventListener("hashchange", show);
  show();
})();
