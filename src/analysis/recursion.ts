/** What is asked on the way to the answer of one question. */
export class Recursion {
  #depth = 0;
  #isWrong = false;
  #unsure: (() => unknown)[] = [];

  /** Finds an answer; `forget` takes it back. */
  run<Value>(find: () => Value, forget: () => unknown, isAssumed: () => boolean): Value {
    this.#depth++;
    const value = find();
    this.#depth--;
    if (value === undefined) this.#unsure.push(forget);
    else if (isAssumed()) this.#isWrong = true;
    if (this.#depth === 0) this.#end();
    return value;
  }

  #end(): void {
    if (this.#isWrong) for (const forget of this.#unsure) forget();
    this.#unsure = [];
    this.#isWrong = false;
  }
}

/**
 * The answers to questions that lead to one another, and back to themselves. While a question is being answered, its answer
 * is `undefined`: what leads back to itself has one only if something else does.
 *
 * What was found out of others on that way is wrong if there is an answer in the end. It is forgotten then, and found out
 * anew when it is asked for; or what is said of two functions that call each other would hang on which is looked at first.
 */
export class Answers<Key, Value> {
  readonly #known = new Map<Key, Value | undefined>();
  /** Questions that are being answered, and whether something was made of their having no answer. */
  readonly #open = new Map<Key, boolean>();

  constructor(readonly recursion: Recursion) {}

  of(key: Key, find: (key: Key) => Value | undefined): Value | undefined {
    if (this.#open.has(key)) this.#open.set(key, true);
    if (this.#open.has(key) || this.#known.has(key)) return this.#known.get(key);
    this.#open.set(key, false);
    const found = (): Value | undefined => {
      const value = find(key);
      this.#known.set(key, value);
      return value;
    };
    const value = this.recursion.run(found, () => this.#known.delete(key), () => this.#open.get(key) === true);
    this.#open.delete(key);
    return value;
  }
}
