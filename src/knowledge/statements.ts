/** What statements of SQL and GraphQL do, as far as their text shows it. */

/** Adds a row, or counts on from what is there: done twice it has happened twice. */
export const changingStatement = /^\s*(?:insert\s+into\b|mutation\b|update\b[\s\S]*\bset\b[\s\S]*\b(\w+)\s*=\s*\1\s*[-+])/i;

/** Whatever makes it come to the same when it is done again. */
export const repeatableStatement = /\bon\s+(?:conflict|duplicate)\b|\bnot\s+exists\b|\binsert\s+(?:or\s+)?ignore\b|\breplace\s+into\b|\bversion\b|idempoten/i;
