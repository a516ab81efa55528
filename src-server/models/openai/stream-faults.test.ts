import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { travelFeeRequest as request } from '../../../tests/support/grounded-request.ts';
import { createHeldTimers } from '../../../tests/support/held-timers.ts';
import type { Behaviour } from '../../../tests/support/openai-server/behaviour.ts';
import { type OpenAiServer, startOpenAiServer } from '../../../tests/support/openai-server/server.ts';
import { systemClock } from '../../core/clock.ts';
import { silentLog } from '../../core/log.ts';
import { createModels, type Models } from '../create-models.ts';

const WHOLE_ANSWER = 'The travel fee is $2 a mile.';
const half = (reply: string) => `data: {"choices":[{"index":0,"delta":{"content":${JSON.stringify(reply)}}}]}\n\n`;
const stream = (body: string): Behaviour => ({ kind: 'body', contentType: 'text/event-stream', body });

let server: OpenAiServer;
let models: Models;

beforeEach(async () => {
  const timer = createHeldTimers();
  server = await startOpenAiServer({ onStalled: timer.passNext });
  models = createModels(
    { apiKey: 'test-key', baseUrl: server.baseUrl },
    { log: silentLog, clock: systemClock, recordModelCall: () => undefined, timer },
  );
});
afterEach(async () => {
  await models.service.stop();
  await server.stop();
});

/** What a service does, and whether asking again can help. */
const FAULTS: [string, Behaviour][] = [
  ['no first byte', { kind: 'stall' }],
  ['silence in the middle', { kind: 'stall', after: 'half' }],
  ['a connection that is reset', { kind: 'reset' }],
  ['a stream that is cut', { kind: 'cut' }],
  ['a stream that ends too early', stream(half('{"answerable":true,"answer":"Half'))],
  ['a stream of garbage', stream('data: {"choices": [\n\ndata: [DONE]\n\n')],
  [
    'an error in the middle',
    stream(`${half('{"ans')}data: {"error":{"message":"overloaded","code":"server_error"}}\n\n`),
  ],
  ['a page of a proxy', { kind: 'body', contentType: 'text/html', body: '<html>Sign in to the Wi-Fi</html>' }],
  ['an empty stream', stream('')],
  ['429 without a time', { kind: 'status', status: 429 }],
  ['502', { kind: 'status', status: 502 }],
];

describe.each(FAULTS)('%s', (_, fault) => {
  test('is tried again, and the answer is whole', async () => {
    server.script(fault);
    const answer = await models.language.answerFromSources(request);
    expect(answer).toMatchObject({ text: WHOLE_ANSWER, model: 'gpt-4o-mini' });
    expect(server.requests).toHaveLength(2);
  });

  test('that stays leaves the customer with the offline answer, never with half of one', async () => {
    server.script(fault, fault, fault);
    const answer = await models.language.answerFromSources(request);
    expect(answer).toMatchObject({ degraded: true, text: WHOLE_ANSWER, citedSources: [0] });
  });
});

test.each<[string, Behaviour]>([
  ['10 MB', { kind: 'huge', characters: 10_000_000 }],
  ['an answer cut off at its length', { kind: 'content', content: '{"answerable":true', finishReason: 'length' }],
  ['an empty answer', { kind: 'content', content: '' }],
])('%s is not used, and not asked for again', async (_, fault) => {
  server.script(fault);
  expect(await models.language.answerFromSources(request)).toMatchObject({ degraded: true, text: WHOLE_ANSWER });
  expect(server.requests).toHaveLength(1);
});

test('a filtered answer is an "I don\'t know"', async () => {
  server.script({ kind: 'content', content: '{"answerable":true,"answer":"Bad', finishReason: 'content_filter' });
  const answer = await models.language.answerFromSources(request);
  expect(answer.answerable).toBe(false);
  expect(answer.text).not.toContain('Bad');
});

test('a server that knows no streaming answers whole', async () => {
  server.refuse('stream', 'stream_options');
  expect((await models.language.answerFromSources(request)).text).toBe(WHOLE_ANSWER);
  expect(server.requests.at(-1)?.body).not.toHaveProperty('stream');
});

test('a stream without an account of tokens is used', async () => {
  const reply = JSON.stringify({ answerable: true, answer: 'Yes.', cited_sources: [0], confidence: 0.9 });
  const end = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n';
  server.script(stream(`: keep-alive\n\n${half(reply.slice(0, 20))}${half(reply.slice(20))}${end}`));
  expect((await models.language.answerFromSources(request)).text).toBe('Yes.');
});
