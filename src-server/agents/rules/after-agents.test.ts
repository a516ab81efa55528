import { expect, it } from 'vitest';
import { type Draft, ruleTrace } from '../draft.ts';
import type { Turn, TurnMessage } from '../turn.ts';
import { createLookAfterAgents, type FailedQuestion } from './after-agents.ts';

const said = (text: string, kind: string): TurnMessage => ({
  id: text,
  role: 'business',
  text,
  kind,
  isDecline: kind === 'declined',
});
const turn = (history: TurnMessage[]): Turn => ({
  conversationId: '',
  channel: 'live_chat',
  customerId: '',
  fence: 0,
  questionMessageId: '',
  question: 'Do you juggle?',
  history,
});
const draft = (kind: 'answer' | 'declined', text = 'Words.', agent = 'knowledge'): Draft => ({
  action: 'send',
  text,
  metadata: { kind, agent },
  citedChunkIds: [],
  exampleIds: [],
  trace: ruleTrace(agent, 'faq', 1),
});

async function look(failed: FailedQuestion[], same: boolean, history: TurnMessage[], sent: Draft) {
  const lookAfterAgents = createLookAfterAgents({
    findFailedQuestions: async () => failed,
    asksTheSame: async () => same,
  });
  const looked = await lookAfterAgents(turn(history), sent, {});
  return looked.action === 'escalate' ? looked.reason : looked.action;
}
const declined: FailedQuestion = { text: 'Can you juggle?', how: 'declined', answer: 'No idea.', citedChunkIds: [] };
const ratedDown: FailedQuestion = {
  text: 'Can you juggle?',
  how: 'rated_down',
  answer: 'Words.',
  citedChunkIds: ['1'],
};

it.each([
  ['a first decline', [], false, draft('declined'), 'send'],
  ['a decline of another question', [declined], false, draft('declined'), 'send'],
  ['a decline of the same question', [declined], true, draft('declined'), 'repeated_failure'],
  ['an answer to what was declined before', [declined], true, draft('answer'), 'send'],
  ['an answer to what was rated down before', [ratedDown], true, draft('answer'), 'repeated_failure'],
  ['another answer to what was rated down before', [ratedDown], true, draft('answer', 'Other words.'), 'send'],
  [
    'an answer by the article that was rated down before',
    [ratedDown],
    true,
    { ...draft('answer', 'Other words.'), citedChunkIds: ['1'] },
    'repeated_failure',
  ],
  ['an answer to something else', [ratedDown], false, draft('answer'), 'send'],
])('%s', async (_, failed, same, sent, outcome) => {
  expect(await look(failed, same, [said('Something else.', 'answer')], sent)).toBe(outcome);
});

it('lets one article answer several questions, but not on and on', async () => {
  const twice = [said('Words.', 'answer'), said('Words.', 'answer')];
  expect(await look([], false, twice, draft('answer'))).toBe('send');
  expect(await look([], false, [...twice, ...twice], draft('answer'))).toBe('repeated_failure');
});

it('never sends the same decline twice in a row, nor the same words three times', async () => {
  const once = [said('Words.', 'answer')];
  const twice = [...once, ...once];
  expect(await look([], false, [said('Words.', 'declined')], draft('declined'))).toBe('repeated_failure');
  expect(await look([], false, once, draft('answer'))).toBe('send');
  expect(await look([], true, twice, draft('answer'))).toBe('repeated_failure');
  expect(await look([], false, twice, draft('answer', 'Words.', 'booking'))).toBe('repeated_failure');
});
