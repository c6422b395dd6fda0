// SPDX-License-Identifier: Apache-2.0
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const test = require("node:test");

const root = path.join(__dirname, "..");
const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));

/** Loads the extension with an editor that only notes what it is told. */
function load(settings) {
  const seen = { commands: [], clients: [], errors: [] };
  class LanguageClient {
    constructor(id, name, server, options) {
      Object.assign(this, { id, name, server, options, state: 2 });
      seen.clients.push(this);
    }
    async start() {
      if (settings.path === "nowhere") {
        throw new Error("ENOENT");
      }
      this.started = true;
    }
    async stop() {
      this.started = false;
    }
  }
  const vscode = {
    workspace: {
      getConfiguration: () => ({ get: (key, otherwise) => settings[key] ?? otherwise }),
      onDidChangeConfiguration: (listener) => (seen.changed = listener),
    },
    commands: {
      registerCommand: (name, run) => seen.commands.push([name, run]),
      executeCommand: async (...call) => seen.commands.push(call),
    },
    window: {
      activeTextEditor: { document: { languageId: "hpol", uri: "file:///a.hpol" } },
      showErrorMessage: async (message) => void seen.errors.push(message),
    },
  };
  const stubs = {
    vscode,
    "vscode-languageclient/node": { LanguageClient, RevealOutputChannelOn: { Never: 4 }, State: { Running: 2 } },
  };
  const original = Module._load;
  Module._load = (request, ...rest) => stubs[request] ?? original(request, ...rest);
  try {
    delete require.cache[require.resolve("../extension.js")];
    return { extension: require("../extension.js"), seen };
  } finally {
    Module._load = original;
  }
}

test("every file the manifest names is there", () => {
  const files = [
    manifest.main,
    ...manifest.contributes.languages.map((language) => language.configuration),
    ...manifest.contributes.grammars.map((grammar) => grammar.path),
  ];
  for (const file of files) {
    assert.ok(fs.existsSync(path.join(root, file)), file);
  }
  JSON.parse(fs.readFileSync(path.join(root, manifest.contributes.languages[0].configuration), "utf8"));
});

test("the command that is set is started, and every command of the manifest is there", async () => {
  const { extension, seen } = load({ path: "/opt/hpol", decisions: "data", directories: ["policies"] });
  await extension.activate({ subscriptions: [] });
  assert.deepStrictEqual(seen.clients[0].server, { command: "/opt/hpol", args: ["lsp", "--decisions", "data"] });
  assert.deepStrictEqual(seen.clients[0].options.initializationOptions, { directories: ["policies"] });
  assert.ok(seen.clients[0].started);
  assert.deepStrictEqual(
    seen.commands.map(([name]) => name).sort(),
    manifest.contributes.commands.map((command) => command.command).sort(),
  );
  await extension.deactivate();
  assert.ok(!seen.clients[0].started);
});

test("the tests of a file are run by the server", async () => {
  const { extension, seen } = load({});
  await extension.activate({ subscriptions: [] });
  await seen.commands.find(([name]) => name === "hpol.runFile")[1]();
  assert.deepStrictEqual(seen.commands.at(-1), ["hpol.runTest", "file:///a.hpol"]);
});

test("a change of settings restarts the server", async () => {
  const { extension, seen } = load({});
  await extension.activate({ subscriptions: [] });
  await seen.changed({ affectsConfiguration: () => false });
  assert.strictEqual(seen.clients.length, 1);
  await seen.changed({ affectsConfiguration: () => true });
  assert.strictEqual(seen.clients.length, 2);
  assert.ok(!seen.clients[0].started && seen.clients[1].started);
});

test("a server that does not start is told with what to do", async () => {
  const { extension, seen } = load({ path: "nowhere" });
  await extension.activate({ subscriptions: [] });
  assert.match(seen.errors[0], /Is hpol\.path the hpol command\?/);
});
