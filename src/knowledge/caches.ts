/** How caches of any library call the option that says for how long an entry is kept. */
export const lifetimeOptions = /^(?:ttl|stdTTL|defaultTtl|ttlMs|maxAge|expiry|expires|expireAfter\w*|timeToLive)$/i;

/** How projects call their own wrappers of `import()`. */
export const moduleLoaders = /^_?(?:dynamic|lazy|esm|native)?_?import(?:ESM?|Esm|Module|Dynamic|Default|Dynamically)?$|^lazyLoad\w*$/i;

/** What lives no longer than one exchange: a failure is as final for it as an answer. */
export const briefOwners = /(?:Request|Response|Reply|Socket|Message|Transaction|Job|Frame|Upload|Download|Auth|Exchange)(?:Impl|Base|Context)?$/;

/** How calls begin that make something or ask somebody for it: doing that twice is felt, other than reading a value anew. */
export const obtainingCalls = /^[_#]?(?:acquire|authenticate|build|connect|create|discover|download|establish|exchange|fetch|generate|get|init|initiali[sz]e|issue|launch|listen|load|login|make|mint|negotiate|obtain|open|pull|query|refresh|renew|request|retrieve|send|spawn|start|subscribe)(?=$|[A-Z_])/;

/** Those of them that give what is held on to: a second one has to be closed, or ends the first. */
export const handleCalls = /^[_#]?(?:acquire|authenticate|connect|create|dial|establish|init|initiali[sz]e|launch|listen|login|log[iI]n|mint|negotiate|open|sign[iI]n|spawn|start|subscribe)(?=$|[A-Z_])/;

/** Those of them that go far for what they give: everybody who misses meanwhile asks the same peer again. */
export const farCalls = /^[_#]?(?:authenticate|crawl|discover|download|exchange|issue|load|negotiate|pull|retrieve)(?=$|[A-Z_])/;

/** Commands to a store of whole objects, of secrets or of keys: what they give is large, or is counted and throttled. */
export const farCommands = /^(?:GetObject|GetSecretValue|GetParameters?(?:ByPath)?|AssumeRole\w*|GetPublicKey|Decrypt|GenerateDataKey)Command$/;

/** How slots are called that hold a connection or the like, whatever the call is called that gives it. */
export const handlePlaces = /(?:browser|channel|client|conn|connection|driver|handle|instance|pool|producer|session|socket|subscription|transport)$/i;

/** Calls that ask somebody who may be away for a while: what they failed at once works later. */
export const peerCalls = /^[_#]?(?:authenticate|connect|discover|load|login|open|refresh|renew|request)(?=$|[A-Z_])/;

/** How calls begin that answer from near by with little: doing that twice costs less than the guard. */
export const lightCalls = /^[_#]?(?:access|has|is|lookup|prepare|readFile|stat)(?=$|[A-Z_])/;

/** Places for what lets its holder in: while it is missing nothing works, and whoever gives it is asked again with success a moment later. */
export const keyPlaces = /(?:token|credential|jwks|accessKey|secret)s?(?:Promise)?$/i;
