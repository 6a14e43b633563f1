import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Words } from "./html-words.js";

/** The whole document around its main part. Style and script stand in it; nothing else is ever loaded, and nothing else runs. */
export function pageOf(main: string, words: Words): string {
  const [style, script] = [asset("report.css"), asset("report.js")];
  const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`;
  const title = words.text("page title");
  return [
    "<!doctype html>",
    `<html lang="${words.text("page language")}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${title}</title>`,
    // without one, a browser asks the server for it
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    `<script>${script}</script>`,
    "</head>",
    "<body>",
    `<a class="skip" href="#findings">${words.text("page skip")}</a>`,
    `<header class="top"><h1>${title}</h1><div class="tools scripted">${tool("help", "?", words.text("page keys"))}${tool("theme", "◐", words.text("page theme"))}</div></header>`,
    main,
    keys(words),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function asset(name: string): string {
  return readFileSync(new URL(`./html/${name}`, import.meta.url), "utf8").replace(/\r\n/g, "\n");
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function tool(id: string, sign: string, label: string): string {
  return `<button type="button" id="${id}" aria-label="${label}" title="${label}">${sign}</button>`;
}

function keys(words: Words): string {
  const told = [
    ["j", "page keys next"],
    ["k", "page keys previous"],
    ["/", "page keys search"],
    ["?", "page keys help"],
    ["Esc", "page keys leave"],
  ] as const;
  const rows = told.map(([key, phrase]) => `<dt><kbd>${key}</kbd></dt><dd>${words.text(phrase)}</dd>`);
  return `<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${words.text("page keys")}</h2><dl>${rows.join("")}</dl><form method="dialog"><button>${words.text("page close")}</button></form></dialog>`;
}
