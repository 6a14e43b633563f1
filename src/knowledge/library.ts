/**
 * What is known about a library: data, typed here, one file a library.
 *
 * A *spelling* names a function or value the way a reader would write it, starting at the module:
 * `axios.get`, `axios.create().get`, `new S3Client().send`, `new Pool().connect().query`,
 * `React.useState()[1]`. The first name is an export of the module, or the name given in `default`
 * for its default export and its namespace; an `await` on the way is left out, and so are arguments.
 * For globals (`modules: []`) the first name is the global: `fetch`, `AbortSignal.timeout`.
 * A method of a built-in prototype is spelled with a hash: `Array#forEach`, `Promise#then`.
 * A star stands for a name: any export where it comes first (`new *().send`), later on for one or more names between
 * two calls (`new PrismaClient().*.findMany`), and as the last for any method (`createClient().*`); two
 * for any method of any group (`new Octokit().rest.*.*`). What a later call gives is constructed by `new()`:
 * `loadPackageDefinition().*.new().*`.
 */
export type Spelling = string;

/** Where a setting is given. `path` is dotted; an empty one is the argument itself. */
export interface Slot {
  /**
   * The call that takes it, where that is an earlier one on the way to the fact's own: `axios.create`, `new Pool`,
   * `new MongoClient().db().collection().find`. Without it, the fact's own call.
   */
  readonly client?: Spelling;
  /** Zero-based position of the argument, or `last`. */
  readonly argument: number | "last";
  readonly path: string;
  /** Only the one argument of a call is the setting: where others follow, it is something else. */
  readonly alone?: true;
  /** The first position at which `last` is the setting: what stands there before is something else. */
  readonly from?: number;
  /**
   * What a value there bounds; default `total`. `headers` (until the answer begins) and `idle` (each silence of the
   * peer) count as a limit that someone chose; `connect` and `queue` end before the wait that matters and do not.
   * `unknown`: it may bound the call (a `fetch` of one's own, a limit the server keeps). Where it is set, nothing is
   * claimed, and it is never inserted.
   */
  readonly bounds?: "total" | "connect" | "headers" | "idle" | "queue" | "unknown";
  /** A path in the same argument that must be `true`, or the value bounds nothing. */
  readonly needs?: string;
  /** Values that mean "no limit" here, beside `undefined`. */
  readonly none?: readonly (0 | false | null | "Infinity")[];
  /** Unit of a number here. Default `ms`. */
  readonly unit?: "ms" | "s";
  /** The value to insert where it is not simply a number: `{ms}` stands for the milliseconds. */
  readonly insert?: string;
  /** Only emits an event, on which the program has to act: it counts as a limit, and is never inserted. */
  readonly emits?: true;
  /** A text here is a connection string, in which the other settings of the argument may stand. */
  readonly connectionString?: true;
  /** Exists when the program runs, but its own type declarations lack it: never inserted. */
  readonly undeclared?: true;
  /** Versions in which it does what is said here, as a semver range; default all. */
  readonly versions?: string;
}

/** A limit that is set by calling a method: `req.setTimeout(ms)`, `superagent.get(url).timeout(ms)`. */
export interface SettingMethod {
  readonly method: string;
  readonly bounds?: Slot["bounds"];
}

export type Effect = "read" | "idempotent-write" | "non-idempotent" | "by-method" | "unknown";

