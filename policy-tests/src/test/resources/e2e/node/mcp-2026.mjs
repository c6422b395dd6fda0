// SPDX-License-Identifier: Apache-2.0
// The SDK of the Model Context Protocol for Node, version 2, held to 2026-07-28, with nothing changed but endpoint and
// token.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { KEY, run } from './cases.mjs';

const endpoint = new URL(process.env.GATEWAY + '/tools');

function transport(token) {
  return new StreamableHTTPClientTransport(endpoint, {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
}

function fresh() {
  return new Client({ name: 'hpol-e2e', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
}

const told = [];
const client = fresh();
client.onerror = (error) => told.push(String(error.message));
await client.connect(transport(process.env.TOKEN));

const call = (name, args = {}) => client.callTool({ name, arguments: args });

await run({
  tools: async () => (await client.listTools()).tools.map((tool) => tool.name),
  allowed: () => call('echo', { message: 'hello' }),
  masked: () => call('echo', { message: `${KEY} of bob@example.org` }),
  denied: () => call('get-env'),
  unheard: () => client.listResources(),
  held: () => call('get-sum', { a: 2, b: 3 }),
  'held, refused': () => call('get-sum', { a: 2, b: 4 }),
  errors: async () => told,
  stranger: () => fresh().connect(transport('sk-abcdef')),
});
await client.close();
