/**
 * What the names of events and of functions that deal with handlers say, whatever library they are of.
 */

/** Events with which a person does something, rather than asks for something: each of them counts, and none replaces the one before. */
export const actingEvents: readonly string[] = ["submit", "formsubmit", "drop", "paste", "cut", "copy"];

/** Names of what a program is set up with, which stays as it is while it runs, and of functions that are handed in. */
export const settledInputs = /^(?:\w*[cC]onfig|configuration|settings|env|options|opts|api|apiRoute|apiPath|basePath|routes|i18n|t|dispatch|router|navigate|logger|client|\w*(?:[bB]ase|[sS]erver|[cC]ms|cms|[aA]pi)(?:URL|Url|APIURL|APIPath|Path|Route))$|^(?:get|set|on|fetch|load|use|is|has|handle|render)[A-Z]\w*$/;

/**
 * Words in the names of what changes while somebody looks: what is searched for, chosen, paged through, or shown for a
 * time; and names of what a component or a hook shows whatever of, which whoever uses it exchanges. A prefix says that
 * an id is that of the one thing which a page is about.
 */
export const changingWords: readonly string[] = [
  "active", "chosen", "cursor", "date", "filter", "filters", "keyword", "keywords", "lang", "language", "locale", "month", "offset", "order", "page", "pagination",
  "period", "query", "range", "search", "selected", "selection", "sort", "sorting", "tab", "term", "value", "week", "year",
];
export const changingNames: readonly string[] = ["id", "key", "slug", "uri", "url"];

/** Events by which a person gives an order, and with which something fails that is begun anew. */
export const orderingEvents = /^(?:click|dblclick|pointerdown|pointerup|mousedown|mouseup|touch\w*|press|tap|error|\w*fail\w*|disconnect\w*|reconnect\w*|timeout|upgrade|install)$/;

/** How components call the events that come with each new value: what is typed, chosen, searched for or paged to. */
export const valueEvents = /change|input|search|select|filter|sort|page|query|keydown|keyup|keypress|scroll|hover|mouse(?:enter|over|move)|message|navigate|pick(?!er)|range|value/;

/** Files that are handed over: each is an order of its own. */
export const handedFiles = /^(?:\w*[fF]iles?|dataTransfer|clipboardData)$/;

/** Attributes by which an element cannot be used for a while, whatever component it is of. */
export const disablingAttributes = /^(?:disabled|isDisabled|readOnly|isReadOnly|inert|loading|isLoading|isPending|pending|busy|isBusy)$/;

/** How states are called that show a part of a component in which one thing is done. */
export const closingStates = /(?:open(?:ed)?|visible|shown|modal|dialog|drawer|popup|popover)$/i;

/** Functions that put something in place by their name: who calls one twice wants the second to stay. */
export const settingNames = /^_?(?:set|select|switch|change|choose|pick|assign)(?=[A-Z]|$)/;

/** Each gives a function that runs the one it is given a little later, and does not wait for the run before. */
export const delayingWrappers: readonly string[] = ["debounce", "throttle", "useDebounceFn", "useThrottleFn", "useDebouncedCallback", "useThrottledCallback"];

/** The option of a component in which functions stand that are run whenever what they are named after has changed. */
export const watcherOption = "watch";

/** What the options of a component are given to, where they are no default export. */
export const componentCalls: readonly string[] = ["defineComponent", "extend", "component"];

/** Methods of a component that are run at each change of what it is given, and the member that holds what it is given. */
export const updateMethods: readonly string[] = ["componentDidUpdate", "ngOnChanges"];
export const givenMember = "props";

/** What an element that a person changes shows of it: read in its own listener it is the event's value. */
export const changingMembers: readonly string[] = ["value", "valueAsNumber", "checked", "selectedIndex", "files"];

/** Streams that wait for one step of what they are made of before they ask for the next (Streams Standard, "pulling" and "in-flight write"). */
export const serialSources: readonly string[] = [".ReadableStream!", ".WritableStream!", ".TransformStream!"];

/** The `addListener` of an event that is itself a member is handed the function alone: `chrome.runtime.onInstalled.addListener(…)`. */
export const memberListeners: readonly string[] = ["addListener"];

/** Events of extensions that wait for an answer, which may be a promise (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API). */
export const answeredEvents: readonly string[] = ["onAuthRequired", "onBeforeRequest", "onBeforeSendHeaders", "onHeadersReceived", "onMessage", "onMessageExternal", "onRequest", "onUserScriptMessage"];

/** Methods that keep the function which they are given, and call it with each new value. */
export const subscribingMethods: readonly string[] = ["addListener", "observe", "subscribe"];

/** What the names of observables end in, by a convention of those who write RxJS. */
export const observableMark = "$";

/** Globals of the browser on which, or on whose values, a function assigned to a property such as `onclick` is a listener. */
export const listeningGlobals: readonly string[] = ["BroadcastChannel", "Notification", "document", "navigator", "screen", "speechSynthesis", "visualViewport"];

/** What every object that such a property can be on extends (DOM Standard, "interface EventTarget"). */
export const listeningType = "EventTarget";

/** The option with which a listener or a watcher is called once (DOM Standard, `AddEventListenerOptions`; @vue/runtime-core@3.5.45, `WatchOptions`). */
export const onceOption = "once";

/** Events that come once in the life of what emits them: it opens, it is ready, it ends. */
export const onceEvents: readonly string[] = ["open", "ready", "listening", "spawn", "end", "finish", "close", "exit", "load", "DOMContentLoaded"];

/** Events that come soon or give way to an error, and the one that is waited for to end the program. */
export const surelyEvents: readonly string[] = ["listening", "spawn", "online", "abort"];

/** The calls on an emitter that bring an event about. */
export const closingMethods: Readonly<Record<string, readonly string[]>> = { close: ["close", "destroy"], end: ["end", "destroy"], finish: ["end"] };

/** Members by which events and contexts of frameworks give the request: `event.request`, Hono's `c.req.raw`. */
export const requestMembers: readonly string[] = ["request", "req", "raw"];

/** What test runners call a test, as the first name of a path. */
export const testNames = /^\.(?:[fx]?it|x?test)(?=[.(])/;

/** How the parameter is called that has the request, or what belongs to it. */
export const requestNames = /^(?:ctx|context|req|request)$|(?:Ctx|Context|Request)$/;

/** Members by which a message says what it is. */
export const kindMembers = /^(?:type|event|action|kind|op|opcode|method|command|cmd)$/;

/** How flags are called that are up as long as a component is shown: they tell nothing of which of its questions is the newest. */
export const mountFlags = /^_?(?:is|has|un)?_?mounted(?:Ref)?$/i;

/** How what a test expects of a promise begins: where nobody waits for it, the test passes whatever comes of it. */
export const expectations = /^\.expect(?=\()/;

/** How functions are called that ask for what is wanted now: of two answers, that to the newer call counts. */
export const askingNames = /^_?(?:(?:re)?(?:load|fetch|select|search|find|filter|query|refresh|show|switch|change|choose|pick|pull|read|follow|lookup|lookUp|navigate|preview|display|inspect|activate|browse|view|visit|focus|go|goTo|setActive|setCurrent)|(?:on|handle)(?:Select|Change|Search|Filter|Input|Pick))(?=[A-Z_]|$)/;