/** Calls that cross a process or a network, and what bounds their duration. */
export interface RemoteFact {
  readonly calls: readonly Spelling[];
  readonly effect: Effect;
  /** `process` for a child process; default `network`. */
  readonly crosses?: "network" | "process";
  /** Every place where a time limit may stand; one that is set is enough. */
  readonly timeout: readonly Slot[];
  readonly timeoutMethods?: readonly SettingMethod[];
  /** Properties that set the limit of every call when they are assigned: `axios.defaults.timeout`. */
  readonly timeoutProperties?: readonly Spelling[];
  /** Calls that set the limit of every later one: `sgMail.setTimeout(ms)`. */
  readonly timeoutCalls?: readonly Spelling[];
  /** Calls that are handed a function which every later request goes through: one that mentions a setting sets it. */
  readonly interceptors?: readonly Spelling[];
  /** Exports of another module that do the same: undici's `setGlobalDispatcher` for `fetch`. */
  readonly timeoutCallsElsewhere?: readonly { readonly module: string; readonly call: string }[];
  /** Every place where an `AbortSignal` may stand. */
  readonly abort: readonly Slot[];
  /** Calls go over one connection, which takes them one after the other. */
  readonly serial?: true;
  /** What happens when nothing is set: milliseconds, or `none`; `unknown` where it depends. */
  readonly defaultTimeout: number | "none" | "unknown";
  /** A model writes the answer: that takes minutes by its nature, and the default was chosen for it. */
  readonly generates?: true;
  /** A message is handed over, which the protocol itself lets take minutes, and the default keeps to that: RFC 5321, 4.5.3.2 gives a mail server ten. */
  readonly delivers?: true;
  /** The sentence a user reads after "the default is", without a full stop. */
  readonly defaultDetail?: string;
  /** Zero-based position of the URL or request object, where there is one. */
  readonly target?: number;
  /** Zero-based position of an object whose class says what the peer does: `send(new PutObjectCommand(…))`. */
  readonly command?: number;
  /** What commands do, by the names of their classes, of which a `*` leaves the rest open; of the others nothing is known. */
  readonly commandEffects?: readonly { readonly names: readonly string[]; readonly effect: "read" | "idempotent-write" }[];
  /** Where the HTTP method stands, for the effect `by-method`; `GET` where it is not set. */
  readonly method?: readonly Slot[];
  /** Only a call that is handed a function as its last argument, which is told the answer. */
  readonly calledBack?: true;
  /** What the call gives; default `promise`. */
  readonly returns?: "promise" | "emitter" | "stream" | "void";
  /** What the library itself does when a call fails; without it, nothing is known. */
  readonly retries?: OwnRetries;
  /** An answer with an error status rejects the promise, so that the caller meets refusals as errors. */
  readonly rejectsOnStatus?: true;
  /** How a refusal is told from other errors: an export of the module that asks, and where the status stands in what it says yes to. */
  readonly refusal?: { readonly asks: string; readonly status: string };
  /** Its errors have a `toJSON` of their own, which gives their message and stack. */
  readonly errorsAsJson?: true;
  /** Every place where a key may stand by which the peer recognises a repeated call. */
  readonly idempotencyKey?: readonly Slot[];
  readonly source: string;
}

/** How often a library calls by itself, and where that is said. */
export interface OwnRetries {
  /** Calls in all where nothing is set: 1 where it does not try again; `unknown` where it depends. */
  readonly defaultAttempts: number | "unbounded" | "unknown";
  /** Every place where the number may stand. */
  readonly attempts: readonly Slot[];
  /** Whether the number there leaves out the first try: 3 then means four calls. */
  readonly firstIsExtra?: true;
  /** Where something may stand that makes the calls and may try again, and what surely does not. */
  readonly through?: { readonly slot: Slot; readonly once: readonly Spelling[] };
  /** Only calls whose effect is a read or an idempotent write are tried again. */
  readonly idempotentOnly?: true;
  /** Every place where the methods may be listed of which calls are tried again. */
  readonly methods?: readonly Slot[];
  readonly source: string;
}

/** Waits for something that may never come, without crossing a network: `events.once`. */
export interface WaitFact {
  readonly calls: readonly Spelling[];
  readonly abort: readonly Slot[];
  /** It ends or fails with what it is given, which has limits of its own. */
  readonly endsWithSource?: true;
  readonly source: string;
}

