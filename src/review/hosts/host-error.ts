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

/**
 * Tries something that a forge may refuse in one way.
 *
 * @returns whether it was done
 * @throws what else goes wrong
 */
export async function doneUnless(kind: HostErrorKind, attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (error instanceof HostError && error.kind === kind) return false;
    throw error;
  }
}
