/** @type {import("eslint-doc-generator").GenerateOptions} */
export default {
  // the same rules as `recommended`, only as warnings
  ignoreConfig: ["editor"],
  ruleDocTitleFormat: "desc-parens-name",
  ruleDocNotices: ["deprecated", "configs", "fixableAndHasSuggestions"],
  ruleListColumns: ["name", "description", "configsError", "fixable", "hasSuggestions"],
};
