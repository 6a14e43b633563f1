import type { Library } from "../library.js";

/** A meter is told what the instrument that it makes is called. */
const named = { argument: 0, path: "" } as const;

/** A span that is not ended is never exported: it is a resource like any other. */
export const opentelemetry: Library = {
  name: "@opentelemetry/api",
  modules: ["@opentelemetry/api"],
  default: "api",
  verified: "@opentelemetry/api@1.10.0",
  types: {
    Tracer: "trace.getTracer()",
    Meter: "metrics.getMeter()",
    Counter: "metrics.getMeter().createCounter()",
    Histogram: "metrics.getMeter().createHistogram()",
    UpDownCounter: "metrics.getMeter().createUpDownCounter()",
    Gauge: "metrics.getMeter().createGauge()",
  },
  metrics: [
    { instruments: ["metrics.getMeter().createCounter()"], counts: ["add"], named, source: "@opentelemetry/api@1.10.0/dist/metrics/Metric.d.mts:75" },
    { instruments: ["metrics.getMeter().createUpDownCounter()"], counts: ["add"], starts: [{ method: "add", endedBy: "add" }], named, source: "@opentelemetry/api@1.10.0/dist/metrics/Metric.d.mts:84" },
    {
      instruments: ["metrics.getMeter().createHistogram()", "metrics.getMeter().createGauge()"],
      observes: ["record"],
      named,
      source: "@opentelemetry/api@1.10.0/dist/metrics/Metric.d.mts:102",
    },
  ],
  locks: [
    {
      acquire: ["trace.getTracer().startSpan"],
      release: ["result.end"],
      exclusive: false,
      lock: false,
      holds: "span",
      source: "@opentelemetry/api@1.10.0/dist/trace/span.d.mts:121",
    },
  ],
  callbacks: [
    { calls: ["trace.getTracer().startActiveSpan"], argument: "last", runs: "sync", result: "returned", source: "@opentelemetry/api@1.10.0/dist/trace/tracer.d.mts:75" },
    { calls: ["context.with"], argument: 1, runs: "sync", result: "returned", source: "@opentelemetry/api@1.10.0/dist/api/context.d.mts" },
  ],
};
