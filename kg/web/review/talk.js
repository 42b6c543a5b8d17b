// Asks the server, with the key that stood behind the # of the address.

const KEPT = "review-key";

/** Takes the key out of the address, where it would be copied along, into what this tab remembers. */
function secret() {
  if (location.hash.length > 8) {
    sessionStorage.setItem(KEPT, location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEPT) || "";
}

/** Asks; gives code and data, code 0 where nobody answers. */
async function ask(path, options = {}) {
  const headers = { authorization: `Bearer ${secret()}`, ...options.headers };
  try {
    const answer = await fetch(path, { ...options, headers, cache: "no-store" });
    const isJson = (answer.headers.get("content-type") || "").includes("json");
    const data = isJson ? await answer.json() : { what: await answer.text(), problems: [] };
    return { code: answer.status, data };
  } catch {
    return { code: 0, data: { what: "The review has ended: start kg review again.", problems: [] } };
  }
}

function post(decision) {
  const headers = { "content-type": "application/json" };
  return ask("decide", { method: "POST", body: JSON.stringify(decision), headers });
}
