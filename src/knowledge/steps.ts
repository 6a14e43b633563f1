/**
 * How stores, files, locks and transactions of any library call the steps that belong together. A receiver is not
 * known by its name; a pair of steps on the same receiver and key is.
 */

/** Two asynchronous steps of which the second rests on what the first found. */
export interface StepPair {
  /** Methods that look, in lower case. */
  readonly looks: readonly string[];
  /** Methods that act on what the look found, in lower case. */
  readonly acts: readonly string[];
  /** `key`: both take the same first argument; `mention`: the act names something that the look names as well; `table`: both are SQL texts on one table; `item`: both are commands on one table, and `query` both are queries on one, put together by calls, and the act names something that the look names as well. */
  readonly sameBy: "key" | "mention" | "table" | "item" | "query";
  /** `decides`: the act stands under a condition on what was found; `feeds`: what it writes is computed from it. */
  readonly through: "decides" | "feeds";
}

export const stepPairs: readonly StepPair[] = [
  {
    looks: ["exists", "has", "hasitem", "contains", "containskey", "objectexists", "fileexists", "headobject", "isset"],
    acts: ["put", "putobject", "set", "setitem", "add", "create", "insert", "write", "save", "upload"],
    sameBy: "key",
    through: "decides",
  },
  { looks: ["get", "getitem"], acts: ["set", "setitem", "put"], sameBy: "key", through: "feeds" },
  { looks: ["get"], acts: ["incr", "incrby", "decr", "decrby"], sameBy: "key", through: "decides" },
  { looks: ["hget"], acts: ["hset"], sameBy: "key", through: "feeds" },
  {
    looks: ["findone", "findoneby", "findfirst", "findunique", "findby", "findbypk", "findbyemail", "exists", "existsby", "count", "countdocuments", "countby", "select"],
    acts: ["create", "insert", "insertone", "save"],
    sameBy: "mention",
    through: "decides",
  },
  { looks: ["get", "getitem", "query"], acts: ["put", "putitem"], sameBy: "item", through: "decides" },
  { looks: ["select", "selectfrom", "first"], acts: ["insert", "insertinto"], sameBy: "query", through: "decides" },
  { looks: ["query", "execute", "run", "get", "all", "one", "oneornone", "any", "raw"], acts: ["query", "execute", "run", "none", "one", "raw"], sameBy: "table", through: "decides" },
];

/** Steps of a query that is put together by calls, in lower case: those that name its table, that look, that add a row, and that say what becomes of one that is there already. */
export const tableSteps: readonly string[] = ["from", "insert", "into", "selectfrom", "insertinto"];
export const lookingSteps: readonly string[] = ["select", "selectfrom", "first", "where"];
export const addingSteps: readonly string[] = ["insert", "insertinto"];
export const settledAdds = /^(?:onconflict|onduplicate|ignore|merge|orignore|orupdate|for(?:no_?key)?update|for$)/;

/** Methods that read one record, in lower case, and those that write it back, whatever store they are of. */
export const recordLooks: readonly string[] = ["get", "find", "findone", "findoneby", "findoneorfail", "findonebyorfail", "findfirst", "findfirstorthrow", "findunique", "finduniqueorthrow", "findbyid", "findbypk", "findby"];
export const recordWrites: readonly string[] = ["save", "set", "put", "update", "updateone"];

/** Functions that read a whole file and that write one; the files of a project that only its tools change. */
export const fileReads: readonly string[] = ["readFile", "readJson", "readJSON"];
export const fileWrites: readonly string[] = ["writeFile", "writeJson", "writeJSON", "outputFile", "outputJson"];
export const toolFiles = /package|tsconfig|manifest|lock|config|output|dist/i;

/** The member in which commands of S3 (`new HeadObjectCommand({ Bucket, Key })`) have the key. */
export const commandKey = "Key";

/** The member in which commands of DynamoDB (`new GetCommand({ TableName, Key: { id } })`) have the table. */
export const commandTable = "TableName";

/** What only makes an object for the act around it, where it is given to one: `repository.save(repository.create({ email }))`. */
export const makingSteps: readonly string[] = ["create", "build", "make"];

