import type { TraceDetail } from '#contract/trace-routes.ts';
import { count, dollars, percent } from '../../lib/format-number.ts';
import { headlineOf, OUTCOME_WORDS, stepWords } from './trace-words.ts';

/** The page as Markdown, to be put into a ticket or a mail. */
export function traceMarkdown(trace: TraceDetail): string {
  const cost = trace.costMicroUsd === null ? 'not known' : dollars(trace.costMicroUsd);
  return [
    '# Why this answer?',
    headlineOf(trace),
    '## Question',
    quoted(trace.question ?? 'No longer there.'),
    '## Answer',
    quoted(trace.answer ?? OUTCOME_WORDS[trace.outcome].text),
    '## Route',
    `${trace.agent} agent, ${trace.route?.intent ?? trace.intent} (${percent(trace.route?.confidence ?? trace.intentScore)})`,
    ...(trace.route?.reasons ?? []).map((reason) => `- ${reason}`),
    '## What it read',
    ...(trace.retrieved.length === 0 ? ['Nothing.'] : trace.retrieved.map((source) => passageOf(source, trace))),
    '## Checks',
    ...trace.checks.map(checkLine),
    '## Steps',
    ...trace.steps.map(({ name, ms }) => `- ${stepWords(name)}: ${count(ms)} ms`),
    ...trace.toolCalls.map((call) => `- tool \`${call.name}\`: ${call.result}`),
    '## Model',
    ...trace.attempts.map(
      ({ model, outcome, reason }) => `- ${model} ${outcome}${reason === null ? '' : `: ${reason}`}`,
    ),
    `${trace.model}, prompt ${trace.promptVersion}, ${count(trace.inputTokens)} tokens in, ${count(trace.outputTokens)} out, ${cost}, ${count(Math.round(trace.durationMs))} ms`,
  ].join('\n\n');
}

function passageOf(source: TraceDetail['retrieved'][number], { passages }: TraceDetail): string {
  const { code, title, similarity, score, cited } = source;
  const passage = passages.find((one) => one.chunkId === source.chunkId);
  const name = code === null ? title : `${code}: ${title}`;
  const scores = `meaning ${similarity.toFixed(2)}, words ${source.textScore.toFixed(1)}, together ${score.toFixed(2)}`;
  return `**${name}**${cited ? ' (cited)' : ''}: ${scores}\n\n${quoted(passage?.text ?? 'The text is no longer there.')}`;
}

function checkLine({ name, passed, detail, leftOut = [] }: TraceDetail['checks'][number]): string {
  const left = leftOut.map(({ sentence, reason }) => `\n  - left out: “${sentence}” (${reason})`);
  return `- ${passed ? 'passed' : 'failed'}: ${name}${detail === '' ? '' : `, ${detail}`}${left.join('')}`;
}

function quoted(text: string): string {
  return text.replaceAll(/^/gm, '> ');
}
