/** @typedef {import("../src/knowledge/library.js").Library} Library */
/** @typedef {import("../src/knowledge/library.js").RemoteFact} RemoteFact */
/** @typedef {import("../src/knowledge/library.js").Slot} Slot */

/**
 * The page that says which libraries the rules know, and what of them.
 * @param {readonly Library[]} libraries
 */
export function librariesPage(libraries) {
  const sections = [remoteCalls(libraries), callbacks(libraries), locks(libraries), limiters(libraries), sharedLoads(libraries), loggers(libraries)];
  return `${introduction}\n\n${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const introduction = `# Libraries

<!-- written by \`npm run docs:libraries\` from src/knowledge -->

What the rules know about libraries is data, one file a library in [\`src/knowledge\`](../src/knowledge/library.ts). Each fact names where it was read, and \`npm run test:knowledge\` looks every call and every option up in the declarations of the version that is named here. Entries of your own go into \`settings["concurrency-review"].libraries\`, in the same form; they come before these.`;

/** @param {readonly Library[]} libraries */
function remoteCalls(libraries) {
  return [
    "## Calls that leave the process",
    "",
    "A time limit counts when it bounds the whole call, the wait for the answer, or each silence of the peer; one that bounds only the connecting or the queueing does not. What a library tries by itself is the number of calls in all where nothing is set.",
    "",
    ...table(
      ["library", "read in", "calls", "limit by default", "a limit goes to", "a signal goes to", "tries by itself", "where that was read"],
      libraries.filter((library) => library.remote).map((library) => remoteRow(library, library.remote ?? [])),
    ),
  ];
}

/** @param {readonly Library[]} libraries */
function callbacks(libraries) {
  const results = ["dropped", "awaited", "predicate", "returned"];
  return [
    "## What becomes of a callback's promise",
    "",
    "*Dropped*: nobody looks at it, and a rejection ends as an unhandled one. *Awaited*: the callee takes care of it. *Predicate*: only its truth counts, and a promise is always true. *Returned*: it becomes a part of what the call gives.",
    "",
    ...table(
      ["library", "read in", ...results],
      libraries
        .filter((library) => library.callbacks)
        .map((library) => [library.name, code(library.verified), ...results.map((result) => some((library.callbacks ?? []).filter((fact) => fact.result === result).flatMap(spelled)))]),
    ),
  ];
}

/** @param {NonNullable<Library["callbacks"]>[number]} fact */
function spelled({ calls, onlyFor }) {
  return onlyFor === undefined ? calls : calls.map((call) => `${call} (${onlyFor.versions})`);
}

/** @param {readonly Library[]} libraries */
function locks(libraries) {
  return [
    "## Locks, pools and what else is given back",
    "",
    ...table(
      ["library", "read in", "taken by", "given back by", "or held by"],
      libraries.flatMap((library) => (library.locks ?? []).map((fact) => [library.name, code(library.verified), some(fact.acquire), some(fact.release), some(fact.scoped ?? [])])),
    ),
  ];
}

/** @param {readonly Library[]} libraries */
function limiters(libraries) {
  return [
    "## Limiters, queues and retries",
    "",
    ...table(
      ["library", "read in", "runs a function with", "by default"],
      libraries.flatMap((library) => [
        ...(library.limiters ?? []).map((fact) => [library.name, code(library.verified), some(fact.run), `${String(fact.defaultConcurrency)} at a time`]),
        ...(library.retries ?? []).map((fact) => [library.name, code(library.verified), some(fact.run), `${String(fact.defaultAttempts)} tries in all, ${fact.defaultJitter ? "with" : "without"} jitter`]),
        ...(library.policies ?? []).map((fact) => [library.name, code(library.verified), some(fact.calls), policyDefaults(fact)]),
      ]),
    ),
  ];
}

/** @param {NonNullable<Library["policies"]>[number]} fact */
function policyDefaults({ defaultAttempts, defaultPause }) {
  const tries = defaultAttempts === "unknown" ? "" : `${String(defaultAttempts)} tries in all, `;
  return `${tries}${defaultPause === "none" ? "without a pause" : defaultPause === "growing" ? "a pause that grows" : "its own pause"}`;
}

/** @param {readonly Library[]} libraries */
function sharedLoads(libraries) {
  return [
    "## Loads that all who ask share",
    "",
    ...table(
      ["library", "read in", "calls"],
      libraries.flatMap((library) => (library.sharedLoads ?? []).map((fact) => [library.name, code(library.verified), some(fact.calls)])),
    ),
  ];
}

/** @param {readonly Library[]} libraries */
function loggers(libraries) {
  return [
    "## Loggers and metrics",
    "",
    ...table(
      ["library", "read in", "values", "context stands", "methods"],
      libraries.flatMap((library) => [
        ...(library.loggers ?? []).map((fact) => [library.name, code(library.verified), some(fact.loggers), fact.context === "values" ? "anywhere" : fact.context, fact.levels.join(", ")]),
        ...(library.metrics ?? []).map((fact) => [library.name, code(library.verified), some(fact.instruments), "", [...(fact.counts ?? []), ...(fact.observes ?? [])].join(", ")]),
      ]),
    ),
  ];
}

/**
 * @param {Library} library
 * @param {readonly RemoteFact[]} facts
 */
function remoteRow(library, facts) {
  const limits = facts.flatMap(({ timeout, timeoutMethods, timeoutCalls }) => [
    ...timeout.filter(({ bounds, undeclared, connectionString }) => !undeclared && !connectionString && bounds !== "unknown" && bounds !== "connect" && bounds !== "queue").map(place),
    ...(timeoutCalls ?? []).map((call) => code(`${call}()`)),
    ...(timeoutMethods ?? []).filter(({ bounds }) => bounds !== "unknown").map(({ method }) => code(`.${method}()`)),
  ]);
  return [
    library.name,
    code(library.verified),
    some(facts.flatMap(({ calls }) => calls)),
    unique(facts.map(limit)).join("; "),
    unique(limits).join(", ") || "nowhere",
    unique(facts.flatMap(({ abort }) => abort.filter(({ bounds }) => bounds !== "unknown").map(place))).join(", ") || "nowhere",
    unique(facts.map(tries)).join("; "),
    unique(facts.flatMap(({ source, retries }) => [source, ...(retries ? [retries.source] : [])]).flatMap((source) => source.split(", "))).map(code).join(", "),
  ];
}

/** @param {RemoteFact} fact */
function limit({ defaultTimeout, defaultDetail }) {
  return defaultDetail ?? (typeof defaultTimeout === "number" ? `${String(defaultTimeout / 1000)} s` : defaultTimeout);
}

/**
 * How often a library calls in all where nothing is set, and where that is set.
 * @param {RemoteFact} fact
 */
function tries({ retries }) {
  if (!retries) return "unknown";
  const where = unique(retries.attempts.map(place)).join(", ");
  const which = retries.idempotentOnly ? " (reads and idempotent writes)" : "";
  return `${String(retries.defaultAttempts)}${which}${where === "" ? "" : `; ${where}${retries.firstIsExtra ? ", which leaves out the first try" : ""}`}`;
}

/** @param {Slot} slot */
function place({ client, path, versions }) {
  const where = client === undefined ? code(path) : `${code(path)} of ${code(client)}`;
  return versions === undefined ? where : `${where} (${versions})`;
}

/**
 * @param {readonly string[]} spellings
 */
function some(spellings) {
  const shown = unique(spellings);
  const rest = shown.length - 8;
  return rest > 1 ? `${shown.slice(0, 8).map(code).join(", ")} and ${String(rest)} more` : shown.map(code).join(", ");
}

/**
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows
 */
function table(header, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

/** @param {readonly string[]} values */
function unique(values) {
  return [...new Set(values)];
}

/** @param {string} text */
function code(text) {
  return `\`${text}\``;
}
