import { describe, expect, it } from 'vitest';
import { courtesyOf, routeMessage } from './route-message.ts';

describe('routeMessage', () => {
  it.each([
    'Can I talk to a human?',
    'I want to speak with someone please',
    'agent',
    'Human please!',
    'I need a real person',
    'get me a manager',
    'Could you connect me to your team',
    'please call me back',
    'I would rather have a live agent',
  ])('gives “%s” to a person', (text) => {
    expect(routeMessage(text)).toMatchObject({ agent: 'staff', intent: 'human' });
  });

  it.each([
    'I want to book for 20 people',
    'How much is it per person?',
    'I need a quote for 12 people on Friday',
    'What is the price for one person?',
    'Do I need someone to help with setup?',
    "What's your cancellation policy?",
    'Thanks, but what about the deposit?',
    'Hi, do you travel to Fresno?',
    'Is sake allowed at the party?',
    'Can my kid who is sick of chicken have steak?',
  ])('looks “%s” up', (text) => {
    expect(routeMessage(text)).toMatchObject({ agent: 'knowledge' });
  });

  it.each([
    'My daughter had an allergic reaction after the party',
    'We all got sick from the shrimp',
    'You will hear from my lawyer',
  ])('treats “%s” as a safety matter', (text) => {
    expect(routeMessage(text)).toMatchObject({ agent: 'staff', intent: 'safety' });
  });

  it.each(['The chef was rude to my guests', 'Your chef never showed up', 'I want to file a complaint'])(
    'treats “%s” as a complaint',
    (text) => {
      expect(routeMessage(text)).toMatchObject({ agent: 'staff', intent: 'complaint' });
    },
  );

  it.each([
    ['Hello there!', 'greeting'],
    ['good morning', 'greeting'],
    ['Hello again! How are you?', 'greeting'],
    ['Thank you so much!', 'thanks'],
    ['ok thanks', 'thanks'],
    ['bye', 'goodbye'],
  ])('meets “%s” with a set phrase', (text, intent) => {
    expect(routeMessage(text)).toMatchObject({ agent: 'smalltalk', intent });
  });

  it.each([
    ['are you a robot', 'identity'],
    ['Are you really a human?', 'identity'],
    ['that was quick, cheers', 'thanks'],
    ['have a wonderful evening, bye for now', 'goodbye'],
    ['just wanted to say hello', 'greeting'],
  ])('finds the phrase for “%s”, which no rule knows whole', (text, courtesy) => {
    expect(courtesyOf(text)).toBe(courtesy);
  });

  it('stays fast on long hostile text', () => {
    const text = `talk ${'to '.repeat(20_000)}`;
    expect(routeMessage(text).agent).toBe('knowledge');
  });
});
