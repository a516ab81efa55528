import { describe, expect, test } from 'vitest';
import { applyContext } from './apply-context.ts';
import type { Routing } from './routing.ts';

const base = { confidence: 0.9, isOutOfScope: false, alternatives: [], reasons: [] };
const pricing: Routing = { ...base, intent: 'pricing', agent: 'knowledge' };
const inBooking = { openAgent: 'booking' } as const;

describe('a message in its conversation', () => {
  test('a price question inside a booking is looked up, and the booking goes on', () => {
    expect(applyContext(pricing, 'how much is lobster?', inBooking)).toMatchObject({
      intent: 'pricing',
      agent: 'knowledge',
      returnTo: 'booking',
    });
  });

  test.each([
    ['12 people', { ...base, intent: 'unknown', agent: 'knowledge', isOutOfScope: true }],
    ['chicken and steak', { ...base, intent: 'menu', agent: 'knowledge' }],
    ['ok', { ...base, intent: 'smalltalk', agent: 'smalltalk' }],
    ['what about 7 pm?', { ...base, intent: 'faq', agent: 'knowledge', confidence: 0.3 }],
  ] satisfies [string, Routing][])('“%s” inside a booking is a reply to it', (message, routing) => {
    const result = applyContext(routing, message, inBooking);
    expect(result).toMatchObject({ intent: 'booking', agent: 'booking', isOutOfScope: false });
    expect(result.returnTo).toBeUndefined();
  });

  test('a person and a complaint are never held back by an open booking', () => {
    const human: Routing = { ...base, intent: 'human', agent: 'staff' };
    expect(applyContext(human, 'a human please', inBooking)).toBe(human);
    const complaint: Routing = { ...base, intent: 'complaint', agent: 'complaint' };
    expect(applyContext(complaint, 'the food was cold', inBooking)).toBe(complaint);
  });

  test('thanks are answered, and the booking goes on', () => {
    const thanks: Routing = { ...base, intent: 'smalltalk', agent: 'smalltalk' };
    expect(applyContext(thanks, 'thank you!', inBooking)).toMatchObject({ agent: 'smalltalk', returnTo: 'booking' });
  });

  test('a short follow-up is about what was asked before, unless it is clear by itself', () => {
    const unsure: Routing = { ...base, intent: 'faq', agent: 'knowledge', confidence: 0.4 };
    expect(applyContext(unsure, 'and for kids?', { previousIntent: 'pricing' }).intent).toBe('pricing');
    expect(applyContext({ ...unsure, confidence: 0.9 }, 'and for kids?', { previousIntent: 'pricing' }).intent).toBe(
      'faq',
    );
    expect(applyContext(unsure, 'where do you park?', { previousIntent: 'pricing' }).intent).toBe('faq');
    expect(applyContext(unsure, 'and for kids?', {}).intent).toBe('faq');
  });
});
