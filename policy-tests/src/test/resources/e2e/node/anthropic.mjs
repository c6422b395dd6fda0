// SPDX-License-Identifier: Apache-2.0
// Anthropic's SDK for Node with nothing changed but base URL and key.
import Anthropic from '@anthropic-ai/sdk';
import { KEY, run } from './cases.mjs';

const baseURL = process.env.GATEWAY + '/anthropic';
const client = new Anthropic({ baseURL, apiKey: process.env.TOKEN });
const stranger = new Anthropic({ baseURL, apiKey: 'sk-ant-abcdef' });

const question = (content, model = 'small') => ({ model, max_tokens: 100, messages: [{ role: 'user', content }] });
const tools = [{ name: 'lookup', input_schema: { type: 'object', properties: {} } }];

const whole = async (params) => (await client.messages.create(params)).content[0].text;
const streamed = async (params) => client.messages.stream(params).finalText();
// The stream begins before there is an answer, since this client says that it bears no silence.
const headers = { 'X-Stainless-Read-Timeout': '0.1' };
const begun = async (content, verdict) => {
  const stream = await client.messages.create({ ...question(content, 'large'), stream: true }, { headers });
  await whole(question(`hello, begun (anthropic, node, ${verdict})`));
  let text = '';
  for await (const chunk of stream) {
    text += chunk.delta?.text ?? '';
  }
  return text;
};

await run({
  allowed: () => whole(question('hello')),
  'allowed, streamed': () => streamed(question('hello')),
  masked: () => whole(question('leak it')),
  'masked, streamed': () => streamed(question('leak it')),
  'tool, streamed': async () => {
    const stream = client.messages.stream({ ...question('look up the owner'), tools });
    return (await stream.finalMessage()).content[0].input;
  },
  denied: () => whole(question(`is ${KEY} still good? (anthropic, node)`)),
  'denied, streamed': () => streamed(question(`is ${KEY} still good? (anthropic, node)`)),
  held: () => whole(question('hello, large one (anthropic, node)', 'large')),
  'held, refused': () => whole(question('hello, large one, again (anthropic, node)', 'large')),
  'begun, held': () => begun('hello, large one, while waiting (anthropic, node)', 'approve'),
  'begun, refused': () => begun('hello, large one, denied while waiting (anthropic, node)', 'deny'),
  models: async () => (await client.models.list()).data.map((model) => model.id),
  stranger: () => stranger.models.list(),
});
