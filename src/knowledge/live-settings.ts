/** Settings that no text such as JSON carries: objects that do something, and what a framework's own code says of one call. */
export const liveSettings: readonly string[] = ["signal", "abortSignal", "cancelToken", "dispatcher", "agent", "fetch", "revalidate"];
