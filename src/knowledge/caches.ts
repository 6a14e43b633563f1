/** How caches of any library call the option that says for how long an entry is kept. */
export const lifetimeOptions = /^(?:ttl|stdTTL|defaultTtl|ttlMs|maxAge|expiry|expires|expireAfter\w*|timeToLive)$/i;

/** How projects call their own wrappers of `import()`. */
export const moduleLoaders = /^_?(?:dynamic|lazy|esm|native)?_?import(?:ESM?|Esm|Module|Dynamic|Default|Dynamically)?$|^lazyLoad\w*$/i;

/** What lives no longer than one exchange: a failure is as final for it as an answer. */
export const briefOwners = /(?:Request|Response|Reply|Socket|Message|Transaction|Job|Frame|Upload|Download|Auth|Exchange)(?:Impl|Base|Context)?$/;

/** How calls begin that make something or ask somebody for it: doing that twice is felt, other than reading a value anew. */
export const obtainingCalls = /^[_#]?(?:acquire|authenticate|build|connect|create|discover|download|establish|exchange|fetch|generate|get|init|initiali[sz]e|issue|launch|listen|load|login|make|mint|negotiate|obtain|open|query|refresh|renew|request|retrieve|send|spawn|start|subscribe)(?=$|[A-Z_])/;

/** Those of them that open, make or send something, or go far for it; `get` and `query` may as well read a value that is near. */
export const heavyCalls = /^[_#]?(?:acquire|authenticate|build|connect|create|discover|download|establish|exchange|fetch|generate|init|initiali[sz]e|issue|launch|listen|load|login|make|mint|negotiate|obtain|open|refresh|renew|request|send|spawn|start|subscribe)(?=$|[A-Z_])/;

/** Calls that ask somebody who may be away for a while: what they failed at once works later. */
export const peerCalls = /^[_#]?(?:authenticate|connect|discover|load|login|open|refresh|renew|request)(?=$|[A-Z_])/;

/** How calls begin that answer from near by with little: doing that twice costs less than the guard. */
export const lightCalls = /^[_#]?(?:access|has|is|lookup|prepare|readFile|stat)(?=$|[A-Z_])/;

/** Places for what lets its holder in: while it is missing nothing works, and whoever gives it is asked again with success a moment later. */
export const keyPlaces = /(?:token|credential|jwks|accessKey|secret)s?(?:Promise)?$/i;
