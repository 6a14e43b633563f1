const sleepName = /^(?:sleep|delay|wait|pause|snooze|back_?off|cool_?down|set_?timeout)(?:For|Ms|Millis|Seconds|Async|Promise)?$|(?:sleep|delay|pause|back_?off)$/i;

/** Whether a function says by its name that it only waits for some time. */
export function isPauseName(name: string): boolean {
  return sleepName.test(name);
}
