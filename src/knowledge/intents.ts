/**
 * What the name of a function says of it: words that it begins with, in lower case. They tell work whose failure is
 * nobody's loss from work that somebody counts on. Read in the calls whose failures well-kept projects leave alone.
 */

/** Gives something up or takes it away: when that fails, there is nothing more to be done. */
export const cleanupWords: readonly string[] = [
  "abort",
  "cancel",
  "clean",
  "cleanup",
  "clear",
  "close",
  "deactivate",
  "deinit",
  "destroy",
  "detach",
  "disconnect",
  "dispose",
  "end",
  "exit",
  "free",
  "hide",
  "kill",
  "leave",
  "purge",
  "quit",
  "release",
  "revert",
  "rimraf",
  "rm",
  "rmdir",
  "rollback",
  "shut",
  "shutdown",
  "stop",
  "tear",
  "teardown",
  "terminate",
  "undo",
  "uninstall",
  "unlink",
  "unload",
  "unlock",
  "unmount",
  "unregister",
  "unroute",
  "unsub",
  "unsubscribe",
  "unwatch",
];

/** Takes something away that may be a leftover, and may be what the program is for. */
export const removalWords: readonly string[] = ["remove", "delete", "del"];

/** What `remove` and `delete` clean up; a record, a user or a key is none of these. */
export const leftoverWords: readonly string[] = [
  "cache",
  "dir",
  "directory",
  "file",
  "folder",
  "handler",
  "highlight",
  "interceptor",
  "listener",
  "listeners",
  "lock",
  "message",
  "msg",
  "old",
  "reply",
  "script",
  "stale",
  "style",
  "subscription",
  "temp",
  "temporary",
  "tmp",
];

/** Watches the program and is no part of what it is for. */
export const watchingWords: readonly string[] = ["analytics", "beacon", "diag", "diagnostics", "gauge", "heartbeat", "keepalive", "log", "metric", "metrics", "ping", "report", "sentry", "stats", "telemetry", "trace", "track", "tracking"];

/** What `capture` hands to whoever watches the program; a payment is none of these. */
export const capturedWords: readonly string[] = ["breadcrumb", "check", "error", "event", "exception", "feedback", "message"];

/** Services that watch the program, by the name of their client. */
export const watchingServices: readonly string[] = ["amplitude", "mixpanel", "posthog", "segment"];

/** Takes away what nobody needs any more: to do it twice takes away no more. */
export const sweepingWords: readonly string[] = ["clean", "cleanup", "evict", "expire", "gc", "prune", "purge", "sweep"];

/** Says in its name that it may fail, or only prepares what would be done later anyway. */
export const attemptWords: readonly string[] = ["attempt", "debounced", "maybe", "optional", "optionally", "preconnect", "prefetch", "preload", "prewarm", "safe", "safely", "throttled", "try", "warm", "warmup"];

/** Waits for what somebody else began: whoever began it hears of its failure. */
export const waitingWords: readonly string[] = ["closed", "completed", "completion", "delay", "done", "finished", "idle", "race", "ready", "settled", "sleep", "wait", "when"];

/** Says anywhere in its name that nobody asks how it went. */
export const carelessNames: readonly string[] = ["BestEffort", "IfPossible", "MayFail", "NoReply", "NoThrow", "Quietly", "Silently"];

/** Only looks, or reads the rest of an answer so that its connection can be used again. */
export const lookingMethods: readonly string[] = ["access", "arrayBuffer", "blob", "dump", "exists", "json", "lstat", "realpath", "stat", "text"];

/** How clients are called, also where they are handed in, whose queries begin when somebody waits for them. */
export const lazyReceivers: readonly string[] = ["prisma"];

/** The last step of a builder, with which its work begins: `sharp(image).resize(80).toBuffer()`, `new Upload(parts).done()`. */
export const startingSteps: readonly string[] = ["arrayBuffer", "done", "exec", "execute", "json", "send", "text", "toBuffer", "toFile"];

/** What may be gone by the time that it is spoken to, and then nobody is left to mind: pages, tabs, dialogs, channels. */
export const vanishingReceivers: readonly string[] = [
  "browser",
  "channel",
  "chrome",
  "debugger",
  "dialog",
  "element",
  "frame",
  "handle",
  "locator",
  "page",
  "port",
  "route",
  "tab",
  "tabs",
  "webContents",
  "webview",
  "worker",
];

/** Keeps something that was meant to be kept, wherever it goes. */
export const writingWords: readonly string[] = ["commit", "create", "insert", "persist", "post", "publish", "put", "save", "store", "update", "upload", "upsert", "write"];

