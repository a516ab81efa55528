import type { InstructionsInForce } from '../../contract/instructions.ts';
import type { Queryable, Transaction } from '../../database/database.ts';
import type { CallOptions } from '../../models/embedder.ts';
import { promptVersionWith } from '../../models/language-model.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { COMPLAINT_PROMPT_VERSION } from '../../models/openai/prompts/understand-complaint.ts';
import { type Draft, type DraftTrace, type Reply, ruleTrace } from '../draft.ts';
import type { OpenTask } from '../draft-answer.ts';
import type { Turn } from '../turn.ts';
import { collect } from './collect-complaint.ts';
import { type Complaint, countEarlierComplaints, findOpenComplaint } from './complaint.store.ts';
import { readComplaintLimits } from './complaint-limits.store.ts';
import { type ComplaintAgentDeps, customerKeys, partyKeys } from './complaint-talk.ts';
import { answerOffer } from './decide-offer.ts';
import { namesPastDay, readReply, readWants } from './read-complaint.ts';
import { tellsDetails } from './read-details.ts';
import { assess } from './severity.ts';
import { createUnderstandComplaint, type Understanding } from './understand-complaint.ts';

/** A complaint that was left this long ago only goes on with a message that is clearly about it. */
const RECENT_MS = 24 * 3_600_000;

/**
 * Settles complaints within the owner's limits: how grave, what happened, which party, what is wanted, an offer, and a
 * person for everything beyond. A model may find warmer words and see what went wrong; what is promised is computed here
 * and recorded in the transaction that sends the message.
 */
export function createComplaintAgent(deps: ComplaintAgentDeps & { db: Queryable; perform?: PerformTask | undefined }) {
  const understand = createUnderstandComplaint(deps.perform);
  const findOpen = (db: Queryable, turn: Turn) => findOpenComplaint(db, customerKeys(turn), deps.clock.now());

  return {
    async complain(
      turn: Turn,
      score: number,
      { version, complaints: text }: Pick<InstructionsInForce, 'version' | 'complaints'>,
      call: CallOptions = {},
    ): Promise<Draft> {
      // No model is asked once we have said that we are sorry: the rest is said in set phrases.
      const isNew = (await findOpen(deps.db, turn)) === undefined;
      const understood = isNew ? await understand(turn.question, call, text) : undefined;
      const trace = traceOf(score, understood, promptVersionWith(COMPLAINT_PROMPT_VERSION, { version, text }));
      const understanding = understood === 'failed' ? undefined : understood;
      return { action: 'transact', trace, run: (tx) => reply(deps, tx, turn, { score, trace, understanding }) };
    },

    /** The complaint in which this customer's reply is waited for. */
    async findOpenTask(db: Queryable, turn: Turn): Promise<(OpenTask & { askedAt: string }) | undefined> {
      const complaint = await findOpen(db, turn);
      if (complaint === undefined) return undefined;
      const tells =
        readWants(turn.question) !== undefined ||
        assess(turn.question, 0).topics.length > 0 ||
        tellsDetails(turn.question);
      const isReply = tells || (complaint.state === 'offered' && readReply(turn.question) !== 'unclear');
      const isRecent = deps.clock.now().getTime() - new Date(complaint.updatedAt).getTime() < RECENT_MS;
      if (!isReply && !isRecent) return undefined;
      const { question, asked } = complaint.memory;
      // The day of the party that went wrong, or what is wanted for it, where these were asked for.
      const namesDay = asked.includes('party') && namesPastDay(turn.question, deps.clock.now());
      const task = {
        ...{ agent: 'complaint' as const, question, isOrder: false },
        isReply: isReply || namesDay,
        statesFacts: namesDay || tells,
      };
      return { ...task, askedAt: complaint.updatedAt };
    },
  };
}

async function reply(
  deps: ComplaintAgentDeps,
  tx: Transaction,
  turn: Turn,
  { score, trace, understanding }: { score: number; trace: DraftTrace; understanding: Understanding | undefined },
): Promise<Reply> {
  const now = deps.clock.now();
  const { complaintTools } = deps;
  const { conversationKey, userKey } = customerKeys(turn);
  const found = await findOpenComplaint(tx, { conversationKey, userKey }, now);
  const parties = await complaintTools.listOwnParties(tx, turn);
  const { limits, version: limitsVersion } = await readComplaintLimits(tx);
  const ownKeys = [conversationKey, ...(userKey === null ? [] : [userKey])];
  const before = found ?? begin(deps.newId(), turn, ownKeys, now);
  const everyKey = [...new Set([...before.customerKeys, ...ownKeys, ...parties.flatMap(partyKeys)])];
  const talk = {
    deps,
    tx,
    turn,
    now,
    timeZone: await complaintTools.readTimeZone(tx),
    currency: (await complaintTools.readProfile(tx)).currency,
    limits,
    limitsVersion,
    parties,
    earlier: await countEarlierComplaints(tx, everyKey, found?.id ?? null, now),
    assessment: withModel(assess(turn.question, found === undefined ? score : 0), understanding),
    understanding,
    trace,
  };
  const complaint = { ...before, customerKeys: [...new Set([...before.customerKeys, ...ownKeys])] };
  return complaint.state === 'offered' ? answerOffer(talk, complaint) : collect(talk, complaint);
}

/** What a model saw counts where the rules saw nothing, and never makes a matter smaller. */
function withModel(assessment: ReturnType<typeof assess>, understanding: Understanding | undefined) {
  if (understanding === undefined || understanding.topics.length === 0 || assessment.topics.length > 0)
    return assessment;
  return {
    ...assessment,
    topics: understanding.topics,
    reasons: [...assessment.reasons, `a model read ${understanding.topics.join(', ')}`],
  };
}

function begin(id: string, turn: Turn, keys: string[], now: Date): Complaint {
  const at = now.toISOString();
  return {
    id,
    conversationId: turn.conversationId,
    customerKeys: keys,
    bookingId: null,
    severity: 'minor',
    state: 'collecting',
    facts: [],
    memory: { asked: [], topics: [], apologised: false, misses: 0 },
    createdAt: at,
    updatedAt: at,
  };
}

function traceOf(score: number, understood: Understanding | 'failed' | undefined, promptVersion: string): DraftTrace {
  const trace = ruleTrace('complaint', 'complaint', score);
  if (understood === undefined) return trace;
  if (understood === 'failed') return { ...trace, degraded: true };
  const { model, inputTokens, outputTokens, costMicroUsd, empathy } = understood;
  const detail = empathy === undefined ? 'the words of the model were not used' : 'the words of the model are used';
  return {
    ...trace,
    ...{ model, inputTokens, outputTokens, costMicroUsd },
    promptVersion,
    checks: [{ name: 'feels with the customer and promises nothing', passed: empathy !== undefined, detail }],
  };
}
