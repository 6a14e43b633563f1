// What a change of the rules does to public code: counts of each message in pinned repositories, beside those on record.
//   npm run ecosystem                                    clones what is missing, and compares
//   npm run ecosystem -- --write                         and puts the counts on record
//   npm run ecosystem -- --from "/mirror/{owner}/{name}" takes the repositories from somewhere else
//   npm run ecosystem -- --only owner/name               looks at some of them
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkout } from "./ecosystem/checkout.mjs";
import { count } from "./ecosystem/count.mjs";

/** @typedef {{ repository: string, commit: string, files?: number, counts?: Record<string, number> }} Recorded */

const values = asked();
const record = fileURLToPath(new URL("ecosystem/counts.json", import.meta.url));
const cache = fileURLToPath(new URL("../node_modules/.cache/ecosystem", import.meta.url));
mkdirSync(cache, { recursive: true });

/** @type {Recorded[]} */
const recorded = JSON.parse(readFileSync(record, "utf8"));
const unknown = values.only?.find((name) => !recorded.some(({ repository }) => repository === name));
if (unknown !== undefined) {
  console.error(`${unknown} is none of the pinned repositories; add it with a commit to tools/ecosystem/counts.json.`);
  process.exit(2);
}

let [more, fewer, changed] = [0, 0, 0];
/** @type {Recorded[]} */
const now = [];
for (const before of recorded) {
  if (values.only?.includes(before.repository) === false) {
    now.push(before);
    continue;
  }
  const { repository, commit } = before;
  const found = await count(checkout(before, values.from, cache));
  now.push({ repository, commit, ...found });
  const keys = new Set([...Object.keys(before.counts ?? {}), ...Object.keys(found.counts)]);
  const steps = [...keys].flatMap((key) => {
    const step = (found.counts[key] ?? 0) - (before.counts?.[key] ?? 0);
    return step === 0 ? [] : [{ key, step }];
  });
  for (const { step } of steps) step > 0 ? (more += step) : (fewer -= step);
  if (steps.length > 0) changed += 1;
  const total = Object.values(found.counts).reduce((sum, one) => sum + one, 0);
  console.log(`${repository}: ${total} in ${found.files} files${steps.length === 0 ? "" : `; ${steps.map(({ key, step }) => `${key} ${step > 0 ? "+" : "−"}${Math.abs(step)}`).join(", ")}`}`);
}
console.log(`+${more} −${fewer} in ${changed} repositories`);
if (values.write) writeFileSync(record, `${JSON.stringify(now, null, 2)}\n`);

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        write: { type: "boolean", default: false },
        only: { type: "string", multiple: true },
        from: { type: "string", default: "https://github.com/{owner}/{name}.git" },
      },
    });
    return values;
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message} The options are --write, --only owner/name and --from address.`);
    process.exit(2);
  }
}
