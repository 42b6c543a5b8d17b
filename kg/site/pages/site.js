// Beside a text stand the facts that it states: what is chosen on one side is shown on the other.
(() => {
  "use strict";
  const place = (name) => document.getElementById(decodeURIComponent(name));
  const pieces = (passage) => {
    const [start, end] = passage.slice("char=".length).split(",").map(Number);
    let at = 0;
    return [...document.querySelectorAll(".text a, .text")].length === 0 ? [] : walk();
    function walk() {
      const found = [];
      const texts = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const length = [...texts.currentNode.data].length;
        const link = texts.currentNode.parentElement.closest("a");
        if (link && at >= start && at + length <= end) found.push(link);
        at += length;
      }
      return found;
    }
  };
  const show = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll(".chosen").forEach((each) => each.classList.remove("chosen"));
    const span = name.replace(/^stated=/, "char=");
    if (!span.startsWith("char=")) return;
    const links = pieces(span);
    links.forEach((each) => each.classList.add("chosen"));
    const other = name === span ? span.replace("char=", "stated=") : span;
    place(other)?.scrollIntoView({ block: "nearest" });
    if (name === span) links[0]?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", show);
  show();
})();
