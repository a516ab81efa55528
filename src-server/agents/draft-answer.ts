import type { DecisionEvidence, DeskRules } from '../contract/escalation-policy.ts';
import { type Draft, type DraftTrace, handOver, type Reply, ruleTrace } from './draft.ts';
import { chooseAnswerer, findOwnRule, reasonForPerson } from './escalation-policy.ts';
import type { Routing } from './router/routing.ts';
import { findSafetyMatter } from './safety/find-safety-matter.ts';
import { toSafety } from './safety/to-safety.ts';
import { answerSmalltalk } from './smalltalk-agent.ts';
import type { Turn } from './turn.ts';

/** Who can answer a turn. */
export interface Agents {
  fromKnowledge: () => Promise<Reply>;
  book: (score: number) => Draft;
  complain: (score: number) => Promise<Draft>;
}

/** A task in which the customer's reply is waited for. */
export interface OpenTask {
  agent: 'booking' | 'complaint';
  /** What was asked, to be put again after something else was answered. */
  question: string | undefined;
  /** Whether the message says anything about it. */
  isReply: boolean;
  /** Whether it gives facts of the task, and says nothing of a complaint. */
  statesFacts: boolean;
  /** Whether it asks for a change of it that says what to: no question about rules. */
  isOrder: boolean;
}

/** Has a turn answered by the agent that it was routed to. A question inside an open task is answered, then the task goes on. */
export async function draftAnswer(
  turn: Turn,
  settings: DeskRules,
  routing: Routing,
  agents: Agents,
  openTask?: OpenTask,
): Promise<Draft> {
  // Before everything else: no setting, no task and no correction of the router keeps it from a person.
  const matter = findSafetyMatter(turn.question);
  if (matter !== undefined) return toSafety(matter, turn);
  if (!settings.aiEnabled)
    return handOver('ai_off', undefined, 'The AI is switched off.', ruleTrace('none', 'unknown', 0));
  const routed = withinTask(turn, settings, routing, openTask);
  const evidence = evidenceOf(turn, routed, openTask);
  const draft = await byAgent(turn, settings, routed, agents, evidence);
  return told(routed.returnTo === undefined ? draft : goOn(draft, openTask), routed, evidence);
}

async function byAgent(
  turn: Turn,
  settings: DeskRules,
  routing: Routing,
  agents: Agents,
  evidence: DecisionEvidence,
): Promise<Draft> {
  const { confidence } = routing;
  const ownRule = findOwnRule(turn.question, evidence, settings.policy);
  if (ownRule !== undefined) return toOwnRule(ownRule, routing);
  switch (chooseAnswerer(evidence, settings.policy)) {
    case 'staff':
      return toStaff(routing);
    case 'complaint':
      return agents.complain(confidence);
    case 'booking':
      return agents.book(confidence);
    case 'smalltalk':
      return answerSmalltalk(turn.question, settings);
    case 'knowledge':
      return agents.fromKnowledge();
  }
}

function evidenceOf(turn: Turn, routing: Routing, openTask: OpenTask | undefined): DecisionEvidence {
  return {
    channel: turn.channel,
    intent: routing.intent,
    agent: routing.agent,
    routerConfidence: routing.confidence,
    inTask: openTask !== undefined,
    wasHandedBack: turn.wasHandedBack ?? false,
    knowledge: null,
  };
}

function toOwnRule({ kind, name }: { kind: 'topic' | 'channel'; name: string }, routing: Routing): Reply {
  const why =
    kind === 'topic' ? `The message is about “${name}”, which always goes to a person.` : 'A person comes first here.';
  return handOver('always_person', undefined, why, ruleTrace('router', routing.intent, routing.confidence));
}

/** Corrects a routing by what the message says about the open task, which the router cannot know. */
function withinTask(
  { question }: Turn,
  { policy }: Pick<DeskRules, 'policy'>,
  routing: Routing,
  openTask: OpenTask | undefined,
): Routing {
  if (openTask === undefined) return routing;
  // "Refund, please" and a yes to an offer read like questions of policy, or like courtesy, to who does not know of it.
  const isForStaff = routing.agent === 'staff' && routing.confidence >= policy.router.person;
  const staysInComplaint = routing.agent === 'staff' || (openTask.isReply && !/\?\W*$/.test(question));
  const repliesToComplaint = routing.agent === 'complaint' || (staysInComplaint && !isForStaff);
  if (openTask.agent === 'complaint' && repliesToComplaint)
    return {
      ...routing,
      agent: 'complaint',
      // What the customer was asked for is a part of the complaint, whatever it reads like.
      confidence: 1,
      reasons: [...routing.reasons, 'a reply within the open complaint'],
    };
  if (openTask.agent === 'complaint') return routing;
  if (routing.agent === 'booking' && !openTask.isReply && /\?\W*$/.test(question))
    return {
      ...routing,
      agent: 'knowledge',
      returnTo: 'booking',
      reasons: [...routing.reasons, 'a question that says nothing about the party'],
    };
  if (routing.agent === 'knowledge' && openTask.isOrder)
    return { ...routing, agent: 'booking', reasons: [...routing.reasons, 'asks for a change of the party'] };
  return routing;
}

function toStaff({ intent, confidence }: Routing): Reply {
  const reason = reasonForPerson(intent);
  const detail =
    reason === 'customer_request'
      ? 'The customer asked for a person.'
      : `The message is about “${intent}”, which people answer.`;
  return handOver(reason, undefined, detail, ruleTrace('router', intent, confidence));
}

/** Puts the open question again, behind the answer to what came in between. */
function goOn(draft: Draft, openTask: OpenTask | undefined): Draft {
  if (draft.action !== 'send' || openTask?.question === undefined) return draft;
  const back = openTask.agent === 'booking' ? 'Back to your party' : 'Back to what went wrong';
  return { ...draft, text: `${draft.text}\n\n${back}: ${openTask.question}` };
}

/** Adds to the trace how the message was routed, and what the policy decided by. */
function told(draft: Draft, routing: Routing, evidence: DecisionEvidence): Draft {
  const { agent, intent, confidence, isOutOfScope, alternatives, reasons, returnTo } = routing;
  const route = { agent, intent, confidence, isOutOfScope, alternatives, reasons, returnTo: returnTo ?? null };
  const withRoute = <T extends { trace: DraftTrace }>(one: T): T => ({
    ...one,
    trace: { ...one.trace, route, evidence: { ...evidence, knowledge: one.trace.answerEvidence ?? null } },
  });
  if (draft.action !== 'transact') return withRoute(draft);
  return withRoute({ ...draft, run: async (tx) => withRoute(await draft.run(tx)) });
}
