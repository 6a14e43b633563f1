import type { Library } from "../library.js";

/** What is asked of the user resolves with the answer, and with nothing where there is none. */
export const vscode: Library = {
  name: "vscode",
  modules: ["vscode"],
  default: "vscode",
  verified: "@types/vscode@1.140.0",
  promises: [
    {
      calls: [
        "vscode.window.showInformationMessage",
        "vscode.window.showWarningMessage",
        "vscode.window.showErrorMessage",
        "vscode.window.showQuickPick",
        "vscode.window.showWorkspaceFolderPick",
        "vscode.window.showOpenDialog",
        "vscode.window.showSaveDialog",
        "vscode.window.showInputBox",
      ],
      rejects: "never",
      source: "@types/vscode@1.140.0/index.d.ts:11290",
    },
  ],
};
