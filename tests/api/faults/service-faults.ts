import type { Behaviour } from '../../support/openai-server/behaviour.ts';

export const CHAT = 'POST /chat/completions';
export const EMBEDDINGS = 'POST /embeddings';

const half = (text: string) => `data: {"choices":[{"index":0,"delta":{"content":${JSON.stringify(text)}}}]}\n\n`;
const stream = (body: string): Behaviour => ({ kind: 'body', contentType: 'text/event-stream', body });

/** What becomes of any request to a service that is not well. */
const OF_EVERY_ROUTE: readonly (readonly [name: string, fault: Behaviour])[] = [
  ['no answer at all', { kind: 'stall' }],
  ['silence in the middle of an answer', { kind: 'stall', after: 'half' }],
  ['429 with a short Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
  ['429 with a long Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '600' } }],
  ['429 as the credit is used up', { kind: 'status', status: 429, code: 'insufficient_quota' }],
  ['500', { kind: 'status', status: 500 }],
  ['a refused key', { kind: 'status', status: 401, code: 'invalid_api_key' }],
  ['a reset connection', { kind: 'reset' }],
  ['an answer that is cut off', { kind: 'cut' }],
  ['invalid JSON', { kind: 'body', body: '{"object": "list", "data": [' }],
  ['an empty body', { kind: 'body', body: '' }],
  ['an empty object', { kind: 'body', body: '{}' }],
  ['the page of a proxy', { kind: 'body', contentType: 'text/html', body: '<html>Sign in to the Wi-Fi</html>' }],
];

const HALF = '{"answerable":true,"answer":"Half of an answ';

export const CHAT_FAULTS: typeof OF_EVERY_ROUTE = [
  ...OF_EVERY_ROUTE,
  ['an answer of no words', { kind: 'content', content: '' }],
  ['words that are no JSON', { kind: 'content', content: 'Half of an answer, and no form.' }],
  ['JSON of another form', { kind: 'content', content: '{"answerable":"perhaps"}' }],
  ['an answer that reached its longest', { kind: 'content', content: HALF, finishReason: 'length' }],
  ['a filtered answer', { kind: 'content', content: HALF, finishReason: 'content_filter' }],
  ['a stream that ends too early', stream(half(HALF))],
  ['an error in the middle of a stream', stream(`${half(HALF)}data: {"error":{"message":"overloaded"}}\n\n`)],
  ['10 MB', { kind: 'huge', characters: 10_000_000 }],
];

const vectors = (embedding: unknown): Behaviour => ({
  kind: 'body',
  body: JSON.stringify({ object: 'list', data: [{ object: 'embedding', index: 0, embedding }], usage: {} }),
});

export const EMBEDDING_FAULTS: typeof OF_EVERY_ROUTE = [
  ...OF_EVERY_ROUTE,
  ['no vectors', { kind: 'body', body: '{"object":"list","data":[]}' }],
  ['a vector of nothing', vectors([])],
  ['a vector of zeros', vectors(new Array(1536).fill(0))],
  ['a vector of 10 MB', vectors(new Array(1_500_000).fill(0.12345))],
];
