import { serverFolders } from "../../knowledge/pages.js";
import { variableOf, type Variable } from "../places/bindings.js";
import type { File } from "../file.js";
import { functionOf } from "../functions.js";
import { asksOwnOrigin, runsInPage } from "../libraries/pages.js";
import { dressed, isCall, nodes, type FunctionNode } from "../nodes.js";
import { meetsItself } from "./overlapping-runs.js";
import { perFile } from "../per-file.js";
import type { Write } from "../places/places.js";

/**
 * Whether many want what a collection holds at the same time: it belongs to the program, to an object or to the
 * function that a factory returns, in code that is not one person's page; or the file itself starts them together.
 */
export function hasCrowd(file: File, write: Write, home: FunctionNode): boolean {
  const { root, element } = write.place;
  const declared = typeof root === "object" ? root.defs[0]?.name : undefined;
  const owner = declared && functionOf(declared);
  if (owner === undefined || isMadeFor(owner, write)) return !isOnePersons(file);
  // what is looked up under the element itself is asked for once for each
  return meetsItself(file, home) && !(element?.type === "Identifier" && isParameterOf(variableOf(file, element), home));
}

/** A page, or what asks the server that it comes from. */
export const isOnePersons = perFile((file): boolean => !serverFolders.test(file.pathInProject) && (runsInPage(file) || asksOwnOrigin(file) || completesOwnPath(file)));

/** `fetch(toApiUrl("/api/tags"))`: a path without a host, completed for the page that asks. */
function completesOwnPath(file: File): boolean {
  return nodes(file).of("CallExpression").some(({ callee, arguments: [target] }) => {
    const [path] = callee.type === "Identifier" && /fetch$/i.test(callee.name) && isCall(target) ? target.arguments : [];
    const text = path?.type === "Literal" ? path.value : path?.type === "TemplateLiteral" ? path.quasis[0]?.value.raw : undefined;
    return typeof text === "string" && text.startsWith("/api/");
  });
}

function isParameterOf(variable: Variable | undefined, fn: FunctionNode): boolean {
  const definition = variable?.defs[0];
  return definition?.type === "Parameter" && definition.node === fn;
}

/** `function cached(load) { const entries = new Map(); return (key) => …; }`: what is returned lives on, and its cache with it. */
export function isMadeFor(home: FunctionNode, { fn }: Pick<Write, "fn">): boolean {
  const returned = fn && dressed(fn).parent;
  return functionOf(home) === undefined && !home.async && fn !== undefined && functionOf(fn) === home && (returned?.type === "ReturnStatement" || returned === home);
}
