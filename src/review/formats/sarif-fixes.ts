import type { Fix } from "sarif";
import type { Finding } from "../finding.js";
import { visible } from "../markup.js";
import { lineStarts, positionAt, withoutMark } from "../positions.js";
import { artifactOf, type Position } from "./sarif-places.js";

/** The patches of a finding, which a viewer can apply. */
export function fixesOf({ patches, path }: Finding, source: string | undefined): { fixes?: Fix[] } {
  if (source === undefined || patches.length === 0) return {};
  const starts = lineStarts(withoutMark(source));
  return {
    fixes: patches.map(({ title, range, text }) => ({
      description: { text: visible(title) },
      artifactChanges: [{ artifactLocation: artifactOf(path), replacements: [{ deletedRegion: regionOf(starts, range), insertedContent: { text } }] }],
    })),
  };
}

function regionOf(starts: readonly number[], [from, to]: readonly [number, number]): Position {
  const [start, end] = [positionAt(starts, from), positionAt(starts, to)];
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
