import type { Library, RemoteFact, Slot } from "../library.js";

const client: readonly Slot[] = [
  { client: "axios.create", argument: 0, path: "timeout", bounds: "idle", none: [0] },
  { client: "axios.create", argument: 0, path: "signal", bounds: "unknown" },
  { client: "new Axios", argument: 0, path: "timeout", bounds: "idle", none: [0] },
];

const common = {
  timeoutProperties: ["axios.defaults.timeout", "axios.create().defaults.timeout", "new Axios().defaults.timeout"],
  interceptors: ["axios.interceptors.request.use", "axios.create().interceptors.request.use", "new Axios().interceptors.request.use"],
  defaultTimeout: "none",
  target: 0,
  rejectsOnStatus: true,
  refusal: { asks: "isAxiosError", status: "response?.status" },
  errorsAsJson: true,
  retries: { defaultAttempts: 1, attempts: [], source: "axios@1.21.1/lib/core/Axios.js" },
  source: "axios@1.21.1/lib/defaults/index.js:149",
} as const satisfies Partial<RemoteFact>;

/**
 * The `timeout` of axios runs until the headers, then starts again with each byte: a body that drips outlives it, a
 * signal does not let it.
 */
export const axios: Library = {
  name: "axios",
  modules: ["axios"],
  default: "axios",
  verified: "axios@1.21.1",
  types: { AxiosInstance: "axios.create()", AxiosStatic: "axios" },
  remote: [
    {
      calls: [
        "axios.get",
        "axios.head",
        "axios.options",
        "axios.create().get",
        "axios.create().head",
        "axios.create().options",
        "new Axios().get",
        "new Axios().head",
        "new Axios().options",
      ],
      effect: "read",
      timeout: [{ argument: 1, path: "timeout", bounds: "idle", none: [0] }, ...client],
      abort: [
        { argument: 1, path: "signal" },
        { argument: 1, path: "cancelToken", bounds: "unknown" },
      ],
      ...common,
    },
    {
      calls: ["axios.delete", "axios.create().delete", "new Axios().delete"],
      effect: "idempotent-write",
      timeout: [{ argument: 1, path: "timeout", bounds: "idle", none: [0] }, ...client],
      abort: [
        { argument: 1, path: "signal" },
        { argument: 1, path: "cancelToken", bounds: "unknown" },
      ],
      ...common,
    },
    {
      calls: [
        "axios.post",
        "axios.patch",
        "axios.postForm",
        "axios.patchForm",
        "axios.create().post",
        "axios.create().patch",
        "axios.create().postForm",
        "axios.create().patchForm",
        "new Axios().post",
        "new Axios().patch",
      ],
      effect: "non-idempotent",
      timeout: [{ argument: 2, path: "timeout", bounds: "idle", none: [0] }, ...client],
      abort: [
        { argument: 2, path: "signal" },
        { argument: 2, path: "cancelToken", bounds: "unknown" },
      ],
      ...common,
    },
    {
      calls: ["axios.put", "axios.putForm", "axios.create().put", "axios.create().putForm", "new Axios().put"],
      effect: "idempotent-write",
      timeout: [{ argument: 2, path: "timeout", bounds: "idle", none: [0] }, ...client],
      abort: [
        { argument: 2, path: "signal" },
        { argument: 2, path: "cancelToken", bounds: "unknown" },
      ],
      ...common,
    },
    {
      calls: ["axios", "axios.create()"],
      effect: "by-method",
      method: [
        { argument: 1, path: "method" },
        { argument: 0, path: "method" },
      ],
      timeout: [{ argument: 1, path: "timeout", bounds: "idle", none: [0] }, { argument: 0, path: "timeout", bounds: "idle", none: [0] }, ...client],
      abort: [
        { argument: 1, path: "signal" },
        { argument: 0, path: "signal" },
        { argument: 1, path: "cancelToken", bounds: "unknown" },
        { argument: 0, path: "cancelToken", bounds: "unknown" },
      ],
      ...common,
    },
    {
      calls: ["axios.request", "axios.create().request", "new Axios().request"],
      effect: "by-method",
      method: [{ argument: 0, path: "method" }],
      timeout: [{ argument: 0, path: "timeout", bounds: "idle", none: [0] }, ...client],
      abort: [
        { argument: 0, path: "signal" },
        { argument: 0, path: "cancelToken", bounds: "unknown" },
      ],
      ...common,
    },
  ],
};
