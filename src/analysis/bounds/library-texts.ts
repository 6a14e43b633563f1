import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../file.js";
import { librariesOfModule } from "../libraries/libraries.js";
import { originOf } from "../origin.js";

/** The text that a constant of a library stands for: `CronExpression.EVERY_MINUTE`. */
export function textOf(file: File, node: TSESTree.Node): string | undefined {
  const origin = originOf(file, node);
  if (!origin?.module) return undefined;
  const texts = librariesOfModule(file, origin.module).flatMap((library) => Object.entries(library.texts ?? {}));
  return texts.find(([spelling]) => `.${spelling}` === origin.path)?.[1];
}
