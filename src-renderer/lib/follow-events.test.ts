import { expect, it } from 'vitest';
import type { ServerEvent } from '#contract/events.ts';
import { followEvents } from './follow-events.ts';

const event = (id: string): ServerEvent => ({
  id,
  type: 'message.created',
  conversationId: null,
  subjectId: null,
  at: '',
});

async function* stream(...ids: string[]) {
  for (const id of ids) yield event(id);
}

it('resumes after the last event seen, and waits longer while nobody answers', async () => {
  const ending = new AbortController();
  const asked: (string | undefined)[] = [];
  const seen: string[] = [];
  const states: string[] = [];
  const waits: number[] = [];
  const answers = [() => stream('1', '2'), undefined, undefined, () => stream('3')];
  await followEvents(
    {
      open: async (after) => {
        asked.push(after);
        const answer = answers[asked.length - 1];
        if (answer === undefined) throw new TypeError('Failed to fetch');
        return answer();
      },
      onEvent: ({ id }) => seen.push(id),
      onState: (state) => states.push(state),
      wait: async (delayMs) => {
        waits.push(delayMs);
        if (waits.length === 4) ending.abort();
      },
      random: () => 1,
    },
    ending.signal,
  );
  expect(asked).toEqual([undefined, '2', '2', '2']);
  expect(seen).toEqual(['1', '2', '3']);
  expect(states).toEqual(['live', 'lost', 'lost', 'lost', 'live', 'lost']);
  expect(waits).toEqual([500, 1000, 2000, 500]);
});

it('ends quietly when it is told to', async () => {
  const ending = new AbortController();
  const states: string[] = [];
  await followEvents(
    {
      open: async () => stream('1', '2'),
      onEvent: () => ending.abort(),
      onState: (state) => states.push(state),
      wait: async () => {},
      random: () => 0,
    },
    ending.signal,
  );
  expect(states).toEqual(['live']);
});
