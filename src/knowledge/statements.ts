/** What statements of SQL and GraphQL do, as far as their text shows it. */

/** Adds a row, or counts on from what is there: done twice it has happened twice. */
export const changingStatement = /^\s*(?:insert\s+into\b|mutation\b|update\b[\s\S]*\bset\b[\s\S]*\b(\w+)\s*=\s*\1\s*[-+])/i;

/** Whatever makes it come to the same when it is done again. */
export const repeatableStatement = /\bon\s+(?:conflict|duplicate)\b|\bnot\s+exists\b|\binsert\s+(?:or\s+)?ignore\b|\breplace\s+into\b|\bversion\b|idempoten/i;

/** Asks for rows and does nothing else: no lock, no new table, no sequence, no function that nobody here knows. */
export const askingStatement = /^\s*(?:with\b[\s\S]*\)\s*)?select\b[\s\S]*\bfrom\b/i;

/** What makes of such a statement one that changes something, or that waits. */
export const changingWords = /\bfor\s+(?:no\s+key\s+)?(?:update|share|key)\b|\block\s+in\b|\binto\b|\b(?:insert|update|delete|merge|call|execute)\b|;\s*\S/i;

/** The functions and words that may stand before a parenthesis in it. */
export const harmlessFunctions =
  /^(?:abs|all|and|any|array|array_agg|as|avg|between|case|cast|ceil|coalesce|concat|count|current_date|date|date_trunc|distinct|else|exists|extract|filter|floor|from|greatest|group_concat|if|ifnull|in|interval|is|isnull|join|json_agg|json_build_object|jsonb_agg|least|left|length|like|limit|lower|max|min|not|now|nullif|on|or|over|partition|rank|replace|right|round|row_number|row_to_json|select|string_agg|substr|substring|sum|then|trim|unnest|upper|using|values|when|where|with)$/i;
