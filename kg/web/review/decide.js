// Sends what is decided, one after another, and shows what comes of it.

let chain = Promise.resolve(), doubted = null;

/** Does something when all before it is done, so that keys pressed ahead fall on what they meant. */
function then(act) {
  chain = chain.then(act, act);
  return chain;
}

/** Sends a decision; what looks wrong is sent again, as confirmed, when it is decided again. */
async function decide(decision, wrong) {
  const written = JSON.stringify(decision);
  const confirmed = doubted && doubted.written === written ? doubted.whats : [];
  doubted = null;
  const { code, data } = await post({ ...decision, version: state.version, confirmed });
  if (code === 200) {
    await goOn(decision, data);
    return true;
  }
  if (code === 428) doubted = { written, whats: [...confirmed, ...data.problems.map((each) => each.what)] };
  if (code === 409) await changed();
  else refused(data, code, wrong);
  return false;
}

const STAYS = ["correct-row", "reject-row", "add-row", "correct-quote", "split", "declare"];

/** Draws what a decision has made, and goes on: to the next to decide, or on with what was being written. */
async function goOn(decision, next) {
  const place = current, isDeclared = decision.decision === "declare";
  const again = form && form.again;
  if (isDeclared) {
    byId("entity").close();
    await learn();
  }
  draw(next, place);
  if (decision.decision === "add") return openMade(decision);
  if (decision.decision === "undo") say("Taken back.");
  else if (!STAYS.includes(decision.decision)) select(nextLeft(place));
  if (isDeclared && again) again();
  return null;
}

/** Goes to the passage that was made, to write its first row. */
function openMade(decision) {
  const place = items.findIndex(({ item }) => item.passage === decision.before);
  select(place);
  openRow(items[place].item, null);
}

/** Tells why something is not done, beside what is being written or decided. */
function refused(data, code, wrong) {
  for (const old of document.querySelectorAll(".card > .wrong")) old.remove();
  const box = wrong || made("div", { class: "wrong", role: "alert" });
  const isDoubt = code === 428;
  const words = isDoubt ? "Do it again to confirm, or correct it." : "Nothing changed: correct this first.";
  box.replaceChildren(...untold(data, wrong), made("p", { class: "again" }, words));
  if (!wrong) items[current].element.append(box);
  box.scrollIntoView({ block: "nearest" });
}

/** Makes the lines of those problems that the card does not tell already. */
function untold(data, wrong) {
  const problems = data.problems.length ? data.problems : [{ ...data, severity: "error" }];
  const lines = problems.map(problemLine);
  const shown = [...items[current].element.querySelectorAll(".problem")].map((each) => each.textContent);
  return wrong ? lines : lines.filter((line) => !shown.includes(line.textContent));
}

/** Shows the files as they are now that another program has changed them; what was being written stays. */
async function changed() {
  const again = form && form.again;
  await renew("Another program has changed the file. This is how it stands now; nothing was overwritten.");
  if (again) again();
}

/** Reads the state again, if it is another. */
async function renew(words) {
  const headers = state ? { "if-none-match": state.version } : {};
  const { code, data } = await ask("state", { headers });
  if (code === 304) return;
  if (code !== 200) {
    trouble(data.problems.length ? data.problems : [{ ...data, severity: "error" }]);
    return;
  }
  await learn();
  const isFirst = !state;
  draw(data, current);
  if (isFirst) select(nextLeft(0));
  else if (words) say(words);
}

/** Reads what rows can name. */
async function learn() {
  const { code, data } = await ask("terms");
  if (code !== 200) return;
  terms = data;
  labels = new Map(terms.things.filter((each) => each.label).map((each) => [each.id, each.label]));
  const classes = Object.entries(terms.entities).map(([value, label]) => made("option", { value, label }));
  byId("classes").replaceChildren(...classes);
}
