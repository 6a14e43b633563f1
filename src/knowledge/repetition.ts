/** How functions are called that begin the life of an object, anew or for the first time: one owner calls them, once, and their flag serves the later calls. */
export const beginnings = /^[_#]?(?:activate|boot|bootstrap|connect|enable|init|initiali[sz]e|install|listen|load|mount|open|re_?connect|register|reset|restart|set_?up|start|start_?up|subscribe)(?=$|[A-Z_])/;

/** How calls begin that cannot be done twice without harm: something is made, begun, sent or paid for a second time. */
export const unrepeatableCalls = /^[_#]?(?:book|charge|create|debit|deploy|dispatch|email|enqueue|init|initiali[sz]e|insert|launch|mint|notify|order|pay|publish|purchase|refund|reserve|send|spawn|start|submit|transfer|withdraw)(?=$|[A-Z_])/;

/** What such names end in where a second call changes nothing, and options by which whoever is called recognises it. */
export const repeatableEndings = /If(?:Absent|Missing|Needed|Not\w+)$|Or(?:Get|Ignore|Replace|Update)$/;
export const recognisingOptions = /^(?:clientToken|dedup\w*|externalId|idempotency\w*|requestId)$/;

/** Calls whose second effect is there at once, without a wait: a listener, a timer, a process. */
export const immediateCalls = /^(?:addEventListener|addListener|fork|on|prependListener|setInterval|spawn)$/;

/** How flags are called that are up as long as something is under way; those of what has been done follow its end by right. */
export const busyFlags = /^[_#]*(?:is_?)?(?:active|busy|executing|flushing|inFlight|inProgress|locked|pending|polling|processing|publishing|refreshing|running|saving|sending|submitting|syncing|updating|working)$/i;

/** How counts are called that tell of what went wrong, or of how often something was tried: each counts, whatever was tested. */
export const tallies = /attempt|error|fail|miss|retr(?:y|ies)|tries/i;
