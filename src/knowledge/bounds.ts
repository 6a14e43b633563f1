/** Words and names from which the size of a collection, and the number of runs at a time, can be told. */

/** Methods that give as many elements as they are given, or fewer. */
export const keepingSizes: readonly string[] = ["filter", "map", "flatMap", "flat", "sort", "toSorted", "reverse", "toReversed", "concat", "values", "keys", "entries", "toArray", "with"];

/** Functions that list a directory, or what matches a pattern. */
export const listings: readonly string[] = ["readdir", "readdirp", "glob", "globby", "fg", "fastGlob", "readdirSync", "globSync"];

/** Methods that give as much as there is in a table. */
export const tableReads: readonly string[] = ["find", "findAll", "findMany", "getMany", "query", "select", "search", "scan", "selectAll", "findBy", "aggregate", "execute", "listAll"];

/** Methods that shape a query which another call of the same chain makes: `User.find().lean()`, `select().from(users)`. */
export const queryLinks: readonly string[] = ["toArray", "lean", "exec", "from", "where", "andWhere", "orderBy", "order", "sort", "populate", "project", "innerJoin", "leftJoin", "groupBy", "eq", "neq", "gt", "gte", "lt", "lte", "whereNot", "whereNull", "whereNotNull", "whereRaw", "join", "distinct", "timeout", "maxTimeMS"];

/** Tags of templates that are queries. */
export const queryTags: readonly string[] = ["sql", "$queryRaw"];

/** Methods of a driver that give the rows beside what describes them: `const [rows] = await pool.query(…)`. */
export const rowPairs: readonly string[] = ["query", "execute"];

/** Commands of the AWS SDK that list what there is. */
export const listCommands = /^(?:List|Scan|Query)\w*Command$/;

/** Functions of the AWS SDK that go through all pages of such a list. */
export const paginators = /^paginate[A-Z]/;

/** Modules and names of Redis clients, commands of theirs that give everything under a key, and those that do so up to the index -1. */
export const redisClients = /redis/i;
export const wholeKeys: readonly string[] = ["keys", "smembers", "hgetall", "hkeys", "hvals"];
export const keyRanges: readonly string[] = ["lrange", "zrange", "zrevrange"];

/** First words of functions that give everything, where `all` comes next: `loadAllUsers`. */
export const wholeReads: readonly string[] = ["get", "fetch", "find", "load", "select"];

/** Names of collections that live in memory, whose `find` is the one of arrays. */
export const memoryLists: readonly string[] = ["items", "list", "array"];

/** Members of an answer that hold what was found. */
export const foundMembers: readonly string[] = ["rows", "data", "items", "results", "docs", "records", "Contents", "Items", "hits", "values", "edges", "nodes"];

/** Words of names for a part that somebody has cut off already. */
export const partNames = /chunk|batch|page|group/i;

/** Words of a query that ask for a size, or for elements that are named one by one. */
export const sizeAsked =
  /\b(?:limit|take|first|pageSize|page_size|perPage|per_page|maxResults|MaxKeys|batchSize|top|pageLimit|count|id|ids|In|whereIn)\b|\bin\s*\(|\bwhere\b[^"'`]*\bid\b/i;

/** The columns of a query: one that is called `id` limits nothing. */
export const columnsRead = /\bselect\b(?![^"'`]*\b(?:top|count)\b)[^"'`]*?(?=\bfrom\b)/gi;

/** The columns that a query builder or an option is told: `.select("id", "name")`, `select: { id: true }`, `attributes: ["id"]`. */
export const columnsTold = /\b(?:select|columns|pluck)\s*\((?![^()]*\bcount\b)[^()]*\)|\b(?:select|columns|attributes)\s*:\s*(?:\[[^[\]]*\]|\{[^{}]*\})/gi;

/** The body of a request, as handlers name it. */
export const requestBody = /^(?:req|request|ctx|context|event)(?:\.request)?\.body\b/;

/** Functions that throw where the condition they are given does not hold. */
export const assertingCalls: readonly string[] = ["assert", "ok", "invariant", "ensure", "precondition", "check", "must"];

/** Modules with the functions of the file system. */
export const fileModules: readonly string[] = ["fs", "fs/promises", "fs-extra", "graceful-fs"];

/** Functions that give a file as a text. */
export const fileReads: readonly string[] = ["readFile", "readFileSync"];

/** Functions that hold a file open between two steps; copying is one step of the thread pool, which takes four at a time. */
export const fileHolders: readonly string[] = ["readFile", "writeFile", "appendFile", "open", "outputFile", "readJson", "writeJson", "readJSON", "writeJSON", "outputJson"];

/** Words of names for small files that hold a moment: whoever left them is gone or ends soon. */
export const momentFiles: readonly string[] = ["lock", "locks", "pid", "marker", "sentinel"];

/** Clients whose calls go through a pool of connections. */
export const pooledClients = /pool|PrismaClient|knex|Sequelize|MongoClient|mongoose/i;

/** Settings for the size of a pool. */
export const poolSizes: readonly string[] = ["max", "connectionLimit", "maxPoolSize", "connections", "poolSize"];

/** Names of what runs a function when there is a place for it. */
export const permitNames =
  /^(?:limit|limiter|semaphore|sema|throttle|throttled|pool|queue|enqueue|schedule|withLimit|withConcurrency|runExclusive|lock|mutex|concurrencyLimiter|rateLimit\w*|\w+Limit(?:er)?|\w+Queue|\w+Semaphore)$/i;

/** Settings of a limiter that bound it by time. */
export const rateSettings = /interval|reservoir|minTime|Rate/i;

/** Events that come for as long as the source has something to tell. */
export const streamedEvents: readonly string[] = ["data", "message", "line", "row", "record", "event", "packet", "chunk", "job", "msg", "readable", "request", "change", "update", "notification", "frame", "entry", "item", "task"];

/** Of these, the ones that tell the parts of one stream. */
export const partEvents: readonly string[] = ["data", "readable", "chunk", "line", "row", "part"];

/** Classes whose values tell by events of any name, and the events with which they tell of failures. */
export const eventSources = /\.EventEmitter!$/;
export const failureEvents: readonly string[] = ["error", "warning"];

/** Calls of Node that give a stream of as many parts as there are: lines, chunks, entries. */
export const endlessStreams: readonly string[] = [".createInterface()", ".createReadStream()", ".opendir()"];

/** What gives a stream that can be written to: a call, or a declared type. */
export const streamMakers = /(?:^(?:net|tls)\.(?:connect|createConnection)\(\)|\.createWriteStream\(\)|\.(?:Writable|PassThrough|Transform|Duplex|ServerResponse|OutgoingMessage|WriteStream)!|\.createGzip\(\))$/;

/** What handlers call the answer that they write, and the methods with which they begin and end one. */
export const answerNames = /^(?:res|response)$/;
export const answerEnds: readonly string[] = ["end", "writeHead"];

/** Methods by which a loop asks a cursor for what comes next. */
export const cursorSteps: readonly string[] = ["hasNext", "next", "tryNext"];

/** Where a client of a broker takes the function that it calls for each message. */
export const messageHandlers: readonly { readonly module: string; readonly path: string; readonly handler: string }[] = [{ module: "kafkajs", path: ".Kafka!.consumer().run()", handler: "eachMessage" }];
