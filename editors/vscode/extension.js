// SPDX-License-Identifier: Apache-2.0
"use strict";

// Starts `hpol lsp` and lets the editor talk to it. All that is known about policies is known there.

const vscode = require("vscode");
const { LanguageClient, RevealOutputChannelOn, State } = require("vscode-languageclient/node");

const LANGUAGE = "hpol";
const RUN_TEST = "hpol.runTest"; // the server's; the client registers it when the server says so

/** @type {LanguageClient | undefined} */
let client;

function newClient() {
  const settings = vscode.workspace.getConfiguration(LANGUAGE);
  const decisions = settings.get("decisions", "").trim();
  return new LanguageClient(
    LANGUAGE,
    "hpol",
    {
      command: settings.get("path", "hpol"),
      args: decisions === "" ? ["lsp"] : ["lsp", "--decisions", decisions],
    },
    {
      documentSelector: [{ language: LANGUAGE }],
      initializationOptions: { directories: settings.get("directories", []) },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    },
  );
}

async function start() {
  client = newClient();
  try {
    await client.start();
  } catch (failure) {
    const choice = await vscode.window.showErrorMessage(
      `hpol: the language server does not start (${failure.message}). Is hpol.path the hpol command?`,
      "Open Settings",
    );
    if (choice !== undefined) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "hpol.path");
    }
  }
}

async function stop() {
  const stopping = client;
  client = undefined;
  if (stopping !== undefined && stopping.state === State.Running) {
    await stopping.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function runFile() {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === LANGUAGE && client?.state === State.Running) {
    await vscode.commands.executeCommand(RUN_TEST, document.uri.toString());
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("hpol.restart", restart),
    vscode.commands.registerCommand("hpol.runFile", runFile),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration(LANGUAGE)) {
        await restart();
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
