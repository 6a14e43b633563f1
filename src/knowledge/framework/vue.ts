import type { Library } from "../library.js";

const source = "@vue/runtime-core@3.5.45/dist/runtime-core.cjs.js:205";

/** Vue hands the rejection of a watcher or a hook to its error handler, and does not wait for it. */
export const vue: Library = {
  name: "vue",
  modules: ["vue", "@vue/runtime-core", "@vue/reactivity"],
  verified: "vue@3.5.45",
  types: { Ref: "ref()", ShallowRef: "shallowRef()" },
  callbacks: [
    { calls: ["watch"], argument: 1, runs: "many", result: "awaited", source },
    { calls: ["watchEffect", "watchPostEffect", "watchSyncEffect"], argument: 0, runs: "many", result: "awaited", source },
    { calls: ["onBeforeMount", "onMounted"], argument: 0, runs: "once", result: "awaited", source },
    { calls: ["onBeforeUpdate", "onUpdated", "onActivated", "onDeactivated", "onErrorCaptured"], argument: 0, runs: "many", result: "awaited", source },
    { calls: ["onBeforeUnmount", "onUnmounted", "onServerPrefetch"], argument: 0, runs: "once", result: "awaited", source },
    { calls: ["nextTick"], argument: 0, runs: "once", result: "returned", source: "@vue/runtime-core@3.5.45/dist/runtime-core.cjs.js:286" },
  ],
  promises: [{ calls: ["nextTick"], rejects: "callback", source: "@vue/runtime-core@3.5.45/dist/runtime-core.cjs.js:286" }],
  state: [
    {
      cells: [
        { value: "ref()", property: "value" },
        { value: "shallowRef()", property: "value" },
        { value: "customRef()", property: "value" },
        { value: "toRef()", property: "value" },
      ],
      source: "@vue/reactivity@3.5.45/dist/reactivity.cjs.js",
    },
  ],
  effects: [
    { calls: ["watch"], callback: 1, dependencies: 0, cleanup: 2, registerCleanup: ["onWatcherCleanup"], source: "@vue/reactivity@3.5.45/dist/reactivity.cjs.js" },
    {
      calls: ["watchEffect", "watchPostEffect", "watchSyncEffect"],
      callback: 0,
      dependencies: null,
      cleanup: 0,
      registerCleanup: ["onWatcherCleanup"],
      source: "@vue/reactivity@3.5.45/dist/reactivity.cjs.js",
    },
  ],
};
