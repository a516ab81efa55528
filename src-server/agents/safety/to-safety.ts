import { type Reply, ruleTrace } from '../draft.ts';
import type { Turn } from '../turn.ts';
import { findSafetyMatter, type SafetyMatter } from './find-safety-matter.ts';
import type { SafetyKind } from './safety-rules.ts';

const LONGEST_FACT = 1_000;
const WHAT: Record<SafetyKind, string> = {
  illness: 'The customer tells of somebody who fell ill.',
  injury: 'The customer tells of somebody who was hurt, or of a danger.',
  allergy: 'The customer tells of an allergic reaction, or of an allergy that was not minded.',
  legal: 'The customer speaks of lawyers, courts or authorities.',
  press: 'The message is from the press, or threatens to go to it.',
};

const safetyDetail = ({ kind }: SafetyMatter): string => WHAT[kind];

/** Why a message must be seen by a person at once, for the desk. */
export function findAlarm(text: string): string | undefined {
  const matter = findSafetyMatter(text);
  return matter === undefined ? undefined : safetyDetail(matter);
}

/** Hands a matter of safety, law or press to a person, urgently, with the words that told in the trace. */
export function toSafety(matter: SafetyMatter, turn: Pick<Turn, 'question' | 'questionMessageId'>): Reply {
  const trace = ruleTrace('router', 'safety', 1);
  const check = { name: 'severity: safety', passed: true, detail: `${matter.kind}, by the words “${matter.words}”` };
  const { question, questionMessageId: messageId } = turn;
  const summary = {
    wants: [],
    facts: [{ text: question.trim().slice(0, LONGEST_FACT), messageId }],
    tried: [],
    offered: [],
    open: [{ text: 'Nothing was asked or offered: this goes to a person as it came.', messageId: null }],
  };
  const detail = safetyDetail(matter);
  return {
    action: 'escalate',
    reason: 'safety',
    priority: undefined,
    detail,
    summary,
    trace: { ...trace, checks: [check] },
  };
}
