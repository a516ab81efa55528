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

  test.each([
    ['sorry, not the 19th, the 20th', { ...base, intent: 'complaint', agent: 'complaint' }],
    ['we will be 18 adults now', { ...base, intent: 'policy', agent: 'knowledge' }],
    ['thanks, 12 adults and 2 kids', { ...base, intent: 'smalltalk', agent: 'smalltalk' }],
    ['could we make it 14 people?', { ...base, intent: 'policy', agent: 'knowledge' }],
    ['how about the 20th instead?', { ...base, intent: 'faq', agent: 'knowledge' }],
    ['would 7pm work?', { ...base, intent: 'faq', agent: 'knowledge' }],
  ] satisfies [string, Routing][])('“%s” states facts of the booking and stays in it', (message, routing) => {
    const result = applyContext(routing, message, { ...inBooking, statesFacts: true });
    expect(result).toMatchObject({ intent: 'booking', agent: 'booking' });
    expect(result.returnTo).toBeUndefined();
  });

  test.each(['how much is it for 20 adults?', 'what about 14 people, what does it cost?', 'is there a fee for 7pm?'])(
    '“%s” asks for a price, whatever facts it gives, and the booking goes on',
    (message) => {
      const result = applyContext(pricing, message, { ...inBooking, statesFacts: true });
      expect(result).toMatchObject({ agent: 'knowledge', returnTo: 'booking' });
    },
  );

  test('thanks that tell the day which a complaint was asked for are a reply to it', () => {
    const thanks: Routing = { ...base, intent: 'smalltalk', agent: 'smalltalk' };
    const context = { openAgent: 'complaint', statesFacts: true } as const;
    expect(applyContext(thanks, 'thanks, it was on March 3', context).agent).toBe('complaint');
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
