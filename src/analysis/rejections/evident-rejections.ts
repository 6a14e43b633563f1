import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { foreignFunction } from "../foreign-functions.js";
import { isEvident } from "../libraries/evidence.js";
import { bare } from "../nodes.js";
import { perFile } from "../per-file.js";
import { failureOf, Inspector, rejectionOf } from "../promises/failures.js";

/** Whether anything can make a promise reject, as far as the code at hand tells. */
export function canReject(file: File, promise: TSESTree.Node): boolean {
  return rejectionOf(file, promise) !== undefined && foreignRejection(file, promise) !== "never";
}

/** Whether the code at hand shows that a promise can reject, whoever hears of it then. */
export function isEvidentRejection(file: File, promise: TSESTree.Node): boolean {
  const elsewhere = foreignRejection(file, promise);
  return elsewhere === undefined ? witness(file).promise(promise) !== undefined : elsewhere === "seen";
}

/**
 * What the code of another file says of the promise of a call: it cannot reject (`never`), it can as that file shows
 * (`seen`), or it may, as files know that it calls in turn (`unseen`). `undefined` where that code is not at hand.
 */
export function foreignRejection(file: File, promise: TSESTree.Node): "never" | "seen" | "unseen" | undefined {
  const call = bare(promise);
  const found = call.type === "CallExpression" ? foreignFunction(file, call) : undefined;
  if (!found) return undefined;
  if (!failureOf(found.file, found.fn)) return "never";
  return witness(found.file).failure(found.fn) ? "seen" : "unseen";
}

const witness = perFile((file) => new Inspector(file, (failure) => isEvident(file, failure)));
