/** What the modules and types that a file names, and the folder it stands in, say of the program it belongs to. */

/** Modules of programs for a terminal or an editor, of steps of a pipeline, and of tests. */
export const terminalModules = /^(?:vscode|commander|yargs|prompts|inquirer|ora|vitest|mocha|chai|aegir\/chai|@(?:actions|inquirer|clack|jest)\/[\w-]+|@playwright\/test|@std\/(?:cli|flags)|(?:node:)?test)$/;

/** Modules of the steps of a pipeline. */
export const pipelineModules = /^@actions\//;

/** What test runners give as globals: a file that uses the first and one of the rest holds tests. */
export const testGlobals = { group: "describe", tests: ["it", "test"] } as const;

/** Modules that make stores out of a function which is given what writes them: `create((set) => ({ … }))`. */
export const storeModules: readonly string[] = ["zustand", "zustand/vanilla", "zustand/traditional"];

/** Packages that ask questions: what depends on one speaks to a person, whatever it logs with. */
export const promptPackages: readonly string[] = ["@clack/prompts", "@inquirer/prompts", "enquirer", "inquirer", "prompts"];

/** Packages that read a command line: what depends on one may serve as well, and its console is read where it was typed. */
export const commandPackages: readonly string[] = ["cac", "commander", "meow", "ora", "yargs"];

/** How a program reads the command that it was started with. */
export const commandLines = /\bprocess\.argv\b|\bDeno\.args\b/;

/** Modules of the file system, whose errors say by their text what failed and for which file. */
export const fileModules: readonly string[] = ["fs", "fs/promises", "fs-extra", "graceful-fs"];

/** Packages with which a program answers many: servers, brokers and bots. */
export const servingPackages: readonly string[] = [
  "@adonisjs/core", "@apollo/server", "@feathersjs/feathers", "@grpc/grpc-js", "@hapi/hapi", "@nestjs/core", "@slack/bolt", "@temporalio/worker", "@trpc/server", "amqplib", "apollo-server", "bull", "bullmq", "connect",
  "discord.js", "elysia", "express", "fastify", "graphile-worker", "h3", "hono", "kafkajs", "koa", "micro", "moleculer", "mqtt", "next", "nuxt", "polka", "probot", "restify", "sails", "socket.io", "ws",
];

/** How a file of CommonJS asks whether it is the program that was started, and how it gives something to other code. */
export const mainWords = /\brequire\.main\s*={2,3}\s*module\b/;
export const exportWords = /\b(?:module\.)?exports\b/;

/** Words of programs that go on after their last line, since they answer others or have a clock. */
export const lastingWords = /\b(?:addListener|consume|createServer|cron|listen|process\.on|schedule|serve|setInterval|subscribe|Worker)\b/;

/** Modules with which a step of a build makes files and runs other programs. */
export const stepModules = /^(?:node:)?(?:fs|fs\/promises|child_process)$|^(?:fs-extra|execa)$/;

/** Words of programs that ask whether a person sits at the terminal. */
export const terminalWords = /\bprocess\.stdin\b|\bis(?:Non)?Interactive/;

/** Folders of what is run by hand, once, by one person. */
export const aloneFolders = /^(?:(?!src\/|app\/|lib\/|server\/)[^/]+\/)*(?:\.?scripts?|(?:build|release)-scripts|tools|bin|dev|doctests?|interop|(?:[\w-]+-)?examples|samples|stories|templates|tui|demos?|benchmarks?|playground|perf(?:Tests?|-?tests?|ormance)?|[\w-]*test-?(?:utils|containers|harness)|(?:[\w-]+-)?tests?|testing|acceptance|e2e|playwright|cypress|dev-env|\.(?:github|gitlab|ci|circleci|buildkite|evergreen|husky|storybook)|(?:[\w-]+-)?cli(?:-v\d+)?|create-[\w-]+)\/|(?:^|\/)(?:(?:[\w-]+-)?examples|benchmarks?|fixtures|__fixtures__|docs?-(?:generator|gen|tools|scripts)|__tests__|__e2e__|src\/(?:scripts|e2e-tests|tests?))\/|(?:\.(?:test|spec|vitest|examples?|config)|(?:^|\/)(?:\.[\w-]+|test[-_](?:utils?|helpers?|server)|(?:jest|test|vitest)[-.]setup|seed(?:-[\w-]+)?|Gruntfile|Jakefile|gulpfile))\.[cm]?[jt]sx?$/;

/** Modules about retries, of which these only run what they are given; the others make a client of the file try again. */
export const retryModules = /retry/i;
export const retryRunners: readonly string[] = ["p-retry", "async-retry", "retry"];

/** Words in the names of modules that give loggers, and those modules that are loggers themselves. */
export const loggerWords: readonly string[] = ["winston", "log", "logger", "logging", "pino", "log4js", "bunyan"];
export const loggerModules: readonly string[] = ["winston", "pino"];

/** Modules that make a transport of logs from a function that is given the lines. */
export const transportModules: readonly string[] = ["pino-abstract-transport"];

/** Types of a runtime that ends everything a request began when its client goes, and its modules. */
export const workerTypes = /\b(?:ExecutionContext|ExportedHandler|WorkerEntrypoint)\b|["']cloudflare:workers["']/;
export const workerModules = /cloudflare/;

/** What a package has that is written for that runtime and deployed to it. */
export const workerPackages: readonly string[] = ["@cloudflare/workers-types", "wrangler"];

/** Folders of functions that their platform ends after seconds, and what a route of Next's exports to have such an end: a limit, or the runtime that has one. */
export const limitedFolders = /(?:^|\/)(?:netlify\/(?:edge-)?functions|supabase\/functions)\//;
export const limitExports = { limit: "maxDuration", runtime: "runtime", runtimes: ["edge", "experimental-edge"], grouped: "config" } as const;

/** Modules that draw the picture of a link: a crawler asks for it, waits as long as it cares to, and keeps it. */
export const previewModules: readonly string[] = ["next/og", "@vercel/og"];

/** Threads of one process, which go on until they are ended. */
export const workerThreadModules: readonly string[] = ["node:worker_threads", "worker_threads", "piscina", "tinypool"];

/** Modules of the same project: relative ones, and what its settings make of `@/` and its like. */
export const projectModules = /^(?:\.|\/|~|#|@\/|src\/|\$lib(?:\/|$))/;

/** Versions by which a package names another one of its own workspace. */
export const projectVersions = /^(?:workspace|file|link|portal):/;

/** Modules that offer the same under the same names: `const transport = isSecure ? https : http`. */
export const twinModules: readonly (readonly string[])[] = [["http", "https"]];