/** How a first argument looks that is the address of a request, and no key of a store: `"/users/1"`, `url`, `this.endpoint`. */
export const addresses = /^["'`]\/|:\/\/|^(?:\w+\.)*\w*(?:[uU]rl|URL|[uU]ri|[eE]ndpoint|[rR]oute)$/;

/** Receivers whose entries may be lost or made twice without harm. */
export const harmlessReceivers = /cache/i;

/** Functions of file systems, spelled from the module. `atomic` is the option with which the act needs no look. */
export interface FileStep {
  readonly act: string;
  readonly atomic?: { readonly argument: number; readonly property: string; readonly value: string; /** Right only where the file must not be there. */ readonly whenAbsent?: true };
}

/** What asks whether a file is there; what then acts on it. */
export const fileLooks: readonly string[] = ["access", "stat", "lstat", "exists", "pathExists"];
export const fileActs: readonly FileStep[] = [
  { act: "unlink" },
  { act: "rm", atomic: { argument: 1, property: "force", value: "true" } },
  { act: "rmdir" },
  { act: "open" },
  { act: "writeFile", atomic: { argument: 2, property: "flag", value: '"wx"', whenAbsent: true } },
  { act: "mkdir", atomic: { argument: 1, property: "recursive", value: "true" } },
];
export const fileModules: readonly string[] = ["fs", "fs/promises", "fs-extra", "graceful-fs"];

/** Options, and words in a command, that make one step of the two. */
export const atomicOptions: readonly string[] = ["upsert", "lock", "onConflict", "ignoreDuplicates", "skipDuplicates", "IfNoneMatch", "IfMatch", "ifNoneMatch", "ifMatch", "ifNotExists", "version", "expectedVersion", "cas", "NX", "nx", "transaction", "session", "ConditionExpression"];
export const atomicFlags: readonly string[] = ["wx", "ax", "wx+", "ax+", "NX", "nx", "xx", "XX"];
/** Members by which a store says in which state it gave something. */
export const versionMembers = /^_?(?:__v|version|revision|rev|e_?tag|generation|ifMatch)$|(?:Version|Revision|ETag|Etag)$/;
export const atomicSql = /\bon\s+conflict\b|\bon\s+duplicate\s+key\b|\binsert\s+or\s+(?:ignore|replace)\b|\binsert\s+ignore\b|\bwhere\s+not\s+exists\b|\bfor\s+update\b|\bversion\b/i;

/** How the codes and names of failures begin that an act meets when another caller was first. */
export const conflictCodes = /EEXIST|ENOENT|ENOTEMPTY|P2002|P2025|E?11000|23505|unique|duplicate|conflict|already.?exist/i;

/** Calls that open a transaction or hold one open while their function runs, and names of what stands for one. */
export const transactionCalls = /^(?:\$?transaction|withTransaction|inTransaction|runInTransaction|runTransaction|transacting|startTransaction|beginTransaction|begin|multi|watch|atomic|atomically)$/i;
export const transactionReceivers = /^(?:t|tx|trx|txn|transaction|manager|entityManager|transactionalEntityManager|session|queryRunner)$/;

/** Methods and functions that let one caller in at a time, whatever library or project they are of. */
export const exclusiveCalls = /^(?:acquire\w*|lock\w*|with\w*Lock\w*|run\w*Exclusive\w*|exclusive\w*|synchroni[sz]ed?|seriali[sz]e|run\w*Locked|critical\w*|mutex\w*|takeLock|getLock|obtainLock|enqueue\w*|queue[A-Z]?\w*|single[fF]light|once|\w*[lL]ock)$/;

/** What such calls are made on where their own names do not tell: `this.lock.run(…)`. */
export const exclusiveReceivers = /(?:lock|mutex|semaphore)s?$/i;

/** Methods that give a list, a text or a number with the old one in it. */
export const copyingMethods: readonly string[] = ["concat", "filter", "flatMap", "map", "slice", "splice", "toReversed", "toSorted", "toSpliced", "with", "union", "difference", "add", "plus", "minus", "subtract", "padEnd", "padStart"];

/** How calls begin whose result is what they are given with something done to it. */
export const buildingCalls = /^[_#]?(?:accumulate|add|append|apply|assign|combine|concat|extend|increment|insert|merge|patch|prepend|produce|push|reduce|reducer|union|update|upsert)(?=$|[A-Z_])/;
/** Statements that lock rows, or a number, for one session, and those that end it. */
export const rowLocks = {
  takes: /\bfor\s+(?:no\s+key\s+)?update\b(?!\s+skip)|\bpg_advisory_(?:xact_)?lock\s*\(|\bget_lock\s*\(|\block\s+tables?\b/i,
  /** Methods of query builders that ask for the same, those that do so with such a mode, and options that hold one. */
  methods: /^for(?:NoKey)?Update$/,
  methodsWithMode: /^(?:setLock|for|lock)$/,
  options: /^lock(?:Mode)?$/,
  modes: /^(?:true|.*\bpessimistic_(?:partial_)?write|(?:no key )?update)$/i,
  /** Rows that somebody else holds are left out: nobody waits. */
  leavesOut: /skip_?locked|nowait/i,
  ends: /^\s*(?:commit|rollback|end)\b|\bpg_advisory_unlock|\brelease_lock\s*\(|\bunlock\s+tables\b/i,
} as const;
