// The engine and the graph that pages without a server carry along: loaded once, run in a worker, stopped.
/* global ENGINE, GRAPH */
/* exported CARRIED */
const CARRIED = (() => {
  "use strict";

  const waiting = new Map();
  let carried = null, engine = null, number = 0;

  /** Returns the promise of what is carried along, unpacked once: the module, the quads, the names. */
  function load() {
    carried ??= unpack();
    return carried;
  }

  async function unpack() {
    await take("carried");
    const [wasm, quads, names] = await Promise.all([ENGINE.wasm, GRAPH.quads, GRAPH.names].map(unpacked));
    const module = await WebAssembly.compile(wasm);
    return { module, quads, names: JSON.parse(new TextDecoder().decode(names)) };
  }

  /** Returns the promise that all scripts and styles of a template are here. */
  function take(id) {
    return Promise.all([...document.getElementById(id).content.children].map(added));
  }

  function added(listed) {
    return new Promise((resolve, reject) => {
      const element = document.importNode(listed);
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => reject(new Error(`${element.src} cannot be read.`)));
      document.head.append(element);
    });
  }

  function unpacked(text) {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer().then((buffer) => new Uint8Array(buffer));
  }

  /** Returns the promise of a worker that holds the graph, begun anew after one was stopped.
   *
   * `isRight` says whether its engine counts from the left.
   */
  function begin(isUnion) {
    engine ??= load().then(async ({ module, quads }) => {
      const address = URL.createObjectURL(new Blob([ENGINE.script], { type: "text/javascript" }));
      const worker = new Worker(address);
      worker.addEventListener("message", ({ data }) => settle(data));
      worker.addEventListener("error", (event) => end(event.message || "The engine has ended."));
      const isRight = await send(worker, "begin", { module, quads, isUnion });
      URL.revokeObjectURL(address);
      return { isRight, ask: (what, given) => send(worker, what, given) };
    });
    return engine;
  }

  function send(worker, what, given) {
    number += 1;
    worker.postMessage({ id: number, what, given });
    return new Promise((resolve, reject) => {
      waiting.set(number, { worker, resolve, reject });
    });
  }

  function settle({ id, found, error }) {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) resolve?.(found);
    else reject?.(new Error(error));
  }

  /** Ends the worker where it was asked anything, which then fails for this reason. */
  function end(why) {
    if (waiting.size) engine = null;
    for (const { worker, reject } of waiting.values()) {
      worker.terminate();
      reject(new Error(why));
    }
    waiting.clear();
  }

  return { take, load, begin, end };
})();
