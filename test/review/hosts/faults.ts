import type { Answered, Asked } from "./loopback.js";

/** Answers in the place of a forge, before the request is done or after. */
export interface Fault {
  readonly on: { test(request: string): boolean };
  readonly after?: boolean;
  readonly answer: Answered;
  /** What happens at that moment. */
  readonly meanwhile?: () => void;
}

/**
 * What a forge answers, but for what goes wrong.
 *
 * @param faults taken one by one by the requests that they fit
 */
export function faulty(faults: Fault[], answer: (asked: Asked) => Answered | Promise<Answered>): (asked: Asked) => Promise<Answered> {
  return async (asked) => {
    const index = faults.findIndex(({ on }) => on.test(`${asked.method} ${asked.path} ${JSON.stringify(asked.body) || ""}`));
    const [fault] = index === -1 ? [] : faults.splice(index, 1);
    fault?.meanwhile?.();
    if (fault !== undefined && fault.after !== true) return fault.answer;
    const answered = await answer(asked);
    return fault?.answer ?? answered;
  };
}
