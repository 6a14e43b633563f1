import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { withEdits, type Range, type TextEdit, type WorkspaceEdit } from "./edits.js";
import { JsonRpc } from "./json-rpc.js";

export interface Diagnostic {
  readonly range: Range;
  readonly severity: number;
  readonly code?: string | number;
  readonly codeDescription?: { readonly href: string };
  readonly message: string;
}

export interface CodeAction {
  readonly title: string;
  readonly kind?: string;
  readonly edit?: WorkspaceEdit;
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] };
}

interface Document {
  text: string;
  version: number;
}

const errorType = 1;

/** An editor without a screen: it opens files in a language server, types into them and runs what the server offers. */
export class LanguageClient {
  /** What the server told its user as errors. */
  readonly errors: string[] = [];
  readonly #process: ChildProcess;
  readonly #rpc: JsonRpc;
  readonly #folder: string;
  readonly #settings: unknown;
  readonly #documents = new Map<string, Document>();

  /** @param settings what the editor is set to, as the server asks for it. */
  constructor(command: readonly string[], folder: string, settings: unknown) {
    const server = spawn(process.execPath, command, { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
    this.#process = server;
    this.#folder = pathToFileURL(folder).href;
    this.#settings = settings;
    this.#rpc = new JsonRpc(server, (method, params) => this.#answer(method, params));
  }

  async start(): Promise<void> {
    const workspaceFolders = [{ uri: this.#folder, name: "project" }];
    await this.#rpc.request("initialize", { processId: process.pid, rootUri: this.#folder, workspaceFolders, capabilities });
    this.#rpc.notify("initialized", {});
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, "exit");
    await this.#rpc.request("shutdown", null);
    this.#rpc.notify("exit", null);
    await ended;
  }

  /** Opens a file, whether it is on the disk or not, and gives its address. */
  open(path: string, languageId: string, text: string): string {
    const uri = `${this.#folder}/${path}`;
    this.#documents.set(uri, { text, version: 1 });
    this.#rpc.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  close(uri: string): void {
    this.#documents.delete(uri);
    this.#rpc.notify("textDocument/didClose", { textDocument: { uri } });
  }

  textOf(uri: string): string {
    return this.#document(uri).text;
  }

  change(uri: string, text: string): void {
    const document = this.#document(uri);
    document.text = text;
    document.version++;
    this.#rpc.notify("textDocument/didChange", { textDocument: { uri, version: document.version }, contentChanges: [{ text }] });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const answer = await this.#rpc.request("textDocument/diagnostic", { textDocument: { uri } });
    return (answer as { items: Diagnostic[] }).items;
  }

  /** What the menu of a diagnostic offers, or only the actions of one kind. */
  async actions(uri: string, diagnostic: Diagnostic, only?: string): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [diagnostic], triggerKind: 1, ...(only === undefined ? {} : { only: [only] }) };
    const answer = await this.#rpc.request("textDocument/codeAction", { textDocument: { uri }, range: diagnostic.range, context });
    return (answer ?? []) as CodeAction[];
  }

  /** Runs an action: its own edit, then its command, whose edit the server sends. */
  async run({ edit, command }: CodeAction): Promise<void> {
    if (edit) this.#apply(edit);
    if (command) await this.#rpc.request("workspace/executeCommand", command);
  }

  #answer(method: string, params: never): unknown {
    switch (method) {
      case "workspace/configuration":
        return (params as { items: unknown[] }).items.map(() => this.#settings);
      case "workspace/applyEdit":
        this.#apply((params as { edit: WorkspaceEdit }).edit);
        return { applied: true };
      case "window/logMessage":
      case "window/showMessage":
        if ((params as { type: number }).type === errorType) this.errors.push((params as { message: string }).message);
        return null;
      default:
        return null;
    }
  }

  #apply({ changes = {}, documentChanges = [] }: WorkspaceEdit): void {
    const edits: [string, readonly TextEdit[]][] = [...Object.entries(changes), ...documentChanges.map(({ textDocument, edits }): [string, readonly TextEdit[]] => [textDocument.uri, edits])];
    for (const [uri, list] of edits) if (list.length > 0) this.change(uri, withEdits(this.textOf(uri), list));
  }

  #document(uri: string): Document {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open.`);
    return document;
  }
}

const capabilities = {
  workspace: { applyEdit: true, configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } },
  textDocument: {
    synchronization: { didSave: true },
    diagnostic: { relatedDocumentSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll", "source.fixAll.eslint"] } } },
  },
};
