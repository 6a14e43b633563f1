/**
 * Lint results → a review. Pure functions: they load no analysis, run no reviewed code and need neither ESLint nor a
 * network. The usual way through:
 *
 * ```js
 * const found = results.flatMap((result) => findingsOf(result, rulesMeta, cwd));
 * const selection = select(found, [], changedLines(diff));
 * const templates = loadTemplates("en");
 * const review = compose({ selection, files, ofChange: true, source }, templates, "markdown");
 * process.stdout.write(markdown(review, templates));
 * ```
 *
 * @module
 */
export { compose } from "./compose.js";
export type { Background, Comment, Material, Review, ShownPatch } from "./compose.js";
export { addedLines, changedLines, changesIn } from "./diff.js";
export type { ChangedLines, FileChange, ShownLine } from "./diff.js";
export { fingerprintsOf } from "./fingerprints.js";
export { findingsOf, wholeMessage } from "./finding.js";
export type { Confidence, Finding, LintMessage, LintResult, Patch, RuleMeta, RulesMeta, Suppression } from "./finding.js";
export { annotations } from "./formats/annotations.js";
export { codequality } from "./formats/codequality.js";
export { githubReview } from "./formats/github.js";
export type { GithubComment, GithubReview, Limits } from "./formats/github.js";
export { gitlabReview } from "./formats/gitlab.js";
export type { GitlabPosition, GitlabReview } from "./formats/gitlab.js";
export { html } from "./formats/html.js";
export { json } from "./formats/json.js";
export { markdown } from "./formats/markdown.js";
export { rdjson } from "./formats/rdjson.js";
export { sarif } from "./formats/sarif.js";
export { text } from "./formats/text.js";
export { jsonText } from "./json-text.js";
export { readMarker } from "./marker.js";
export { visible } from "./markup.js";
export type { Markup } from "./markup.js";
export { fillMessage, linePlaceholdersOf, placeholdersOf, readData } from "./message.js";
export type { Data } from "./message.js";
export type { Offers } from "./offers.js";
export { offersByTokens } from "./offers.js";
export { outlineOf } from "./outline.js";
export type { Changes } from "./outline.js";
export { select } from "./select.js";
export type { Counts, Selection } from "./select.js";
export type { RuleMessages } from "./own-templates.js";
export type { MessageTemplate } from "./template-file.js";
export { loadTemplates, locales, parseTemplates } from "./templates.js";
export type { Locale, Own, Templates } from "./templates.js";
