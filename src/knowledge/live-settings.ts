/** Settings whose values are objects that do something, which no text such as JSON can carry. */
export const liveSettings: readonly string[] = ["signal", "abortSignal", "cancelToken", "dispatcher", "agent", "fetch"];
