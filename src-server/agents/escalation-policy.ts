import type {
  AnswerEvidence,
  DecisionEvidence,
  EscalationPolicy,
  PolicyReason,
} from '../contract/escalation-policy.ts';

export type Decision = { action: 'answer' } | { action: 'decline' } | { action: 'escalate'; reason: PolicyReason };

/** Who answers a message. */
export type Answerer = 'staff' | 'complaint' | 'booking' | 'smalltalk' | 'knowledge';

/** The confidence that an answer needs, 0..1: of the rules for its intent and its channel the higher one, else the general one. */
export function confidenceNeeded(
  { answers }: Pick<EscalationPolicy, 'answers'>,
  { intent, channel }: Pick<DecisionEvidence, 'intent' | 'channel'>,
): number {
  const byIntent = Object.hasOwn(answers.confidenceByIntent, intent) ? answers.confidenceByIntent[intent] : undefined;
  const special = [byIntent, answers.confidenceByChannel[channel]].filter((needed) => needed !== undefined);
  return special.length === 0 ? answers.confidence : Math.max(...special);
}

/** Whether an answer is sent, withheld, or handed to a person. Pure, so that the owner's rules can be tried out. */
export function decide(
  evidence: AnswerEvidence & Pick<DecisionEvidence, 'intent' | 'channel'>,
  policy: EscalationPolicy,
): Decision {
  if (evidence.answerable && evidence.confidence >= confidenceNeeded(policy, evidence)) return { action: 'answer' };
  if (evidence.declinesBefore >= policy.answers.declinesInARow) return unlessDeclined('repeated_failure', policy);
  if (evidence.answerable || evidence.relatedness >= policy.answers.aboutTheBusiness)
    return unlessDeclined('low_confidence', policy);
  return { action: 'decline' };
}

function unlessDeclined(reason: 'repeated_failure' | 'low_confidence', { reasons }: EscalationPolicy): Decision {
  return reasons[reason].action === 'decline' ? { action: 'decline' } : { action: 'escalate', reason };
}

/** Who answers, by what the router thinks of the message and how sure it must be. Safety matters never get this far. */
export function chooseAnswerer(
  {
    agent,
    intent,
    routerConfidence,
    inTask,
  }: Pick<DecisionEvidence, 'agent' | 'intent' | 'routerConfidence' | 'inTask'>,
  { router }: Pick<EscalationPolicy, 'router'>,
): Answerer {
  // Asking for a person has plain words, which rules know; what only reads like it must do so clearly. An intent that the
  // owner gave to people has none but its sentences.
  const sureOfPerson = reasonForPerson(intent) === 'always_person' ? router.ownPerson : router.person;
  if (agent === 'staff' && routerConfidence >= sureOfPerson) return 'staff';
  if (agent === 'complaint' && routerConfidence >= router.complaint) return 'complaint';
  // Within a task every message is a reply to it that is not clearly something else.
  if (agent === 'booking' && (inTask || routerConfidence >= router.booking)) return 'booking';
  return agent === 'smalltalk' ? 'smalltalk' : 'knowledge';
}

/** Why a message that the router gives to people goes to one: it asks for one, or the owner's own intent says so. */
export function reasonForPerson(intent: string): 'customer_request' | 'always_person' {
  return intent === 'human' || intent === 'safety' ? 'customer_request' : 'always_person';
}

/** What on the owner's own list sends a message to a person: the topic or the channel; undefined where nothing does. */
export function findOwnRule(
  text: string,
  { channel, wasHandedBack }: Pick<DecisionEvidence, 'channel' | 'wasHandedBack'>,
  { alwaysPerson }: Pick<EscalationPolicy, 'alwaysPerson'>,
): { kind: 'topic' | 'channel'; name: string } | undefined {
  // Who handed the conversation back wants the AI to go on with it.
  if (!wasHandedBack && alwaysPerson.channels.includes(channel)) return { kind: 'channel', name: channel };
  if (alwaysPerson.topics.length === 0) return undefined;
  const words = plainWords(text);
  const topic = alwaysPerson.topics.find((one) => words.includes(plainWords(one)));
  return topic === undefined ? undefined : { kind: 'topic', name: topic };
}

/** Words between single spaces, without case, accents and punctuation, so that "refund" is not found in "refundable". */
function plainWords(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}
