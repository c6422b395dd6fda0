// SPDX-License-Identifier: Apache-2.0
// OpenAI's SDK for Node with nothing changed but base URL and key.
import OpenAI from 'openai';
import { KEY, run } from './cases.mjs';

const baseURL = process.env.GATEWAY + '/openai/v1';
const client = new OpenAI({ baseURL, apiKey: process.env.TOKEN });
const stranger = new OpenAI({ baseURL, apiKey: 'sk-proj-abcdef' });

const question = (content, model = 'small') => ({ model, messages: [{ role: 'user', content }] });
const tools = [{ type: 'function', function: { name: 'lookup', parameters: { type: 'object', properties: {} } } }];

const whole = async (params) => (await client.chat.completions.create(params)).choices[0].message.content;
const streamed = async (params) => {
  let text = '';
  for await (const chunk of await client.chat.completions.create({ ...params, stream: true })) {
    text += chunk.choices[0]?.delta?.content ?? '';
  }
  return text;
};
// The stream begins before there is an answer, since this client says that it bears no silence.
const headers = { 'X-Stainless-Read-Timeout': '0.1' };
const begun = async (content, verdict) => {
  const stream = await client.chat.completions.create({ ...question(content, 'large'), stream: true }, { headers });
  await whole(question(`hello, begun (openai, node, ${verdict})`));
  let text = '';
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? '';
  }
  return text;
};

await run({
  allowed: () => whole(question('hello')),
  'allowed, streamed': () => streamed(question('hello')),
  masked: () => whole(question('leak it')),
  'masked, streamed': () => streamed(question('leak it')),
  'tool, streamed': async () => {
    const stream = client.chat.completions.stream({ ...question('look up the owner'), tools });
    return JSON.parse((await stream.finalChatCompletion()).choices[0].message.tool_calls[0].function.arguments);
  },
  denied: () => whole(question(`is ${KEY} still good? (openai, node)`)),
  'denied, streamed': () => streamed(question(`is ${KEY} still good? (openai, node)`)),
  held: () => whole(question('hello, large one (openai, node)', 'large')),
  'held, refused': () => whole(question('hello, large one, again (openai, node)', 'large')),
  'begun, held': () => begun('hello, large one, while waiting (openai, node)', 'approve'),
  'begun, refused': () => begun('hello, large one, denied while waiting (openai, node)', 'deny'),
  models: async () => (await client.models.list()).data.map((model) => model.id),
  stranger: () => stranger.models.list(),
  embeddings: async () => (await client.embeddings.create({ model: 'small', input: 'hello' })).data[0].embedding,
  'responses, streamed': async () => {
    const stream = client.responses.stream({ model: 'small', input: 'leak it' });
    let text = '';
    stream.on('response.output_text.delta', (event) => (text += event.delta));
    const response = await stream.finalResponse();
    return [text, response.output[0].content[0].text];
  },
});
