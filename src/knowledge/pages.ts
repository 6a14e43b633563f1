/** What code says by its imports and by the globals that it uses of where it runs. */

/** Globals that only a page has. `fetch`, `localStorage` and the like are elsewhere as well. */
export const pageGlobals: readonly string[] = ["$", "customElements", "document", "jQuery", "window"];

/** What of `navigator` only a page has: the object itself is elsewhere as well. */
export const pageDevices: readonly string[] = ["clipboard", "geolocation", "mediaDevices", "sendBeacon", "serviceWorker", "share"];

/** Libraries that put a user interface into a page, or speak to the shell around it. A subpath counts as well. */
export const pageModules: readonly string[] = ["@angular/platform-browser", "@stripe/stripe-js", "@tauri-apps", "alpinejs", "lit", "lit-element", "meteor/session", "meteor/templating", "mobx", "mobx-react", "mobx-utils", "preact", "preact/hooks", "react-dom/client", "solid-js/web", "svelte", "swr", "vue", "wouter", "zustand"];

/** Hooks of React: a file that imports one holds components, and these only wait for something where somebody looks at them. */
export const hookModule = "react";
export const componentHooks: readonly string[] = ["useCallback", "useContext", "useEffect", "useLayoutEffect", "useReducer", "useRef", "useState"];

/** Exports of a component's file that run on the server. */
export const serverExports: readonly string[] = ["action", "getServerSideProps", "getStaticProps", "loader"];

/** Methods that run a function in a page, and the rest of the file elsewhere. */
export const pageRunners: readonly string[] = ["$$eval", "$eval", "addInitScript", "evaluate", "evaluateHandle", "executeScript", "waitForFunction"];

/** Modules that only a process has, and packages that only a process uses; with `node:` before the name any other as well. */
export const processModules: readonly string[] = ["@aws-sdk/client-s3", "got", "ioredis", "kafkajs", "knex", "mongodb", "mongoose", "mysql2", "nodemailer", "pg", "redis", "typeorm", "undici", "child_process", "cluster", "dns", "fs", "fs/promises", "http", "https", "net", "os", "path", "process", "readline", "stream", "tls", "worker_threads"];

/** Of these, what a bundler has a copy of for pages: beside what only a page has they say nothing. */
export const bundledModules: readonly string[] = ["path", "process", "stream", "os"];

/** Folders of code for pages alone, the first of what a server hands out as it is; and those of parts of pages, in a project that has any. */
export const pageFolders = /^client\/|^(?:(?!src\/|app\/|lib\/|server\/|api\/|routes\/)[^/]+\/)*public\/|(?:^|\/)(?:client-only|frontend|renderer|web-?ui)\//;
export const componentFolders = /(?:^|\/)(?:components|lib\/client)\/|(?:^|\/)hooks\/use[-A-Z]/;

/** Folders and names of files of the part that runs on the server, beside the pages of the same package. */
export const serverFolders = /(?:^|\/)(?:server|backend)\/|\.server\.[cm]?[jt]sx?$/;

/** Variables that a bundler puts into what it makes for pages. */
export const pageVariables = /\bimport\.meta\.env\.VITE_|\bREACT_APP_[A-Z]/;

/** Settings of a request that only the browser's own client heeds, with their values: nobody else has cookies, a cache or an origin. */
export const pageSettings: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ["withCredentials", [true]],
  ["credentials", ["include", "same-origin"]],
  ["cache", ["no-cache"]],
  ["mode", ["cors", "no-cors", "same-origin"]],
]);

/** Types of what happens in a page, and of what it consists of. */
export const pageTypes = /^(?:HTML\w*Element|(?:Clipboard|Drag|Focus|Input|Keyboard|Mouse|Pointer|Touch|Wheel)Event|ShadowRoot)$/;

/** Types of what a person has chosen, which a page hands to a function; and what says all the same that a file runs on the server. */
export const chosenTypes = /^File(?:List)?$/;
export const serverWords = /["']use server["']|["'](?:server-only|next\/(?:cache|headers|server)|@nestjs\/common|express|fastify|hono|koa)["']|\bprocess\.env\.(?!NEXT_PUBLIC_|NODE_ENV\b)|\b(?:Deno|Bun)\./;

/** The images that Next makes of a file of such a name, and its function that lists beforehand what a handler is asked for. */
export const imageFiles = /(?:^|\/)(?:apple-icon|icon|opengraph-image|twitter-image)\d*\.[jt]sx?$/;
export const listingExport = "generateStaticParams";

/** A page of Next's, which a build makes where nothing in it asks for the request; the words by which one does, or is made again and again. */
export const nextPages = /(?:^|\/)app\/(?:.*\/)?page\.[jt]sx?$/;
export const askingWords = /\b(?:cookies|headers|draftMode|connection|noStore|unstable_noStore|searchParams|params|dynamic|revalidate)\b|\bno-(?:store|cache)\b/;
export const handlerFiles = /(?:^|\/)route\.[jt]sx?$/;

/** Packages that put a user interface into a page; those that build one with a part that runs elsewhere, wherever a package names them; and those with which it serves or drives something itself. */
export const pagePackages: readonly string[] = ["react-dom", "vue", "svelte", "solid-js", "preact", "@angular/platform-browser"];
export const builderPackages: readonly string[] = [
  "@react-router/node",
  "@react-router/serve",
  "@remix-run/node",
  "@remix-run/serve",
  "@sveltejs/kit",
  "@tanstack/react-start",
  "@tanstack/start",
  "@types/vscode",
  "astro",
  "electron",
  "gatsby",
  "next",
  "nuxt",
  "payload",
  "react-email",
];
export const processPackages: readonly string[] = [
  "@apollo/server",
  "@hapi/hapi",
  "@nestjs/core",
  "@trpc/server",
  "express",
  "fastify",
  "graphql-yoga",
  "hono",
  "ink",
  "koa",
  "nodemailer",
  "playwright",
  "puppeteer",
  "resend",
];

/** Modules of hosts that go on after an unhandled rejection in what they run, and write it into their own log. */
export const hostModules: readonly string[] = ["vscode", "obsidian"];
