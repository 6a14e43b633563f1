import type { Clock } from "../../../src/review/hosts/clock.js";

/** A clock that does not wait: to sleep moves its hands. */
export interface FakeClock extends Clock {
  readonly slept: number[];
}

export function fakeClock(start = 1_700_000_000_000): FakeClock {
  const slept: number[] = [];
  let time = start;
  return {
    slept,
    now: () => time,
    sleep(milliseconds) {
      slept.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
    random: () => 0,
  };
}
