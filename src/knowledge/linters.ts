/** Rules of other linters that ask for a handler of every promise: whoever disables one of them in a comment has decided. Sources: typescript-eslint and eslint-plugin-promise. */
export const handlerRules: readonly string[] = ["no-floating-promises", "catch-or-return"];
