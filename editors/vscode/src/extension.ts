import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { advice, Settings, start } from "./command";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("lstmshape.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) =>
      event.affectsConfiguration("lstmshape") ? restart() : undefined,
    ),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function restart(): Promise<void> {
  await client?.stop();
  client = undefined;
  const settings = read();
  const server = start(settings, await interpreter());
  const made = new LanguageClient("lstmshape", "LSTM Shape", server, {
    documentSelector: [{ language: "python" }],
    initializationOptions: { keras: settings.keras },
  });
  try {
    await made.start();
    client = made;
  } catch {
    await vscode.window.showErrorMessage(advice(server));
  }
}

function read(): Settings {
  const section = vscode.workspace.getConfiguration("lstmshape");
  return { command: section.get<string[]>("command", []), keras: section.get<string>("keras", "auto") };
}

/** The interpreter that the Python extension has chosen for the first folder. */
async function interpreter(): Promise<string[] | undefined> {
  const python = vscode.extensions.getExtension("ms-python.python");
  if (python === undefined) {
    return undefined;
  }
  const api = python.isActive ? python.exports : await python.activate();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return api?.settings?.getExecutionDetails?.(folder)?.execCommand;
}