/** A call that is handed a function: what becomes of the function and of the promise it returns. */
export interface CallbackFact {
  readonly calls: readonly Spelling[];
  readonly argument: number | "last" | "all";
  /** `sync` before the call returns; `once` later, at most once; `many` later, possibly overlapping. */
  readonly runs: "sync" | "once" | "many";
  /** `dropped`: nobody looks at a returned promise; `awaited`: the callee handles it; `predicate`: only its truth counts; `returned`: it becomes (part of) the result. `itself`: the call gives the function back as it is, for others to call. */
  readonly result: "dropped" | "awaited" | "predicate" | "returned" | "itself";
  /** A setting that makes the callee look at the promise after all: `captureRejections`. */
  readonly unless?: readonly Slot[];
  /** A parameter of the function has a logger of the request in this property, where whoever makes the framework gives one of these settings. */
  readonly requestLog?: { readonly parameter: number; readonly property: string; readonly needs: readonly Slot[] };
  /** npm package and semver range for which this holds, where a newer major version does otherwise. */
  readonly onlyFor?: { readonly package: string; readonly versions: string };
  /** npm package that, where the project has it, makes the callee look at the promise: it is loaded once, in whatever file. */
  readonly awaitedWith?: string;
  /** Its first argument is the error of a failed call, without which the others mean nothing. */
  readonly errorFirst?: true;
  /** It is the clock that calls it. */
  readonly periodic?: Periodic;
  readonly source: string;
}

/** How often a scheduler calls its function, and what keeps one run from beginning while another is under way. */
export interface Periodic {
  /** Where the schedule stands: a cron expression, a rule, a date. */
  readonly schedule: Slot;
  /** Settings with which a run waits for the one before, or is left out; empty where the library has none. */
  readonly noOverlap: readonly Slot[];
  /** Where the function stands, if it is no argument by itself: a setting, or the method that the call decorates. */
  readonly runs?: Slot | "decorated";
}

/** A lazy statement may as well become a part of another one, or be written out as text, and is never sent then. */
export interface StatementPart {
  /** Methods that send it, beside those of a promise: to a callback, or as a stream of rows. */
  readonly sentBy: readonly string[];
  /** Methods that write it out. */
  readonly writtenOutBy: readonly string[];
}

/** A call that returns a promise (or a thenable), beyond those named as remote calls. */
export interface PromiseFact {
  readonly calls: readonly Spelling[];
  /** `never`: cannot reject. `handled`: the library takes care of its rejection. `callback`: only where the function fails that the call is given and whose result it returns. */
  readonly rejects?: "never" | "handled" | "callback";
  /** The method of the same receiver after which it rejects all the same: `cancel` of a lock. */
  readonly unless?: string;
  /** A thenable that does nothing until it is awaited. */
  readonly lazy?: true;
  readonly part?: StatementPart;
  /** No promise at all, although it has a `then`: that is a step of a language of the library's own. */
  readonly none?: true;
  readonly source: string;
}

/** A timer: its callback and delay, and what stops it. */
export interface TimerFact {
  readonly calls: readonly Spelling[];
  readonly callback: number | null;
  /** Position of the delay; `null` where there is none (the next turn). */
  readonly delay: number | null;
  readonly repeats: boolean;
  /** Runs before the next paint: what it does belongs to one frame. */
  readonly frame?: true;
  readonly stoppedBy: readonly Spelling[];
  /** Every place where an `AbortSignal` may stand that ends the wait. */
  readonly abort?: readonly Slot[];
  readonly source: string;
}

