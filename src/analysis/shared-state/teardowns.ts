import { nameOf } from "../functions.js";
import { wordsOf } from "../libraries/dispensables.js";
import type { FunctionNode } from "../nodes.js";

const ending = /^(?:stop|clos|dispos|destroy|shutdown|teardown|cleanup|disconnect|terminat|uninstall|unmount|deactivat|end|exit|kill|quit|releas|detach)p?(?:e|s|es|ed|ing)?$/;

/** Whether a function is called after the end of what an object does: `close`, `tearDown`, `onStopped`, `afterEach`; not `send` and `append`. */
export function isTeardown(fn: FunctionNode): boolean {
  const name = nameOf(fn) ?? "";
  const words = wordsOf(name);
  // `shutDown` is one word
  return /^after(?:All|Each)/.test(name) || words.some((word, index) => ending.test(word) || ending.test(word + (words[index + 1] ?? "")));
}
