import type { Library } from "../library.js";

const source = "react@19.3.1/cjs/react.development.js";

/** An effect may return a function that cleans up; a promise is neither called nor looked at. */
export const react: Library = {
  name: "react",
  modules: ["react"],
  default: "React",
  verified: "react@19.3.1",
  types: { Dispatch: "React.useState()[1]", TransitionStartFunction: "React.useTransition()[1]" },
  callbacks: [
    {
      calls: ["React.useEffect", "React.useLayoutEffect", "React.useInsertionEffect"],
      argument: 0,
      runs: "many",
      result: "dropped",
      source: "react-dom@19.3.1/cjs/react-dom-client.development.js:13779",
    },
    { calls: ["React.useCallback"], argument: 0, runs: "many", result: "itself", source },
    { calls: ["React.useMemo"], argument: 0, runs: "sync", result: "returned", source },
    {
      calls: ["React.startTransition", "React.useTransition()[1]"],
      argument: 0,
      runs: "sync",
      result: "dropped",
      onlyFor: { package: "react", versions: "<19" },
      source: "react@18.3.1/cjs/react.development.js:2423",
    },
    {
      calls: ["React.startTransition", "React.useTransition()[1]"],
      argument: 0,
      runs: "sync",
      result: "awaited",
      onlyFor: { package: "react", versions: ">=19" },
      source,
    },
    { calls: ["React.useActionState"], argument: 0, runs: "many", result: "awaited", source },
  ],
  state: [
    { setters: ["React.useState()[1]"], source },
    { setters: ["React.useReducer()[1]", "React.useOptimistic()[1]"], reduces: true, source },
  ],
  effects: [
    {
      calls: ["React.useEffect", "React.useLayoutEffect", "React.useInsertionEffect"],
      callback: 0,
      dependencies: 1,
      cleanup: "returned",
      source: "react-dom@19.3.1/cjs/react-dom-client.development.js:13779",
    },
    { calls: ["React.useCallback"], callback: 0, dependencies: 1, handsBack: true, source },
  ],
};