/** A lock, a semaphore, or anything else that is taken and must be given back. */
export interface LockFact {
  /** Taken here; the result is the resource, or the function that releases it. */
  readonly acquire: readonly Spelling[];
  /** Given back by calling the result (`result()`), a method of it (`result.release`), or these. */
  readonly release: readonly Spelling[];
  /** Run a function while holding it and release by themselves: spellings, and the function's position. */
  readonly scoped?: readonly Spelling[];
  readonly scopedArgument?: number;
  /** True where only one holder is possible; a slot where it depends on a number. */
  readonly exclusive: boolean | Slot;
  /** Where the call before is given another lock: it is exclusive where that one is. */
  readonly wraps?: number;
  /** False for pools, handles and sessions. Default true. */
  readonly lock?: false;
  /** What is held; default a `lock`. A `span` only measures: what it keeps from others is nothing. */
  readonly holds?: "connection" | "transaction" | "file" | "session" | "browser" | "context" | "page" | "reader" | "writer" | "span";
  /** Only a call whose first argument is a statement that begins with one of these words takes it, and one that begins with one of those gives it back. */
  readonly statements?: { readonly acquires: readonly string[]; readonly releases: readonly string[] };
  /** The call gives the resource itself, and not a promise of it. */
  readonly immediate?: true;
  /** It ends with what it is taken from: a page with its browser. */
  readonly endsWithOwner?: true;
  /** Methods of the resource after which it gives itself back: `createReadStream`. */
  readonly closesAfter?: readonly string[];
  /** Methods of the resource with which it begins to hold something: where one of them fails, there is nothing to give back. */
  readonly holdsFrom?: readonly string[];
  /** Taking it without an argument waits for as long as it must, and cannot fail. */
  readonly patient?: true;
  /** What is taken on the same receiver while it is held waits for the holder itself. */
  readonly reentrant?: false;
  /** A setting with which its holder may take it again after all. */
  readonly reentrantWith?: Slot;
  /** Every place where a limit may stand for the function that is run while it is held. A limit for the wait until it is held is none. */
  readonly workLimits?: readonly Slot[];
  /** The name under which calls are told to go through it, `{ transaction }`: whoever is given it so uses it, and does not keep it. */
  readonly usedAs?: string;
  /** A value with which others may hold it as well, and where it stands. */
  readonly shared?: { readonly argument: number; readonly path: string; readonly value: string };
  readonly source: string;
}

/** A queue or limiter that runs the functions it is given, some at a time. */
export interface LimiterFact {
  /** Runs the function at `argument`, or those of the list there; its result is a promise of the function's. */
  readonly run: readonly Spelling[];
  readonly argument: number;
  /** Where the number of runs at a time stands. */
  readonly concurrency: readonly Slot[];
  /** Runs at a time where nothing is set. */
  readonly defaultConcurrency: number | "unbounded";
  /** Every place where an `AbortSignal` may stand that takes the function out of the queue. */
  readonly abort?: readonly Slot[];
  readonly source: string;
}

/** Runs a function again when it fails. */
export interface RetryFact {
  readonly run: readonly Spelling[];
  readonly argument: number;
  readonly attempts: readonly Slot[];
  /** Whether the number there leaves out the first try: 3 then means four calls. */
  readonly firstIsExtra?: true;
  /** Calls in all where nothing is set. */
  readonly defaultAttempts: number | "unbounded";
  readonly jitter: readonly Slot[];
  readonly defaultJitter: boolean;
  /** Where it is given what decides whether a failure is worth another try. */
  readonly filter?: readonly Slot[];
  readonly abort: readonly Slot[];
  readonly source: string;
}

/** How something that tries again by itself is told how often and when: a policy, a client, a queue. */
export interface PolicyFact {
  readonly calls: readonly Spelling[];
  /** Zero-based position of the client that tries again from then on. */
  readonly client?: number;
  readonly attempts: readonly Slot[];
  /** Whether the number there leaves out the first try: 3 then means four calls. */
  readonly firstIsExtra?: true;
  /** Calls in all where nothing is set; `unknown` where nothing is claimed of the number. */
  readonly defaultAttempts: number | "unbounded" | "unknown";
  /** Where the pause stands: a number, a function that gives one, or what `paces` names. */
  readonly pause: readonly Slot[];
  /** The pause where nothing is set there: none, one that grows without chance, or one of which nothing is claimed. */
  readonly defaultPause: "none" | "growing" | "unknown";
  /** Where it is told which failures are tried again, and what of the library takes in those of a write that is not idempotent: so does saying nothing. */
  readonly writes?: { readonly filter: Slot; readonly with: readonly Spelling[] };
  /** What settings make of the pause, the first that holds; whatever is not listed is not known. */
  readonly paces?: readonly PaceFact[];
  readonly source: string;
}

