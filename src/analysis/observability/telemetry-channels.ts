import type { TSESTree } from "@typescript-eslint/utils";
import { variableOf } from "../places/bindings.js";
import type { File } from "../file.js";
import { callsNamed } from "../libraries/named-calls.js";
import { isInstrumentMade, isLoggerMade } from "../libraries/telemetry.js";
import type { Kind } from "./log-waits.js";
import { bare, callsOf, descendants, propertyName, type Call } from "../nodes.js";
import { perFile } from "../per-file.js";
import { valueOf } from "../places/owners.js";
import { objectPlaceOf, type Place } from "../places/places.js";
import { kindOfRecord, puts, type Send } from "./telemetry-sends.js";

/** What the file puts into channels, and what loggers, instruments and other streams lead there. */
export const sends = perFile((file): readonly Send[] => {
  const put = puts(file);
  const all = [...put, ...written(file)];
  return [...all, ...piped(file, all)];
});

const streams = new Set(["stream", "destination"]);

/** The streams that a logger or a client of metrics is made with: `pino(options, out)`, `createLogger({ stream: out })`. */
function written(file: File): readonly Send[] {
  return callsOf(file).flatMap((call) => {
    const kind: Kind | undefined = isLoggerMade(file, call) ? "log" : isInstrumentMade(file, call) ? "metric" : undefined;
    if (!kind) return [];
    const named = call.arguments.flatMap((argument) => [...descendants(file, argument)]).flatMap((node) => (node.type === "Property" && streams.has(propertyName(node) ?? "") ? [node.value] : []));
    const given = kind === "log" ? call.arguments.slice(0, 2).filter((argument) => bare(argument).type === "Identifier") : [];
    return [...given, ...named].flatMap((stream) => sendTo(objectPlaceOf(file, stream), call, kind));
  });
}

function sendTo(place: Place | undefined, node: Call, kind: Kind): readonly Send[] {
  return place ? [{ node, channel: place.key, text: place.text, kind }] : [];
}

/** A stream that is led into another one. */
interface Pipe {
  readonly node: TSESTree.CallExpression;
  readonly from: TSESTree.Node;
  readonly into: TSESTree.Node;
}

/** What comes to a stream from those that are piped into it. */
function piped(file: File, all: readonly Send[]): readonly Send[] {
  const found: Send[] = [];
  // a pipe may lead on to the next one, and none of them is long
  for (let round = 0; round < 3; round++) {
    for (const { node, from, into } of pipes(file)) {
      const source = objectPlaceOf(file, from);
      const place = objectPlaceOf(file, into);
      const carried = [...all, ...found].flatMap(({ channel, kind }) => (channel === source?.key && kind ? [kind] : []));
      for (const kind of new Set([...carried, ...kindsMade(file, from)])) {
        if (!found.some((one) => one.node === node && one.kind === kind)) found.push(...sendTo(place, node, kind));
      }
    }
  }
  return found;
}

/** `a.pipe(b).pipe(c)`, `pipeline(a, b, c, done)` */
const pipes = perFile((file): readonly Pipe[] => {
  const chained = callsNamed(file, "pipe").flatMap((node): Pipe[] => {
    const from = node.callee.type === "MemberExpression" ? endOf(node.callee.object) : undefined;
    return from && node.arguments[0] ? [{ node, from, into: node.arguments[0] }] : [];
  });
  const listed = callsNamed(file, "pipeline").flatMap((node) => node.arguments.slice(1).flatMap((into, index): Pipe[] => (node.arguments[index] ? [{ node, from: node.arguments[index], into }] : [])));
  return [...chained, ...listed];
});

/** The stream that a chain of pipes ends in. */
function endOf(expression: TSESTree.Node): TSESTree.Node {
  const node = bare(expression);
  const isPipe = node.type === "CallExpression" && node.callee.type === "MemberExpression" && propertyName(node.callee) === "pipe";
  return isPipe && node.arguments[0] ? node.arguments[0] : node;
}

/** Which telemetry a stream makes of what goes through it: `new Transform({ transform(r, _, done) { done(null, { kind: "log", ...r }); } })`. */
function kindsMade(file: File, stream: TSESTree.Node): readonly Kind[] {
  const node = bare(stream);
  const variable = node.type === "Identifier" ? variableOf(file, node) : undefined;
  const made = variable?.defs[0]?.type === "Variable" ? valueOf(variable) : undefined;
  const kinds = made?.type === "NewExpression" ? [...descendants(file, made)].flatMap((inner) => (inner.type === "ObjectExpression" ? (kindOfRecord(inner) ?? []) : [])) : [];
  // one that makes both tells them apart further on
  return new Set(kinds).size === 1 ? kinds.slice(0, 1) : [];
}
