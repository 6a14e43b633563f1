/** Something the user can put right: the message is one sentence and says how. */
export class Problem extends Error {}
