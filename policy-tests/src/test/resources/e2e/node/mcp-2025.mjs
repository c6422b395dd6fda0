// SPDX-License-Identifier: Apache-2.0
// The SDK of the Model Context Protocol for Node, version 1, which speaks up to 2025-11-25, with nothing changed but endpoint and token.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { KEY, run } from './cases.mjs';

const endpoint = new URL(process.env.GATEWAY + '/tools');

function transport(token) {
  return new StreamableHTTPClientTransport(endpoint, {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
}

function fresh() {
  return new Client({ name: 'hpol-e2e', version: '1' }, { capabilities: {} });
}

const told = [];
const client = fresh();
const channel = transport(process.env.TOKEN);
client.onerror = (error) => told.push(String(error.message));
await client.connect(channel);

const call = (name, args = {}, options = {}) => client.callTool({ name, arguments: args }, undefined, options);

await run({
  tools: async () => (await client.listTools()).tools.map((tool) => tool.name),
  allowed: () => call('echo', { message: 'hello' }),
  masked: () => call('echo', { message: `${KEY} of bob@example.org` }),
  structured: () => call('get-structured-content', { location: 'New York' }),
  image: async () => (await call('get-tiny-image')).content[1].mimeType,
  progress: async () => {
    const steps = [];
    const onprogress = (progress) => steps.push(progress.progress);
    await call('trigger-long-running-operation', { duration: 0.2, steps: 2 }, { onprogress });
    return steps;
  },
  denied: () => call('get-env'),
  unheard: () => client.readResource({ uri: 'demo://resource/dynamic/text/1' }),
  held: () => call('get-sum', { a: 2, b: 3 }),
  'held, refused': () => call('get-sum', { a: 2, b: 4 }),
  errors: async () => told,
  end: async () => {
    await channel.terminateSession();
    return channel.sessionId ?? 'ended';
  },
  stranger: () => fresh().connect(transport('sk-abcdef')),
});
await client.close();
