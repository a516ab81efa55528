import type { Aftermath, SimulatedOutcome, Simulation } from '#contract/policy-simulation.ts';
import { count } from '../../lib/format-number.ts';

/** In the order in which they are shown. */
export const OUTCOMES: readonly SimulatedOutcome[] = ['answered', 'declined', 'escalated', 'unknown'];

export const OUTCOME_WORDS: Record<SimulatedOutcome, string> = {
  answered: 'Answered',
  declined: 'Said that it does not know',
  escalated: 'Handed to a person',
  unknown: 'Cannot be known',
};

/** What is known of the answers that would be sent, and of those that no longer would be. */
export function aftermathSentences({ moreAnswers, fewerAnswers }: Simulation): string[] {
  return [
    ...(moreAnswers.count === 0 ? [] : [more(moreAnswers)]),
    ...(fewerAnswers.count === 0 ? [] : [fewer(fewerAnswers)]),
  ];
}

function more({ count: answers, expectedRight, corrected }: Aftermath): string {
  const right =
    expectedRight === null
      ? ''
      : ` By the AI's own confidence about ${count(Math.round(expectedRight))} of them would be right: nobody has seen them.`;
  const written = corrected === 0 ? '' : ` For ${count(corrected)} a person wrote down the answer that was missing.`;
  return `${counted(answers, 'message')} more would be answered.${right}${written}`;
}

function fewer({ count: answers, rated, ratedWell, ratedBadly, corrected, personCalledLater }: Aftermath): string {
  const told = [
    rated === 0
      ? 'None of those answers was rated.'
      : `Rated: ${count(rated)}, of these ${count(ratedWell)} well and ${count(ratedBadly)} badly.`,
    corrected === 0 ? 'None was corrected.' : `Corrected: ${count(corrected)}.`,
    ...(personCalledLater === 0 ? [] : [`A person was called later anyway: ${count(personCalledLater)}.`]),
  ];
  return `${counted(answers, 'message')} would no longer be answered. ${told.join(' ')}`;
}

/** The whole in a line, such as `Of 10 messages of the last 30 days, 2 would turn out otherwise: −2 answered`. */
export function summaryOf({ messages, days, changed, total: { before, after } }: Simulation): string {
  const shifts = OUTCOMES.filter((outcome) => after[outcome] !== before[outcome]).map(
    (outcome) => `${difference(after[outcome] - before[outcome])} ${OUTCOME_WORDS[outcome].toLowerCase()}`,
  );
  const span = `Of ${counted(messages, 'message')} of the last ${days} days,`;
  if (changed === 0) return `${span} none would turn out otherwise.`;
  return `${span} ${count(changed)} would turn out otherwise${shifts.length === 0 ? '.' : `: ${shifts.join(', ')}.`}`;
}

/** With its sign, as a plain number would read like another count. */
export function difference(by: number): string {
  if (by === 0) return '±0';
  return by > 0 ? `+${count(by)}` : `−${count(-by)}`;
}

/** What the figures cannot say. */
export function limitSentences(result: Simulation): string[] {
  const { total, notReplayable, isCut, differentThen, afterChanged, messages } = result;
  return [
    'Each message is looked at by itself, by what the AI knew when it answered.',
    ...(afterChanged === 0
      ? []
      : [`${counted(afterChanged, 'message')} came after a changed one: customers might have written something else.`]),
    ...(total.after.unknown === 0
      ? []
      : [
          `${counted(total.after.unknown, 'message')} would go to an agent that was not asked; what it would have said is not known.`,
        ]),
    ...(notReplayable === 0
      ? []
      : [
          `${counted(notReplayable, 'message')} more cannot be replayed: safety matters, failures, while the AI was off, or from before this was recorded.`,
        ]),
    ...(differentThen === 0
      ? []
      : [
          `${counted(differentThen, 'message')} went otherwise at the time than the rules in force say, as other rules were in force or the level of autonomy held the answer back.`,
        ]),
    ...(isCut ? [`Only the newest ${count(messages)} messages were replayed.`] : []),
  ];
}

/** `1 message`, `2 messages`. */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
