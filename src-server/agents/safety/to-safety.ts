import { handOver, type Reply, ruleTrace } from '../draft.ts';
import { findSafetyMatter, type SafetyMatter } from './find-safety-matter.ts';
import type { SafetyKind } from './safety-rules.ts';

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
export function toSafety(matter: SafetyMatter): Reply {
  const trace = ruleTrace('router', 'safety', 1);
  const check = { name: 'severity: safety', passed: true, detail: `${matter.kind}, by the words “${matter.words}”` };
  return handOver('safety', undefined, safetyDetail(matter), { ...trace, checks: [check] });
}
