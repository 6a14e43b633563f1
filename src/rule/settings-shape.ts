import type { UserSettings } from "../analysis/file.js";
import type * as known from "../knowledge/library.js";
import { record, type Shape } from "./shape.js";

const text: Shape = { kind: "text", called: "a text" };
const spelling: Shape = {
  kind: "text",
  like: /^(?:new )?(?:[\w$*]+|(?=\[))(?:\(\)|\.[\w$*]+|\[\d+\]|#[\w$]+)*$/,
  called: 'a spelling such as "client.get" or "new Client().send"',
};
const count: Shape = { kind: "count" };
const flag: Shape = { kind: "one of", values: [true, false] };
const yes: Shape = { kind: "one of", values: [true] };

function oneOf(...values: readonly (string | number | boolean | null)[]): Shape {
  return { kind: "one of", values };
}

function list(of: Shape): Shape {
  return { kind: "list", of };
}

function either(simple: Shape, other: Shape): Shape {
  return { kind: "either", shapes: [simple, other] };
}

const texts = list(text);
const spellings = list(spelling);
const source = text;
const bounds = oneOf("total", "connect", "headers", "idle", "queue", "unknown");

const slot = record<known.Slot>(
  { argument: either(count, oneOf("last")), path: { kind: "text", like: /^/, called: "a text" } },
  {
    client: spelling,
    from: count,
    alone: yes,
    bounds,
    needs: text,
    none: list(oneOf(0, false, null, "Infinity")),
    unit: oneOf("ms", "s"),
    insert: text,
    emits: yes,
    connectionString: yes,
    undeclared: yes,
    versions: text,
  },
);
const slots = list(slot);

const remote = record<known.RemoteFact>(
  {
    calls: spellings,
    effect: oneOf("read", "idempotent-write", "non-idempotent", "by-method", "unknown"),
    timeout: slots,
    abort: slots,
    defaultTimeout: either(count, oneOf("none", "unknown")),
    source,
  },
  {
    crosses: oneOf("network", "process"),
    timeoutMethods: list(record<known.SettingMethod>({ method: text }, { bounds })),
    timeoutProperties: spellings,
    timeoutCalls: spellings,
    interceptors: spellings,
    timeoutCallsElsewhere: list(record<{ module: string; call: string }>({ module: text, call: text }, {})),
    serial: yes,
    generates: yes,
    delivers: yes,
    defaultDetail: text,
    target: count,
    command: count,
    commandEffects: list(record<NonNullable<known.RemoteFact["commandEffects"]>[number]>({ names: texts, effect: oneOf("read", "idempotent-write") }, {})),
    method: slots,
    calledBack: yes,
    returns: oneOf("promise", "emitter", "stream", "void"),
    retries: record<known.OwnRetries>(
      { defaultAttempts: either(count, oneOf("unbounded", "unknown")), attempts: slots, source },
      { firstIsExtra: yes, idempotentOnly: yes, methods: slots, through: record<NonNullable<known.OwnRetries["through"]>>({ slot, once: spellings }, {}) },
    ),
    rejectsOnStatus: yes,
    refusal: record<NonNullable<known.RemoteFact["refusal"]>>({ asks: text, status: text }, {}),
    errorsAsJson: yes,
    idempotencyKey: slots,
  },
);

const callback = record<known.CallbackFact>(
  {
    calls: spellings,
    argument: either(count, oneOf("last", "all")),
    runs: oneOf("sync", "once", "many"),
    result: oneOf("dropped", "awaited", "predicate", "returned", "itself"),
    source,
  },
  {
    unless: slots,
    requestLog: record<NonNullable<known.CallbackFact["requestLog"]>>({ parameter: count, property: text, needs: slots }, {}),
    onlyFor: record<NonNullable<known.CallbackFact["onlyFor"]>>({ package: text, versions: text }, {}),
    awaitedWith: text,
    errorFirst: yes,
    periodic: record<known.Periodic>({ schedule: slot, noOverlap: slots }, { runs: either(slot, oneOf("decorated")) }),
  },
);

const lock = record<known.LockFact>(
  { acquire: spellings, release: spellings, exclusive: either(flag, slot), source },
  {
    scoped: spellings,
    scopedArgument: count,
    lock: oneOf(false),
    holds: oneOf("connection", "transaction", "file", "session", "browser", "context", "page", "reader", "writer", "span"),
    statements: record<NonNullable<known.LockFact["statements"]>>({ acquires: texts, releases: texts }, {}),
    immediate: yes,
    endsWithOwner: yes,
    closesAfter: texts,
    holdsFrom: texts,
    patient: yes,
    reentrant: oneOf(false),
    reentrantWith: slot,
    wraps: count,
    workLimits: slots,
    usedAs: text,
    shared: record<NonNullable<known.LockFact["shared"]>>({ argument: count, path: text, value: text }, {}),
  },
);

const limiter = record<known.LimiterFact>(
  { run: spellings, argument: count, concurrency: slots, defaultConcurrency: either(count, oneOf("unbounded")), source },
  { abort: slots },
);

const retry = record<known.RetryFact>(
  { run: spellings, argument: count, attempts: slots, defaultAttempts: either(count, oneOf("unbounded")), jitter: slots, defaultJitter: flag, abort: slots, source },
  { firstIsExtra: yes, filter: slots },
);

const paceCondition = record<known.PaceCondition>(
  { slot },
  { value: either(text, either(count, either(flag, oneOf(null)))), made: spelling, of: record<NonNullable<known.PaceCondition["of"]>>({ slot, made: spelling }, {}) },
);

const policy = record<known.PolicyFact>(
  { calls: spellings, attempts: slots, defaultAttempts: either(count, oneOf("unbounded", "unknown")), pause: slots, defaultPause: oneOf("none", "growing", "unknown"), source },
  { client: count, firstIsExtra: yes, writes: record<NonNullable<known.PolicyFact["writes"]>>({ filter: slot, with: spellings }, {}), paces: list(record<known.PaceFact>({ pace: oneOf("none", "fixed", "growing", "spread"), where: list(paceCondition) }, {})) },
);

const timer = record<known.TimerFact>(
  { calls: spellings, callback: either(count, oneOf(null)), delay: either(count, oneOf(null)), repeats: flag, stoppedBy: spellings, source },
  { frame: yes, abort: slots },
);

const logger = record<known.LoggerFact>(
  { loggers: spellings, levels: texts, errorLevels: texts, context: oneOf("first", "second", "last", "values", "none"), source },
  { errorKey: record<NonNullable<known.LoggerFact["errorKey"]>>({ name: text, unless: slots }, {}), child: texts, waits: texts, sent: yes, leveled: text },
);

const metric = record<known.MetricFact>(
  { instruments: spellings, source },
  {
    counts: texts,
    observes: texts,
    starts: list(record<NonNullable<known.MetricFact["starts"]>[number]>({ method: text, endedBy: text }, {})),
    named: slot,
    labels: record<NonNullable<known.MetricFact["labels"]>>({ method: text, names: slot }, {}),
    waits: texts,
  },
);

const effect = record<known.EffectFact>(
  { calls: spellings, callback: count, dependencies: either(count, oneOf(null)), source },
  { handsBack: yes, cleanup: either(count, oneOf("returned")), registerCleanup: spellings },
);

const cell = record<NonNullable<known.StateFact["cells"]>[number]>({ value: spelling, property: text }, {});

const emitter = record<known.EmitterFact>(
  { values: spellings, success: texts, failure: texts, unheard: oneOf("thrown", "nothing"), source },
  {
    firstArgument: texts,
    always: texts,
    last: texts,
    goesOn: yes,
    bubbles: yes,
    failsAtStart: yes,
    startsSurely: either(yes, spellings),
    callback: text,
    methods: list(record<NonNullable<known.EmitterFact["methods"]>[number]>({ method: text, event: text }, { safe: list(count) })),
  },
);

/** The shape of an entry of the knowledge: `Library`, as users write it. */
export const libraryShape = record<known.Library>(
  { name: text, modules: texts, verified: text },
  {
    default: text,
    types: { kind: "named", of: spelling },
    texts: { kind: "named", of: text },
    remote: list(remote),
    waits: list(record<known.WaitFact>({ calls: spellings, abort: slots, source }, { endsWithSource: yes })),
    callbacks: list(callback),
    promises: list(record<known.PromiseFact>({ calls: spellings, source }, { rejects: oneOf("never", "handled", "callback"), unless: text, lazy: yes, part: record<known.StatementPart>({ sentBy: texts, writtenOutBy: texts }, {}), none: yes })),
    timers: list(timer),
    locks: list(lock),
    limiters: list(limiter),
    retries: list(retry),
    policies: list(policy),
    jobs: list(record<known.JobFact>({ calls: spellings, attempts: slot, backoff: slots, pause: text, source }, {})),
    sharedLoads: list(record<known.SharedLoadFact>({ calls: spellings, source }, {})),
    timeLimits: list(record<known.TimeLimitFact>({ calls: spellings, work: count, source }, {})),
    loggers: list(logger),
    metrics: list(metric),
    state: list(record<known.StateFact>({ source }, { setters: spellings, reduces: yes, cells: list(cell) })),
    emitters: list(emitter),
    effects: list(effect),
  },
);

/** The shape of `settings["concurrency-review"]`. */
export const settingsShape = record<Partial<UserSettings>>(
  {},
  { libraries: list(libraryShape), loggers: texts, metrics: texts, boundLoggers: texts, environment: oneOf("server", "browser", "cli") },
);
