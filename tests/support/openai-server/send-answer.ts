import type { ServerResponse } from 'node:http';
import { sendJson } from './behaviour.ts';
import type { chatCompletion } from './routes.ts';

/** Pieces as small as a real service sends them, so that a cut falls into the middle of the text. */
const PIECE_CHARACTERS = 24;
const MOST_PIECES = 2_000;

/** How much of an answer is sent, and what becomes of the connection then. */
export type Ending = 'whole' | 'cut' | 'stalled';

/** Sends an answer as the request asked for it: in pieces, or whole. */
export function sendAnswer(
  response: ServerResponse,
  body: Record<string, unknown>,
  answer: object,
  ending: Ending = 'whole',
): void {
  const isStreamed = body.stream === true && 'choices' in answer;
  if (isStreamed) response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  else if (ending === 'whole') {
    sendJson(response, 200, answer);
    return;
  }

  const text = isStreamed ? toEvents(answer as ReturnType<typeof chatCompletion>, body) : JSON.stringify(answer);
  if (ending === 'whole') {
    response.end(text);
    return;
  }
  if (!isStreamed)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, Math.ceil(text.length / 2)), () => {
    if (ending === 'cut') response.destroy();
  });
}

function toEvents(answer: ReturnType<typeof chatCompletion>, body: Record<string, unknown>): string {
  const { id, created, model, choices, usage } = answer;
  const { message, finish_reason } = choices[0];
  const base = { id, object: 'chat.completion.chunk', created, model };
  const piece = (delta: object, reason: string | null = null) => ({
    ...base,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
  });
  const content = message.content ?? '';
  const pieceCharacters = Math.max(PIECE_CHARACTERS, Math.ceil(content.length / MOST_PIECES));
  const texts = content.match(new RegExp(`[^]{1,${pieceCharacters}}`, 'g')) ?? [];
  const asksForUsage = (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
  const chunks = [
    piece({ role: 'assistant', content: '', refusal: null }),
    ...texts.map((content) => piece({ content })),
    ...(message.tool_calls ?? []).map((call, index) => piece({ tool_calls: [{ index, ...call }] })),
    ...(message.refusal === null ? [] : [piece({ refusal: message.refusal })]),
    piece({}, finish_reason),
    ...(asksForUsage ? [{ ...base, choices: [], usage }] : []),
  ];
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`;
}
