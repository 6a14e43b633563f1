import type { UserSettings } from "../analysis/file.js";
import { complaintAbout } from "./shape.js";
import { settingsShape } from "./settings-shape.js";

const defaults: UserSettings = { libraries: [], loggers: [], metrics: [], boundLoggers: [], environment: "server" };

const read = new WeakMap<object, UserSettings>();

/**
 * Reads `settings["concurrency-review"]`. The same object gives the same settings, so that what is made of them is kept.
 *
 * @throws {Error} with one sentence that names the key which does not fit.
 */
export function userSettings(given: unknown): UserSettings {
  if (given === undefined) return defaults;
  const known = typeof given === "object" && given !== null ? read.get(given) : undefined;
  if (known) return known;
  const complaint = complaintAbout(given, settingsShape, 'settings["concurrency-review"]');
  if (complaint !== undefined) throw new Error(complaint);
  const settings = { ...defaults, ...(given as Partial<UserSettings>) };
  read.set(given as object, settings);
  return settings;
}
