import type { Library } from "../library.js";

const source = "node@20.20.2/lib/zlib.js";

export const zlib: Library = {
  name: "node:zlib",
  modules: ["node:zlib", "zlib"],
  default: "zlib",
  verified: "node@20.20.2",
  callbacks: [
    {
      calls: ["zlib.gzip", "zlib.gunzip", "zlib.deflate", "zlib.inflate", "zlib.deflateRaw", "zlib.inflateRaw", "zlib.unzip", "zlib.brotliCompress", "zlib.brotliDecompress"],
      argument: "last",
      runs: "once",
      result: "dropped",
      errorFirst: true,
      source,
    },
  ],
  emitters: [
    {
      values: [
        "zlib.createGzip()",
        "zlib.createGunzip()",
        "zlib.createDeflate()",
        "zlib.createInflate()",
        "zlib.createDeflateRaw()",
        "zlib.createInflateRaw()",
        "zlib.createUnzip()",
        "zlib.createBrotliCompress()",
        "zlib.createBrotliDecompress()",
      ],
      success: ["end", "finish", "data", "readable", "drain", "close"],
      always: ["close"],
      last: ["end", "finish", "close"],
      failure: ["error"],
      unheard: "thrown",
      source,
    },
  ],
};
