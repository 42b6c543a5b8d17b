// Makes a name an entity, in place: its class, its id, what it is called.

let takeEntity = null;

/** Opens the form of a new entity, with what is known of it; `known.take` is given its id. */
function openEntity(text, known = {}) {
  takeEntity = known.take;
  const box = byId("entity"), fields = box.querySelector("form").elements;
  const words = text.replace(/-/g, " ");
  fields.label.value = known.label || words.charAt(0).toUpperCase() + words.slice(1);
  fields.cls.value = known.cls || "";
  fields.id.value = known.id || slug(text);
  fields.printed.value = "";
  box.querySelector("[data-other]").hidden = !state.language || state.language.startsWith("en");
  box.querySelector(".wrong").hidden = true;
  box.showModal();
  (known.label ? fields.cls : fields.label).focus();
}

/** Gives the letters and digits of a name as an id. */
function slug(text) {
  const ascii = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** Gives the line of entities.yaml that a form says. */
function entityLine({ label, printed, cls, id }) {
  const name = JSON.stringify(label.value), other = JSON.stringify(printed.value.trim());
  const names = printed.value.trim() ? `{en: ${name}, ${state.language}: ${other}}` : name;
  return `${id.value}: {a: ${cls.value}, label: ${names}}`;
}

async function addEntity(event) {
  event.preventDefault();
  const box = byId("entity"), wrong = box.querySelector(".wrong"), fields = event.target.elements;
  if (takeEntity) takeEntity(fields.id.value);
  const isDone = await then(() => decide({ decision: "declare", entity: entityLine(fields) }, wrong));
  wrong.hidden = isDone;
  if (isDone) say(`${fields.label.value} is known now.`);
}
