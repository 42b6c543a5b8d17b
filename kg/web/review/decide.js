// Sends what is decided, one after another, and shows what comes of it.

let chain = Promise.resolve(), doubted = null;

/** Does something when all before it is done, so that keys pressed ahead fall on what they meant. */
function then(act) {
  chain = chain.then(act, act);
  return chain;
}

/** Sends a decision; what looks wrong is sent again, as confirmed, when it is decided again. */
async function decide(decision, wrong) {
  const sent = JSON.stringify(decision), confirmed = doubted && doubted.sent === sent ? doubted.whats : [];
  doubted = null;
  const { status, data } = await post({ ...decision, version: state.version, confirmed });
  if (status === 200) {
    await shown(decision, data);
    return true;
  }
  if (status === 428) doubted = { sent, whats: [...confirmed, ...data.problems.map((each) => each.what)] };
  if (status === 409) await changed();
  else refused(data, status, wrong);
  return false;
}

const STAYS = ["correct-row", "reject-row", "add-row", "correct-quote", "split", "declare"];

/** Draws what a decision has made, and goes on: to the next to decide, or on with what was being written. */
async function shown(decision, next) {
  const place = current, isDeclared = decision.decision === "declare";
  const again = form && form.again;
  if (isDeclared) await learn();
  draw(next, place);
  if (decision.decision === "add") return goOn(decision);
  if (decision.decision === "undo") say("Taken back.");
  else if (!STAYS.includes(decision.decision)) select(nextLeft(place));
  if (isDeclared && again) again();
  return null;
}

/** Goes to the passage that was made, to write its first row. */
function goOn(decision) {
  const place = items.findIndex(({ item }) => item.passage === decision.before);
  select(place);
  openRow(items[place].item, null);
}

/** Tells why something is not done, beside what is being written or decided. */
function refused(data, status, wrong) {
  const lines = data.problems.length ? data.problems : [{ severity: "error", what: data.what, hint: data.hint }];
  const again = status === 428 ? [made("p", { class: "again" }, "Do it again to confirm, or correct it.")] : [];
  const box = wrong || made("div", { class: "wrong", role: "alert" });
  for (const old of document.querySelectorAll(".card > .wrong")) old.remove();
  box.replaceChildren(...lines.map(problemLine), ...again);
  if (!wrong) items[current].element.append(box);
  box.scrollIntoView({ block: "nearest" });
}

/** Shows the files as they are now that another program has changed them; what was being written stays. */
async function changed() {
  const again = form && form.again;
  await refresh("Another program has changed the file. What stands there now is shown; nothing was overwritten.");
  if (again) again();
}

/** Reads the state again, if it is another. */
async function refresh(words) {
  const headers = state ? { "if-none-match": state.version } : {};
  const { status, data } = await ask("state", { headers });
  if (status === 304) return;
  if (status !== 200) {
    byId("trouble").hidden = false;
    byId("trouble").replaceChildren(...(data.problems.length ? data.problems : [data]).map(problemLine));
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
  const { status, data } = await ask("terms");
  if (status !== 200) return;
  terms = data;
  labels = new Map(terms.things.filter((each) => each.label).map((each) => [each.id, each.label]));
  const classes = Object.entries(terms.entities).map(([value, label]) => made("option", { value, label }));
  byId("classes").replaceChildren(...classes);
}
