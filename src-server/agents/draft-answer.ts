import type { Settings } from '../contract/system.ts';
import { type Draft, type DraftTrace, handOver, type Reply, ruleTrace } from './draft.ts';
import type { Routing } from './router/routing.ts';
import { findSafetyMatter } from './safety/find-safety-matter.ts';
import { toSafety } from './safety/to-safety.ts';
import { answerSmalltalk } from './smalltalk-agent.ts';
import type { Turn } from './turn.ts';

/** Who can answer a turn. */
export interface Agents {
  fromKnowledge: () => Promise<Reply>;
  book: (score: number) => Draft;
}

/** A task in which the customer's reply is waited for. */
export interface OpenTask {
  agent: 'booking';
  /** What was asked, to be put again after something else was answered. */
  question: string | undefined;
  /** Whether the message says anything about it. */
  isReply: boolean;
  /** Whether it asks for a change of it that says what to: no question about rules. */
  isOrder: boolean;
}

/** The rules know the plain words of asking for a person; what only reads like it must do so clearly. */
const SURE_OF_STAFF = 0.85;
/** Only a message that is this likely a complaint is taken away from the articles, and this likely a booking. */
const SURE_OF_COMPLAINT = 0.6;
const SURE_OF_BOOKING = 0.45;

/** Has a turn answered by the agent that it was routed to. A question inside an open task is answered, then the task goes on. */
export async function draftAnswer(
  turn: Turn,
  settings: Settings,
  routing: Routing,
  agents: Agents,
  openTask?: OpenTask,
): Promise<Draft> {
  // Before everything else: no setting, no task and no correction of the router keeps it from a person.
  const matter = findSafetyMatter(turn.question);
  if (matter !== undefined) return toSafety(matter);
  if (!settings.aiEnabled)
    return handOver('ai_off', 'normal', 'The AI is switched off.', ruleTrace('none', 'unknown', 0));
  const routed = withinTask(turn, routing, openTask);
  const draft = await byAgent(turn, settings, routed, agents, openTask);
  return told(routed.returnTo === undefined ? draft : goOn(draft, openTask?.question), routed);
}

async function byAgent(
  turn: Turn,
  settings: Settings,
  routing: Routing,
  agents: Agents,
  openTask: OpenTask | undefined,
): Promise<Draft> {
  const { agent, intent, confidence } = routing;
  if (agent === 'staff' && confidence >= SURE_OF_STAFF) return toStaff(routing);
  if (agent === 'complaint' && confidence >= SURE_OF_COMPLAINT)
    return handOver('complaint', 'high', 'The customer complains.', ruleTrace('router', intent, confidence));
  // Within a task every message is a reply to it that is not clearly something else.
  if (agent === 'booking' && (openTask !== undefined || confidence >= SURE_OF_BOOKING)) return agents.book(confidence);
  if (agent === 'smalltalk') return answerSmalltalk(turn.question, settings);
  return agents.fromKnowledge();
}

/** Corrects a routing by what the message says about the open task, which the router cannot know. */
function withinTask({ question }: Turn, routing: Routing, openTask: OpenTask | undefined): Routing {
  if (openTask === undefined) return routing;
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
  return handOver(
    'customer_request',
    'normal',
    'The customer asked for a person.',
    ruleTrace('router', intent, confidence),
  );
}

/** Puts the open question again, behind the answer to what came in between. */
function goOn(draft: Draft, question: string | undefined): Draft {
  if (draft.action !== 'send' || question === undefined) return draft;
  return { ...draft, text: `${draft.text}\n\nBack to your party: ${question}` };
}

/** Adds to the trace how the message was routed. */
function told(
  draft: Draft,
  { agent, intent, confidence, isOutOfScope, alternatives, reasons, returnTo }: Routing,
): Draft {
  const route = { agent, intent, confidence, isOutOfScope, alternatives, reasons, returnTo: returnTo ?? null };
  const withRoute = <T extends { trace: DraftTrace }>(one: T): T => ({ ...one, trace: { ...one.trace, route } });
  if (draft.action !== 'transact') return withRoute(draft);
  return withRoute({ ...draft, run: async (tx) => withRoute(await draft.run(tx)) });
}
