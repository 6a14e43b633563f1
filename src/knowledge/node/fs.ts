import type { Library } from "../library.js";

const promised = "node@20.20.2/lib/internal/fs/promises.js";

const streams = "node@20.20.2/lib/internal/fs/streams.js";

/** Node-style callbacks: nobody looks at what they return. */
export const fs: Library = {
  name: "node:fs",
  modules: ["node:fs", "fs"],
  default: "fs",
  verified: "node@20.20.2",
  callbacks: [
    {
      calls: [
        "fs.readFile",
        "fs.writeFile",
        "fs.appendFile",
        "fs.readdir",
        "fs.stat",
        "fs.lstat",
        "fs.access",
        "fs.mkdir",
        "fs.rename",
        "fs.unlink",
        "fs.rm",
        "fs.copyFile",
        "fs.open",
        "fs.close",
        "fs.realpath",
        "fs.readlink",
        "fs.rmdir",
        "fs.mkdtemp",
        "fs.chmod",
        "fs.utimes",
        "fs.read",
        "fs.write",
      ],
      argument: "last",
      runs: "once",
      result: "dropped",
      errorFirst: true,
      source: "node@20.20.2/lib/fs.js",
    },
    { calls: ["fs.watch", "fs.watchFile"], argument: "last", runs: "many", result: "dropped", source: "node@20.20.2/lib/fs.js" },
  ],
  promises: [
    {
      calls: [
        "fs.promises.readFile",
        "fs.promises.writeFile",
        "fs.promises.appendFile",
        "fs.promises.readdir",
        "fs.promises.stat",
        "fs.promises.access",
        "fs.promises.mkdir",
        "fs.promises.rename",
        "fs.promises.unlink",
        "fs.promises.rm",
        "fs.promises.copyFile",
        "fs.promises.cp",
        "fs.promises.open",
      ],
      source: promised,
    },
  ],
  locks: [{ acquire: ["fs.promises.open"], release: ["result.close"], exclusive: false, lock: false, holds: "file", closesAfter: ["createReadStream", "createWriteStream", "readLines", "readableWebStream"], source: promised }],
  types: { ReadStream: "fs.createReadStream()", WriteStream: "fs.createWriteStream()" },
  emitters: [
    { values: ["fs.createReadStream()"], success: ["end", "data", "readable", "open", "ready", "close"], always: ["close"], last: ["end", "close"], failure: ["error"], unheard: "thrown", source: streams },
    { values: ["fs.createWriteStream()"], success: ["finish", "open", "ready", "drain", "close"], always: ["close"], last: ["finish", "close"], failure: ["error"], unheard: "thrown", source: streams },
  ],
};

export const fsPromises: Library = {
  name: "node:fs/promises",
  modules: ["node:fs/promises", "fs/promises"],
  default: "fs",
  verified: "node@20.20.2",
  promises: [
    {
      calls: [
        "fs.readFile",
        "fs.writeFile",
        "fs.appendFile",
        "fs.readdir",
        "fs.stat",
        "fs.lstat",
        "fs.access",
        "fs.mkdir",
        "fs.mkdtemp",
        "fs.rename",
        "fs.unlink",
        "fs.rm",
        "fs.copyFile",
        "fs.cp",
        "fs.open",
        "fs.open().read",
        "fs.open().write",
        "fs.open().close",
      ],
      source: promised,
    },
  ],
  locks: [{ acquire: ["fs.open"], release: ["result.close"], exclusive: false, lock: false, holds: "file", closesAfter: ["createReadStream", "createWriteStream", "readLines", "readableWebStream"], source: promised }],
};
