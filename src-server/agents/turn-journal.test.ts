import { expect, it } from 'vitest';
import type { ToolCall } from '../contract/traces.ts';
import { createFixedClock } from '../core/clock.ts';
import { createTurnJournal, noteToolCalls } from './turn-journal.ts';

it('times steps, also those that fail', async () => {
  const clock = createFixedClock('2026-11-22T10:00:00Z');
  const journal = createTurnJournal(clock);
  await journal.time('search', async () => clock.advanceMs(40));
  const failing = journal.time('model', async () => {
    clock.advanceMs(7);
    throw new Error('cut off');
  });
  await expect(failing).rejects.toThrow('cut off');
  expect(journal.steps).toEqual([
    { name: 'search', ms: 40 },
    { name: 'model', ms: 7 },
  ]);
});

it('notes what tools were given and gave, without the handle, and lets failures pass', async () => {
  const clock = createFixedClock('2026-11-22T10:00:00Z');
  const calls: ToolCall[] = [];
  const tools = noteToolCalls(
    {
      async hold(_tx: { secret: string }, id: string) {
        clock.advanceMs(3);
        return { held: id };
      },
      cancel: async (_tx: object, _id: string): Promise<void> => {
        throw new Error('It is cancelled already.');
      },
      readProfile: async (_tx: object) => ({ name: 'MyHibachi' }),
      hasPaymentLink: true,
    },
    calls,
    clock,
    ['readProfile'],
  );
  expect(await tools.hold({ secret: 'a handle' }, 'b1')).toEqual({ held: 'b1' });
  await expect(tools.cancel({}, 'b1')).rejects.toThrow('It is cancelled already.');
  await tools.readProfile({});
  expect(tools.hasPaymentLink).toBe(true);
  expect(calls).toEqual([
    { name: 'hold', arguments: '["b1"]', result: '{"held":"b1"}', failed: false, ms: 3 },
    { name: 'cancel', arguments: '["b1"]', result: 'It is cancelled already.', failed: true, ms: 0 },
  ]);
});

it('shortens what is long', async () => {
  const clock = createFixedClock('2026-11-22T10:00:00Z');
  const calls: ToolCall[] = [];
  const tools = noteToolCalls({ read: async (_tx: object, text: string) => text }, calls, clock);
  await tools.read({}, 'x'.repeat(10_000));
  expect(calls[0]?.arguments).toHaveLength(2_000);
  expect(calls[0]?.result).toHaveLength(2_000);
});
