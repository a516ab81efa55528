import { z } from 'zod';
import { groundOf } from '../../../src-server/agents/checks/grounding.ts';
import { plainText } from '../../../src-server/models/text/plain-text.ts';
import { terms } from '../../../src-server/models/text/words.ts';
import { writeForComplaint } from './complaint-model.ts';
import { writeForCopilot } from './copilot-model.ts';
import { writeForJudge } from './judge-model.ts';

const Prompt = z.object({
  question: z.string(),
  sources: z.array(z.object({ index: z.number(), label: z.string(), text: z.string() })),
  examples: z.array(z.object({ index: z.number(), question: z.string(), answer: z.string() })),
  style: z.string().optional(),
});

/** What this model follows of a style: how a reply begins, and what it is in place of an answer. */
const OPENING = /begin every reply with "([^"]+)"/i;
const INSTEAD = /reply only "([^"]+)"/i;

/** Share of the question's terms that must stand in a source, or in an example's question. */
const ENOUGH = 0.6;
/** Said in every question, and so of no help. */
const IN_EVERY_QUESTION = new Set([
  'how',
  'much',
  'what',
  'when',
  'need',
  'have',
  'option',
  'can',
  'still',
  'thing',
  'one',
  'hi',
]);
/** Words for what a source says in others, which any model of language knows: asked for the first, it reads the rest. */
const SAID_OTHERWISE = new Map(
  ['headcount guest count', 'party event', 'week day'].map((line) => {
    const [word = '', ...others] = terms(line);
    return [word, others] as const;
  }),
);
/** Of two sources that say as much, the better one for the search. */
const BY_PLACE = 0.02;

/**
 * What this server's model writes: for the prompt of the knowledge agent an answer out of its sources, by the words
 * they share with the question; for the complaint
 * agent's a word of regret; for the copilot's what it was given; for a comparison the better of two; for any other prompt one set sentence. The same request
 * always gets the same text.
 */
export function writeContent(userMessage: string): string {
  let json: unknown;
  try {
    json = JSON.parse(userMessage);
  } catch {
    return 'This is the protocol server.';
  }
  const prompt = Prompt.safeParse(json);
  if (prompt.success) return JSON.stringify(styled(answer(prompt.data), prompt.data.style));
  const written = writeForComplaint(json) ?? writeForCopilot(json) ?? writeForJudge(json);
  return written === undefined ? 'This is the protocol server.' : JSON.stringify(written);
}

function styled(answer: ReturnType<typeof reply>, style = ''): object {
  if (!answer.answerable) return answer;
  const text = INSTEAD.exec(style)?.[1] ?? answer.answer;
  const opening = OPENING.exec(style)?.[1];
  return { ...answer, answer: opening === undefined ? text : `${opening}\n\n${text}` };
}

function answer(prompt: z.infer<typeof Prompt>): ReturnType<typeof reply> {
  const asked = [...groundOf([], prompt.question).asked].filter((term) => !IN_EVERY_QUESTION.has(term));
  const share = (text: string): number => {
    const found = groundOf([text]).stated;
    const isSaid = (term: string) =>
      found.has(term) || (SAID_OTHERWISE.get(term) ?? []).some((other) => found.has(other));
    return asked.length === 0 ? 0 : asked.filter(isSaid).length / asked.length;
  };
  const best = <T>(list: readonly T[], score: (item: T) => number): { item: T; score: number } | undefined =>
    list.map((item) => ({ item, score: score(item) })).sort((a, b) => b.score - a.score)[0];

  const example = best(prompt.examples, ({ question }) => share(question));
  if (example !== undefined && example.score >= ENOUGH) {
    return reply(example.item.answer, [], example.item.index, example.score);
  }
  // Of sources that say as much, the one whose title says it is the one that is about it.
  const said = ({ label, text }: { label: string; text: string }) => share(`${label}\n${text}`) + share(label) / 5;
  const source = best(prompt.sources, (item) => said(item) - item.index * BY_PLACE);
  if (source === undefined || said(source.item) < ENOUGH) {
    return { answerable: false, answer: '', cited_sources: [], used_example: null, confidence: 0.1 };
  }
  return reply(plainText(source.item.text), [source.item.index], null, Math.min(1, said(source.item)));
}

function reply(text: string, cited: number[], example: number | null, score: number) {
  return {
    answerable: true,
    answer: text,
    cited_sources: cited,
    used_example: example,
    confidence: 0.5 + score * 0.45,
  };
}
