/** What code says by its imports and by the globals that it uses of where it runs. */

/** Globals that only a page has. `fetch`, `localStorage` and the like are elsewhere as well. */
export const pageGlobals: readonly string[] = ["customElements", "document", "window"];

/** Libraries that put a user interface into a page, or speak to the shell around it. A subpath counts as well. */
export const pageModules: readonly string[] = ["@angular/platform-browser", "@tauri-apps", "alpinejs", "lit", "lit-element", "preact", "preact/hooks", "react-dom/client", "solid-js/web", "svelte", "swr", "vue", "wouter"];

/** Hooks of React: a file that imports one holds components, and these only wait for something where somebody looks at them. */
export const hookModule = "react";
export const componentHooks: readonly string[] = ["useCallback", "useContext", "useEffect", "useLayoutEffect", "useReducer", "useRef", "useState"];

/** Exports of a component's file that run on the server. */
export const serverExports: readonly string[] = ["action", "getServerSideProps", "getStaticProps", "loader"];

/** Methods that run a function in a page, and the rest of the file elsewhere. */
export const pageRunners: readonly string[] = ["$$eval", "$eval", "addInitScript", "evaluate", "evaluateHandle", "executeScript", "waitForFunction"];

/** Modules that only a process has; with `node:` before the name any other as well. */
export const processModules: readonly string[] = ["child_process", "cluster", "dns", "fs", "fs/promises", "http", "https", "net", "os", "path", "process", "readline", "stream", "tls", "worker_threads"];
