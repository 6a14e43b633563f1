// `npm run docs:libraries`: writes docs/libraries.md from the knowledge itself.
import { writeFileSync } from "node:fs";
import { libraries } from "../dist/src/knowledge/index.js";
import { librariesPage } from "./libraries-page.mjs";

writeFileSync(new URL("../docs/libraries.md", import.meta.url), librariesPage(libraries));
