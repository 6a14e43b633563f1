import type { ArtifactLocation, PhysicalLocation } from "sarif";

/** A region from its first character up to one behind its last, counted from 1. */
export interface Position {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function placeIn(path: string, region: Position | { readonly startLine: number }): PhysicalLocation {
  return { artifactLocation: artifactOf(path), region };
}

/** A path as a reference relative to the root of the sources. */
export function artifactOf(path: string): ArtifactLocation {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}
