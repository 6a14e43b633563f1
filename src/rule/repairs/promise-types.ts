import type { TSESTree } from "@typescript-eslint/utils";
import type { File } from "../../analysis/file.js";
import type { Place } from "../../analysis/places/places.js";
import { hiddenSlotOf } from "../../analysis/shared-state/slots.js";

/** A stretch of the source and what it becomes. */
interface Edit {
  readonly range: TSESTree.Range;
  readonly text: string;
}

/** The changes by which the declared type of a slot, or of what a collection holds, becomes that of promises; `undefined` where it cannot be changed here. */
export function asPromise(file: File, place: Place, at: TSESTree.Node): readonly Edit[] | undefined {
  const slot = hiddenSlotOf(place, at);
  if (!slot) return undefined;
  const declared = annotationOf(slot);
  const init = slot.type === "VariableDeclarator" ? slot.init : slot.value;
  const made = init?.type === "NewExpression" ? init.typeArguments?.params : undefined;
  const types = place.element ? [elementOf(declared), made?.[1]] : [declared];
  if (declared && types[0] === undefined) return undefined;
  return types.flatMap((type) => (type ? [promiseOf(file, type)] : []));
}

/** What a slot holds when it is empty: `undefined`, or `null` where its type has only that; `undefined` where it has neither. */
export function emptyValueOf(place: Place, at: TSESTree.Node): "undefined" | "null" | undefined {
  const slot = hiddenSlotOf(place, at);
  const declared = slot && annotationOf(slot);
  if (!declared) return "undefined";
  const members = declared.type === "TSUnionType" ? declared.types : [declared];
  if ((slot.type === "PropertyDefinition" && slot.optional) || members.some(({ type }) => type === "TSUndefinedKeyword" || type === "TSAnyKeyword" || type === "TSUnknownKeyword")) return "undefined";
  return members.some(({ type }) => type === "TSNullKeyword") ? "null" : undefined;
}

function annotationOf(slot: TSESTree.VariableDeclarator | TSESTree.PropertyDefinition): TSESTree.TypeNode | undefined {
  return (slot.type === "PropertyDefinition" ? slot.typeAnnotation : slot.id.type === "Identifier" ? slot.id.typeAnnotation : undefined)?.typeAnnotation;
}

/** `V` of `Map<K, V>` and `Record<K, V>`. */
function elementOf(declared: TSESTree.TypeNode | undefined): TSESTree.TypeNode | undefined {
  const isKeyed = declared?.type === "TSTypeReference" && declared.typeName.type === "Identifier" && /^(?:Weak)?Map$|^Record$/.test(declared.typeName.name);
  return isKeyed ? declared.typeArguments?.params[1] : undefined;
}

function promiseOf(file: File, type: TSESTree.TypeNode): Edit {
  const members = type.type === "TSUnionType" ? type.types : [type];
  const isEmpty = (member: TSESTree.TypeNode): boolean => member.type === "TSUndefinedKeyword" || member.type === "TSNullKeyword";
  const textOf = (list: readonly TSESTree.TypeNode[]): string => list.map((member) => file.source.getText(member)).join(" | ");
  const [full, empty] = [members.filter((member) => !isEmpty(member)), members.filter(isEmpty)];
  return { range: type.range, text: [`Promise<${textOf(full)}>`, ...(empty.length > 0 ? [textOf(empty)] : [])].join(" | ") };
}
