export type HostErrorKind = "unauthorised" | "forbidden" | "missing" | "invalid" | "limited" | "unreachable" | "moved";

/** Why a forge did not do what it was asked: one sentence that names the way out. */
export class HostError extends Error {
  constructor(
    readonly kind: HostErrorKind,
    message: string,
  ) {
    super(message);
    this.name = "HostError";
  }
}
