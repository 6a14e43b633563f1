/** How code tells failures apart that may pass by themselves from those that stay. */

/**
 * A failure after which nobody knows whether the peer has done its work: an answer of a broken server, a connection
 * that was lost on the way (`fetch` throws a `TypeError`), a time that has run out, or whatever fails in the client.
 */
export const lostAnswer =
  /[<>]=?\s*500\b|\b500\s*[<>]|\b50[024]\b|5xx|\b(?:ECONNRESET|ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT|EPIPE|UND_ERR_\w*TIMEOUT|ERR_NETWORK)\b|\bis(?:Axios|Http|Fetch|Network|Timeout|Request)Error\b|\bTimeoutError["'`]|\bfetch failed\b|\binstanceof\s+TypeError\b|["'`]TypeError["'`]|\binstanceof\s+(?:\w+\.)*(?:Axios|HTTP|Http|Fetch|Request|Network|Timeout)Error\b/;

/** A time that has run out: who tries again after it has waited. */
export const timedOut = /\b(?:ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT|isTimeoutError)\b|\bTimeoutError["'`]|\binstanceof\s+(?:\w+\.)*TimeoutError\b/g;

/** A name that says so of whatever it is asked about: `isTransient(error)`, `RETRYABLE.has(status)`. */
export const passingName = /retr(?:y|ies|iable|yable)|transient|tempor|throttl|network|connection|unavailable|server.?error|time.?out/i;

/** How what a retry library is given ends the tries, or is asked whether to go on. */
export const stopsRetrying = /AbortError|bail|shouldRetry|retryIf|onFailedAttempt|retryOn|abort\s*\(|isRetryable|StopError/;

/** A function that says by its name that nothing goes on after it: `logger.fatal(error)`, `die(error)`. */
export const endingName = /^(?:fatal|exit|die|panic|crash|shutdown)$/i;
