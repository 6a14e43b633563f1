import type { Library } from "../library.js";

/** Callbacks run before the call returns, and a promise they return is a value like any other, that is: true. */
export const ecmascript: Library = {
  name: "ECMAScript",
  modules: [],
  verified: "typescript@6.0.3",
  callbacks: [
    { calls: ["Array#forEach", "new Set().forEach", "new Map().forEach"], argument: 0, runs: "sync", result: "dropped", source: "https://tc39.es/ecma262/#sec-array.prototype.foreach" },
    {
      calls: ["Array#filter", "Array#some", "Array#every", "Array#find", "Array#findIndex", "Array#findLast", "Array#findLastIndex"],
      argument: 0,
      runs: "sync",
      result: "predicate",
      source: "https://tc39.es/ecma262/#sec-array.prototype.filter",
    },
    { calls: ["Array#sort", "Array#toSorted"], argument: 0, runs: "sync", result: "predicate", source: "https://tc39.es/ecma262/#sec-comparearrayelements" },
    {
      calls: ["Array#map", "Array#flatMap", "Array#reduce", "Array#reduceRight"],
      argument: 0,
      runs: "sync",
      result: "returned",
      source: "https://tc39.es/ecma262/#sec-array.prototype.map",
    },
    { calls: ["Array.from"], argument: 1, runs: "sync", result: "returned", source: "https://tc39.es/ecma262/#sec-array.from" },
    { calls: ["Promise#then"], argument: "all", runs: "once", result: "returned", source: "https://tc39.es/ecma262/#sec-promise.prototype.then" },
    { calls: ["Promise#catch"], argument: 0, runs: "once", result: "returned", source: "https://tc39.es/ecma262/#sec-promise.prototype.catch" },
    { calls: ["Promise#finally"], argument: 0, runs: "once", result: "returned", source: "https://tc39.es/ecma262/#sec-promise.prototype.finally" },
    { calls: ["new Promise"], argument: 0, runs: "sync", result: "dropped", source: "https://tc39.es/ecma262/#sec-promise-executor" },
  ],
  promises: [
    { calls: ["Promise.all", "Promise.race", "Promise.any", "Promise.reject"], source: "https://tc39.es/ecma262/#sec-properties-of-the-promise-constructor" },
    { calls: ["Promise.allSettled"], rejects: "never", source: "https://tc39.es/ecma262/#sec-promise.allsettled" },
    { calls: ["Promise#then", "Promise#catch", "Promise#finally"], source: "https://tc39.es/ecma262/#sec-properties-of-the-promise-prototype-object" },
  ],
};
