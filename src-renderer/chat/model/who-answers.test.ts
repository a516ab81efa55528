import { expect, it } from 'vitest';
import { chatState } from './chat-fixtures.ts';
import { personAlready, whoAnswers } from './who-answers.ts';

it('says who answers, and only asks for a person while none is there or coming', () => {
  const coming = chatState([], { status: 'escalated', answeredBy: 'person_coming' });
  const here = chatState([], { status: 'escalated', answeredBy: 'person', personName: 'Maya' });
  const closed = chatState([], { status: 'closed', answeredBy: 'person', personName: 'Maya' });

  expect(whoAnswers(undefined)).toEqual({ kind: 'assistant', text: 'AI assistant' });
  expect(whoAnswers(coming).text).toBe('A person is on the way');
  expect(whoAnswers(here).text).toBe('Maya is here');
  expect(whoAnswers(closed).kind).toBe('closed');

  expect(personAlready(undefined)).toBeUndefined();
  expect(personAlready(closed)).toBeUndefined();
  expect(personAlready(coming)).toContain('already on the way');
  expect(personAlready(here)).toContain('Maya is here already');
});