/** A way in which pauses go on from try to try, and the settings that make it so. */
export interface PaceFact {
  readonly pace: "none" | "fixed" | "growing" | "spread";
  readonly where: readonly PaceCondition[];
}

/** What stands at a place: a value, nothing, or what the library gives by that spelling, itself with settings of its own. */
export interface PaceCondition {
  readonly slot: Slot;
  readonly value?: string | number | boolean | null;
  readonly made?: Spelling;
  readonly of?: { readonly slot: Slot; readonly made: Spelling };
}

/** Puts work into a queue that tries it again when it fails, at once where no pause is set. */
export interface JobFact {
  readonly calls: readonly Spelling[];
  /** How often it is tried in all. */
  readonly attempts: Slot;
  /** Where a pause can be set; where none of them is, there is none. */
  readonly backoff: readonly Slot[];
  /** A pause that grows and that differs for each, as one writes it at the first of those places. */
  readonly pause: string;
  readonly source: string;
}

/** Joins whoever asks for something that is being loaded: two calls at a time do the work once. */
export interface SharedLoadFact {
  readonly calls: readonly Spelling[];
  readonly source: string;
}

/** Bounds the time of the promise or function it is given: `pTimeout(promise, { milliseconds })`. */
export interface TimeLimitFact {
  readonly calls: readonly Spelling[];
  readonly work: number;
  readonly source: string;
}

export interface LoggerFact {
  /** Values that are loggers. */
  readonly loggers: readonly Spelling[];
  readonly levels: readonly string[];
  /** Which of them say that an operation failed. */
  readonly errorLevels: readonly string[];
  /** Where the context object stands; `values` where every argument is printed. */
  readonly context: "first" | "second" | "last" | "values" | "none";
  /** The one property of the context under which an error is written with its message and stack, unless whoever makes the logger sets one of these options. */
  readonly errorKey?: { readonly name: string; readonly unless: readonly Slot[] };
  /** Methods that give a logger with bound context. */
  readonly child?: readonly string[];
  /** Methods that return a promise or wait for the sink. */
  readonly waits?: readonly string[];
  /** Each line is sent by itself, and its method gives a promise of that. */
  readonly sent?: true;
  /** A method that is told the level first: `log("error", text)`, `log({ level: "error" })`. */
  readonly leveled?: string;
  readonly source: string;
}

export interface MetricFact {
  /** Values that record; members name what each method does. */
  readonly instruments: readonly Spelling[];
  readonly counts?: readonly string[];
  readonly observes?: readonly string[];
  /** Methods that start a stopwatch or raise a gauge, and what ends it; one method for both raises by a positive number and lowers by a negative one. */
  readonly starts?: readonly { readonly method: string; readonly endedBy: string }[];
  /** Where whoever makes an instrument says what its metric is called. */
  readonly named?: Slot;
  /** The method that binds labels by their order, and where whoever makes the instrument lists their names. */
  readonly labels?: { readonly method: string; readonly names: Slot };
  readonly waits?: readonly string[];
  readonly source: string;
}

/** Functions that set state which outlives the call: `useState()[1]`, `store.setState`. */
export interface StateFact {
  readonly setters?: readonly Spelling[];
  /** They are told what has happened, and the new state is made from the one that is there then. */
  readonly reduces?: true;
  /** Values whose property is shared state: `ref().value`. */
  readonly cells?: readonly { readonly value: Spelling; readonly property: string }[];
  readonly source: string;
}

