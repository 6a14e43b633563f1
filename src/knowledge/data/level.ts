import type { Library } from "../library.js";

/** It works on a file of its own: nothing leaves the machine. */
export const level: Library = {
  name: "level",
  modules: ["level"],
  verified: "level@10.0.0",
  types: { Level: "new Level()" },
  promises: [
    {
      calls: ["new Level().open", "new Level().close", "new Level().get", "new Level().getMany", "new Level().put", "new Level().del", "new Level().batch", "new Level().clear"],
      source: "abstract-level@3.1.1/types/abstract-level.d.ts:80",
    },
  ],
};
