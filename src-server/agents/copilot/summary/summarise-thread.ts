import type { ThreadSummary } from '../../../contract/copilot.ts';
import { AppError } from '../../../core/errors.ts';
import type { Database } from '../../../database/database.ts';
import { createMessageAccount } from '../../../models/gateway/budget.ts';
import type { PerformTask } from '../../../models/model-task.ts';
import {
  SUMMARY_JSON_SCHEMA,
  SUMMARY_PROMPT_VERSION,
  SUMMARY_SYSTEM_PROMPT,
  SummaryReply,
  summaryUserPrompt,
} from '../../../models/openai/prompts/summarise-thread.ts';
import { nextActions } from '../next-actions.ts';
import type { Situation } from '../situation.ts';
import type { ThreadMessage } from '../thread.ts';
import { type CheckedSummary, checkSummary } from './check-summary.ts';
import { agreedInBooking, field, type SummaryFields, summariseRecords } from './from-records.ts';
import { findSummary, saveSummary } from './summary.store.ts';

export interface SummaryDeps {
  db: Database;
  perform: PerformTask;
  isWord: (word: string) => boolean;
  readSituation: (conversationId: string) => Promise<Situation>;
}

const TEMPERATURE = 0.2;
/** About eight thousand tokens: of longer conversations the newest part is read. */
const MOST_CHARACTERS = 24_000;

/** What a conversation comes to, for the one who goes on with it. */
export function createSummaries({ db, perform, isWord, readSituation }: SummaryDeps) {
  /** The model's, while nothing was said since; else from the records, which costs nothing. */
  async function read(conversationId: string, staffId: string): Promise<ThreadSummary> {
    const situation = await readSituation(conversationId);
    return (await findSummary(db, conversationId, upToSeq(situation))) ?? fromRecords(situation, staffId);
  }

  /** Has a model word it. What it says that the conversation does not is left out; MODEL_FAILED when nothing is left. */
  async function summarise(conversationId: string, staffId: string, signal?: AbortSignal): Promise<ThreadSummary> {
    const situation = await readSituation(conversationId);
    const records = fromRecords(situation, staffId);
    const messages = newestPart(situation.messages);
    const { value, model } = await perform(
      {
        name: 'summary',
        system: SUMMARY_SYSTEM_PROMPT,
        data: summaryUserPrompt(messages.map(({ from, text }) => ({ from, text }))),
        temperature: TEMPERATURE,
        form: { schema: SummaryReply, jsonSchema: SUMMARY_JSON_SCHEMA },
      },
      { signal, account: createMessageAccount() },
    );
    if (value === undefined) throw new AppError('MODEL_FAILED', 'The model would not summarise this conversation.');
    const checked = checkSummary(value, messages, isWord);
    const summary: ThreadSummary = {
      ...merge(checked, records, situation),
      model,
      leftOutCount: checked.leftOutCount,
      messageCount: situation.messages.length,
      at: situation.now.toISOString(),
    };
    await saveSummary(db, conversationId, upToSeq(situation), summary, SUMMARY_PROMPT_VERSION);
    return summary;
  }

  return { read, summarise };
}

function fromRecords(situation: Situation, staffId: string): ThreadSummary {
  return {
    ...summariseRecords(situation, nextActions(situation, staffId)),
    model: null,
    leftOutCount: 0,
    messageCount: situation.messages.length,
    at: situation.now.toISOString(),
  };
}

/** The booking is what is agreed, whatever a model makes of the talk; what a model leaves empty the records fill. */
function merge(checked: CheckedSummary, records: SummaryFields, { booking }: Situation): SummaryFields {
  const or = (name: 'wants' | 'tried' | 'open' | 'nextStep') =>
    checked[name].length === 0 ? records[name] : field(checked[name], '');
  return {
    wants: or('wants'),
    agreed: field([...agreedInBooking(booking), ...checked.agreed], 'Nothing is agreed yet.'),
    tried: or('tried'),
    open: or('open'),
    nextStep: or('nextStep'),
  };
}

function upToSeq({ messages }: Situation): number {
  return messages.at(-1)?.seq ?? 0;
}

function newestPart(messages: readonly ThreadMessage[]): ThreadMessage[] {
  let characters = 0;
  const from = messages.findLastIndex(({ text }) => {
    characters += text.length;
    return characters > MOST_CHARACTERS;
  });
  return messages.slice(from + 1);
}