/** Shows something or moves the page: a browser refuses that for reasons of its own, and the user sees it. */
export const showingMethods: readonly string[] = [
  "bringToFront",
  "exitFullscreen",
  "exitPictureInPicture",
  "focus",
  "openExternal",
  "play",
  "requestFullscreen",
  "requestPictureInPicture",
  "showErrorMessage",
  "showInformationMessage",
  "showMessage",
  "showWarningMessage",
  "requestPointerLock",
  "requestWakeLock",
  "scrollIntoView",
  "scrollIntoViewIfNeeded",
  "setAppBadge",
  "share",
  "vibrate",
];

/** Words of names that copy for the user, who sees whether it worked. */
export const copyingWords: readonly string[] = ["clipboard"];

/** Opens a page in the browser of whoever runs the program; its address is printed as well. */
export const openingModules: readonly string[] = ["open", "opener"];

/** Methods that are refused as a matter of course, by the last name of their receiver: a navigation to where one is. */
export const refusedMethods: Readonly<Record<string, readonly string[]>> = {
  router: ["push", "replace"],
  audioContext: ["resume", "suspend"],
  audioCtx: ["resume", "suspend"],
  wakeLock: ["request"],
  orientation: ["lock"],
};

/** A directory that is there already is no failure, and one that cannot be made fails again at the first write. */
export const directoryMethods: readonly string[] = ["mkdir", "mkdirp"];

/** Functions that do nothing, by the name that libraries give them. */
export const emptyFunctions: readonly string[] = ["NOOP", "Noop", "doNothing", "emptyFunction", "noOp", "noop"];

/** Keeps or hands on what somebody counts on, whoever does it. */
export const keepingWords: readonly string[] = [
  "append",
  "charge",
  "commit",
  "enqueue",
  "grant",
  "insert",
  "migrate",
  "pay",
  "persist",
  "publish",
  "refund",
  "rename",
  "revoke",
  "save",
  "store",
  "submit",
  "transfer",
  "upload",
  "upsert",
  "write",
];

/** Says once more what holds already: two at once say the same. */
export const renewingWords: readonly string[] = ["renew", "renewal"];

/** What ends with the program, and whoever waits there is ended from outside if that takes too long. */
export const endingWords: readonly string[] = ["cleanup", "drain", "draining", "shutdown", "teardown"];

/** What classes of commands begin with that ask a service to keep or to send something, before or after a word for several at once. */
export const commandedWords: readonly string[] = ["copy", "create", "put", "publish", "send", "update", "write"];
export const severalWords: readonly string[] = ["batch", "transact"];

/** What the program makes for itself and keeps nowhere: `createReadStream`, `createClient`. */
export const ownWords: readonly string[] = ["client", "connection", "interface", "iterator", "pool", "promise", "readable", "reader", "socket", "stream"];

/** Whose messages a part of the same system has written, by the last word of a name. */
export const trustedSenders: readonly string[] = ["bus", "child", "port", "process", "pubsub", "redis", "sub", "subscriber", "worker"];

/** Keeps something where a record is meant, and only speaks to a page, a tab or a channel where one of those is. */
export const speakingWords: readonly string[] = ["create", "post", "put", "update"];

/** Methods that write although their first word does not say so. */
export const keepingMethods: readonly string[] = ["copyFile", "outputFile", "outputJson", "setItem"];

/** What `send` sends to a person or another company. */
export const sentWords: readonly string[] = ["email", "emails", "invitation", "invoice", "mail", "mails", "notification", "order", "payment", "receipt", "reminder", "sms", "webhook"];

/** Words of files that only remember something for the next time. */
export const rememberedWords: readonly string[] = ["cache", "cached", "marker", "pid", "preferences", "prefs", "temp", "temporary", "timestamp", "tmp"];

/** What the statements of SQL begin with that change something. */
export const writingStatements: readonly string[] = ["alter", "create", "delete", "drop", "insert", "merge", "replace", "truncate", "update"];

/** What statements of SQL begin with that give something up: when that fails, it ends with its connection. */
export const cleanupStatements: readonly string[] = ["deallocate", "release savepoint", "rollback", "select pg_advisory_unlock", "unlisten", "unlock tables"];

/** Only asks for something, so that a function which does nothing else writes nothing, whatever it is called. */
export const readingWords: readonly string[] = ["check", "count", "fetch", "find", "get", "has", "is", "list", "load", "lookup", "read", "select"];

/** What calls are named after that were handed in by somebody else, who hears of his own failures. */
export const borrowedWords: readonly string[] = ["callback", "cb", "listener", "observer", "subscriber"];

/** Words of names for a glimpse of something: where it fails, the thing itself is shown later. */
export const glimpseWords: readonly string[] = ["preview", "previews", "thumbnail", "thumbnails"];

