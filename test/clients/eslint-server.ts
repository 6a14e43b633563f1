import { join } from "node:path";
import { clientProject, remove, root } from "./client-project.js";
import { LanguageClient } from "./language-client.js";

const command = [join(root, "test/clients/node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server"), "--stdio"];

/** What the ESLint extension of VS Code is set to when nobody has set anything. */
const settings = {
  validate: "on",
  run: "onType",
  packageManager: "npm",
  nodePath: null,
  options: {},
  quiet: false,
  format: false,
  onIgnoredFiles: "off",
  rulesCustomizations: [],
  problems: { shortenToSingleLine: false },
  workingDirectory: { mode: "location" },
  codeAction: { disableRuleComment: { enable: true, location: "separateLine" }, showDocumentation: { enable: true } },
  codeActionOnSave: { mode: "all" },
  experimental: {},
};

/** The language server of the ESLint extension, in a project of its own. */
export class EslintServer {
  private constructor(
    readonly client: LanguageClient,
    readonly folder: string,
  ) {}

  /** @param files of the project, its configuration among them. */
  static async start(files: Readonly<Record<string, string>>): Promise<EslintServer> {
    const folder = clientProject(files, ["eslint", "@typescript-eslint/parser"]);
    const client = new LanguageClient(command, folder, settings);
    await client.start();
    return new EslintServer(client, folder);
  }

  async stop(): Promise<void> {
    await this.client.stop();
    remove(this.folder);
  }
}
