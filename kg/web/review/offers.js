// Offers what fits a row as it is typed: arrows choose, Tab takes, Enter takes what was chosen.

/** What is offered beside a field: made anew as it is typed into. */
class Offers {
  constructor(area, list) {
    [this.area, this.list, this.chosen, this.at, this.begun] = [area, list, -1, null, area.value];
    area.addEventListener("input", () => this.renew());
    area.addEventListener("keydown", (event) => this.heard(event));
  }

  renew() {
    const { value, selectionStart: caret, selectionEnd: end } = this.area;
    this.at = caret === end ? typing(value, caret) : null;
    const found = this.at ? offers(value, this.at) : [];
    const options = found.map((thing) => this.option(thing.id, thing.label, () => this.take(thing)));
    const typed = this.at && isNew(this.at) ? this.at.typed : "";
    if (typed) options.push(this.option(`Make ${typed} an entity…`, "", () => this.make(typed)));
    options.forEach((option, number) => (option.id = `offer-${number}`));
    this.list.replaceChildren(...options);
    this.choose(-1);
  }

  option(id, label, act) {
    const mousedown = (event) => {
      event.preventDefault();
      act();
    };
    const attributes = { role: "option", "aria-selected": "false", mousedown };
    return made("li", attributes, made("b", {}, id), " ", label === id ? "" : label);
  }

  choose(number) {
    this.chosen = number;
    [...this.list.children].forEach((each, place) => each.setAttribute("aria-selected", place === number));
    if (number < 0) this.area.removeAttribute("aria-activedescendant");
    else this.area.setAttribute("aria-activedescendant", `offer-${number}`);
  }

  heard(event) {
    const number = this.list.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!number || event.shiftKey || event.isComposing) return;
    const takes = event.key === "Tab" || (event.key === "Enter" && this.chosen >= 0);
    const act = this.list.children[Math.max(this.chosen, 0)];
    if (takes) act.dispatchEvent(new MouseEvent("mousedown"));
    else if (step) this.choose((Math.max(this.chosen, step < 0 ? 0 : -1) + step + number) % number);
    else if (event.key === "Escape" && this.area.value !== this.begun) this.list.replaceChildren();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  make(typed) {
    openEntity(typed, { take: (id) => this.take({ id }) });
  }

  /** Puts what was chosen in place of what is typed, and what stands between it and the next. */
  take(thing) {
    const { value: text, selectionStart: end } = this.area, { key, start } = this.at, rest = text.slice(end);
    const isListed = text.slice(0, start).lastIndexOf("[") > text.slice(0, start).lastIndexOf("]");
    const between = key ? (rest.trim() || isListed ? "" : ", ") : ": ";
    this.area.value = text.slice(0, start) + thing.id + between + rest;
    const caret = start + thing.id.length + between.length;
    this.area.setSelectionRange(caret, caret);
    this.renew();
  }
}
