// SPDX-License-Identifier: Apache-2.0
// A server of the Model Context Protocol, version 2026-07-28, with tools that go by the names of the reference server's.
import { createServer } from 'node:http';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { toNodeHandler } from '@modelcontextprotocol/node';
import * as z from 'zod';

const text = (said) => ({ content: [{ type: 'text', text: said }] });

function tools() {
  const server = new McpServer({ name: 'tools', version: '1' }, { capabilities: { resources: {} } });
  server.registerTool('echo', { inputSchema: z.object({ message: z.string() }) }, ({ message }) =>
    text(`Echo: ${message}`),
  );
  server.registerTool('get-env', { inputSchema: z.object({}) }, () => text(JSON.stringify(process.env)));
  server.registerTool('get-sum', { inputSchema: z.object({ a: z.number(), b: z.number() }) }, ({ a, b }) =>
    text(`The sum of ${a} and ${b} is ${a + b}.`),
  );
  return server;
}

createServer(toNodeHandler(createMcpHandler(tools))).listen(Number(process.env.PORT), '127.0.0.1', () =>
  console.log('listening'),
);