/** What is done again and again, or by what does it so: when it fails, the next time is at hand. */
export const repeatingWords: readonly string[] = [
  "retry", "retries", "retrying", "attempt", "attempts", "backoff", "poll", "polling", "poller", "breaker", "resilient", "policy",
  "tick", "heartbeat", "refresh", "interval", "probe", "health", "healthcheck", "ping", "watch", "watcher", "monitor", "warm", "warmup", "prefetch", "preload",
  "sync", "job", "jobs", "consume", "consumer", "worker", "subscribe", "subscription", "cron", "schedule", "scheduled", "scheduler", "beacon", "telemetry", "flush",
];

/** What a worker is handed, one after the other, by something that hands it out again. */
export const itemWords: readonly string[] = ["job", "jobs", "message", "messages", "event", "events", "batch", "queue", "task", "tasks", "record", "records", "item", "items", "next"];

/** Functions that a library calls again when they fail: queries of TanStack, consumers of SQS and Kafka. */
export const retriedHandlers: readonly string[] = ["queryFn", "handleMessage", "handleMessageBatch", "eachMessage", "eachBatch"];

/** What something is like at the moment: a call of that name in a condition asks for it. */
export const stateWords: readonly string[] = ["alive", "available", "busy", "connected", "done", "empty", "finished", "healthy", "idle", "locked", "online", "pending", "present", "ready", "running", "up"];

/** Commands of cloud clients that only ask: `client.send(new DescribeTasksCommand({ … }))`. */
export const askingCommands = /^(?:BatchGet|Describe|Get|Head|List|Lookup)[A-Z]\w*Command$/;

/** A comment that says that only success ends the tries. */
export const endlessOnPurpose = /\b(?:re)?tr(?:y|ies)\b.*\b(?:until (?:it |this |they )?succe\w+|for ?ever|indefinitely)/i;

/** A comment that says that the pause between two tries stays the same. */
export const constantOnPurpose = /\b(?:constant|fixed|same) (?:delay|pause|interval)\b/i;

/** The last word of what tells that something has come to its end: `connection.closed()`. */
export const endedWords: readonly string[] = ["closed", "closing", "completed", "disconnected", "ended", "exited", "finished", "stopped", "terminated"];

/** States in which nothing is under way. */
export const restWords: readonly string[] = ["done", "free", "idle", "none", "ready", "stopped", "unlocked", "waiting"];

/** How calls begin that go out of the process or to its disk, where anything can fail. */
export const reachingCalls =
  /^[_#$]?(?:add|append|authenticate|commit|connect|create|delete|deploy|download|exec|execute|fetch|find(?:All|By|Many|One|Unique)|flush|http\w*|import|insert|invoke|list|load|login|logout|make\w*Request|migrate|mutate|patch|persist|post|publish|put|query|read|reconnect|refetch|register|remove|request|save|send|spawn|store|submit|subscribe|sync|transaction|update|upload|upsert|write)(?=$|[A-Z_])/;

/** What such calls are called on, or are given, by the last word of its name. */
export const reachedReceivers: readonly string[] = ["api", "bucket", "client", "cursor", "dao", "database", "db", "http", "knex", "models", "mongo", "mqtt", "pool", "prisma", "redis", "repo", "repository", "sdk", "storage", "stream", "trx"];

/** What keeps records, by the words of its name: a write to one of these that fails is missed later. A cache may lose what it holds. */
export const recordKeepers: readonly string[] = ["dao", "database", "db", "drizzle", "knex", "mongo", "prisma", "repo", "repository", "store", "trx"];
export const forgetfulKeepers: readonly string[] = ["cache", "redis", "session"];

/** How the address of a peer begins that a call is given. */
export const remoteAddress = /^(?:\/\w|https?:)/;

/** What says that something has gone well: words of texts and of names, and names of what a function answers. */
export const claimWords: readonly string[] = ["completed", "created", "deleted", "done", "finished", "removed", "saved", "sent", "stored", "submitted", "success", "succeeded", "successfully", "updated", "uploaded"];
export const claimNames: readonly string[] = ["done", "ok", "saved", "sent", "success", "succeeded"];

/** What a request is answered with, by the name of the answer and its methods. */
export const answerNames: readonly string[] = ["c", "context", "ctx", "h", "reply", "res", "response"];
export const answeringMethods: readonly string[] = ["end", "json", "redirect", "send", "sendStatus"];

/** Classes of the answers that a handler gives back, and names under which one says how it went. */
export const answerClasses: readonly string[] = ["NextResponse", "Response"];
export const statusNames: readonly string[] = ["status", "statusCode"];