/** Something that tells by events what became of its work. */
export interface EmitterFact {
  /** What gives one: `fs.createReadStream()`, `new Worker()`. */
  readonly values: readonly Spelling[];
  /** Texts of which the first argument must be one: `document.createElement("img")`. */
  readonly firstArgument?: readonly string[];
  /** Events that come when it goes well, and need not come otherwise. */
  readonly success: readonly string[];
  /** Events that come instead; to hear one of them is enough. The first is the one to listen for. */
  readonly failure: readonly string[];
  /** Of the events that come when it goes well, those which come after a failure as well. */
  readonly always?: readonly string[];
  /** Of the events that come when it goes well, those which come once: a listener for one of them is not called again. */
  readonly last?: readonly string[];
  /** What a failure does that nobody listens for: it is thrown as an uncaught exception, or nothing happens at all. */
  readonly unheard: "thrown" | "nothing";
  /** A failure need not be the end of it: what it does when it goes well can come later all the same. */
  readonly goesOn?: true;
  /** What it was got from hears of its failure as well: the transaction of a request. */
  readonly bubbles?: true;
  /** It can fail only while it starts: whoever is handed one that runs hears of its end alone. */
  readonly failsAtStart?: true;
  /** Nobody expects it not to start: always, or where the first argument is one of these globals. */
  readonly startsSurely?: true | readonly Spelling[];
  /** The event that a function as the last argument of the call that gives one is a listener for. */
  readonly callback?: string;
  /** Methods that take a listener as their last argument without naming the event: `server.listen(listener)`. */
  readonly methods?: readonly {
    readonly method: string;
    readonly event: string;
    /** Numbers as the first argument with which it does not fail: `listen(0)`. */
    readonly safe?: readonly number[];
  }[];
  readonly source: string;
}

/** A call that has its function run again whenever what it depends on has changed. */
export interface EffectFact {
  readonly calls: readonly Spelling[];
  /** Position of the function. */
  readonly callback: number;
  /** Position of what it depends on, a list or one source; `null` where a run itself finds out. */
  readonly dependencies: number | null;
  /** It only gives the function back, for others to call. */
  readonly handsBack?: true;
  /** How a run says what ends it: with the function it returns, or through its parameter at this position. */
  readonly cleanup?: "returned" | number;
  /** Functions that take what ends the run which calls them. */
  readonly registerCleanup?: readonly Spelling[];
  readonly source: string;
}

export interface Library {
  /** The name people use for it. */
  readonly name: string;
  /** Module specifiers; `@aws-sdk/client-*` matches any one segment. Empty for globals. */
  readonly modules: readonly string[];
  /** How spellings name the default export and the namespace of the module. */
  readonly default?: string;
  /** `package@version` whose files the facts were read in; `node@version` for Node's own. */
  readonly verified: string;
  /** Declared types whose values are what a spelling gives: `{ AxiosInstance: "axios.create()" }`. */
  readonly types?: Readonly<Record<string, Spelling>>;
  /** Constants that stand for a text: `{ "CronExpression.EVERY_SECOND": "* * * * * *" }`. */
  readonly texts?: Readonly<Record<Spelling, string>>;
  readonly remote?: readonly RemoteFact[];
  readonly waits?: readonly WaitFact[];
  readonly callbacks?: readonly CallbackFact[];
  readonly promises?: readonly PromiseFact[];
  readonly timers?: readonly TimerFact[];
  readonly locks?: readonly LockFact[];
  readonly limiters?: readonly LimiterFact[];
  readonly retries?: readonly RetryFact[];
  readonly policies?: readonly PolicyFact[];
  readonly jobs?: readonly JobFact[];
  readonly sharedLoads?: readonly SharedLoadFact[];
  readonly timeLimits?: readonly TimeLimitFact[];
  readonly loggers?: readonly LoggerFact[];
  readonly metrics?: readonly MetricFact[];
  readonly state?: readonly StateFact[];
  readonly emitters?: readonly EmitterFact[];
  readonly effects?: readonly EffectFact[];
}
