import { Problem } from "./problem.js";

/** What ESLint appends to the message of an error that a rule throws; the rule only where it threw at a node. */
const occurred = /\nOccurred while linting (.*?)(?::\d+)?(?:\nRule: "([^"]*)".*)?$/s;
/** What ESLint puts before it where the rule threw as it was set up. */
const loading = /^Error while loading rule '([^']*)': /;

/**
 * What ESLint threw, as one sentence with the way out.
 *
 * @param configuration the file that configures ESLint; `undefined` for the built-in set-up
 */
export function problemOf(error: unknown, configuration: string | undefined): Error {
  if (error instanceof Problem) return error;
  const thrown = error instanceof Error ? error : new Error(String(error));
  const place = occurred.exec(thrown.message);
  if (place !== null) {
    const said = thrown.message.slice(0, place.index).replace(loading, "");
    const [, file = "", rule = loading.exec(thrown.message)?.[1] ?? "A rule"] = place;
    // a rule throws a plain error only for settings that do not fit, and then its message is the sentence
    return thrown.name === "Error" ? new Problem(said) : new Problem(`${rule} failed on ${file}: ${oneLine(said)}; please report it with that file.`);
  }
  if (configuration === undefined) return thrown;
  return new Problem(
    `The ESLint configuration ${configuration} does not load: ${oneLine(thrown.message)}; mend it, or give --preset recommended to review without it.`,
  );
}

const longest = 400;

function oneLine(message: string): string {
  const line = message.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
