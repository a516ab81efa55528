import { z } from 'zod';
import type { CallOptions } from '../../models/embedder.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { COMPLAINT_SYSTEM_PROMPT, complaintUserPrompt } from '../../models/openai/prompts/understand-complaint.ts';
import { sentences } from '../../models/text/sentences.ts';
import { groundingOf, groundOf } from '../checks/grounding.ts';
import { TOPICS, type Topic } from './severity.ts';

/** What a model read in a complaint, and how it would name it; nothing of it decides what is given. */
export interface Understanding {
  /** Undefined when the sentence promised, named figures or did something else than feel with the customer. */
  empathy: string | undefined;
  topics: Topic[];
  model: string;
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: number | null;
}

const Form = z.object({ empathy: z.string().max(2_000), topics: z.array(z.enum(TOPICS)).max(4) });
const TEMPERATURE = 0.7;
const JSON_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['empathy', 'topics'],
  properties: {
    empathy: { type: 'string' },
    topics: { type: 'array', items: { type: 'string', enum: [...TOPICS] } },
  },
};

/** Asks the model; undefined when there is none, `failed` when it gives nothing usable. The set phrases do as well. */
export function createUnderstandComplaint(perform: PerformTask | undefined) {
  return async function understand(
    text: string,
    call: CallOptions = {},
    /** How the owner wants it to sound. */
    style?: string,
  ): Promise<Understanding | 'failed' | undefined> {
    if (perform === undefined) return undefined;
    const data = complaintUserPrompt(text.slice(0, 4_000), style);
    const task = { name: 'complaint', system: COMPLAINT_SYSTEM_PROMPT, data, temperature: TEMPERATURE };
    try {
      const { value, model, usage } = await perform({ ...task, form: { schema: Form, jsonSchema: JSON_SCHEMA } }, call);
      if (value === undefined) return 'failed';
      const { inputTokens, outputTokens, costMicroUsd } = usage;
      return {
        empathy: acceptedEmpathy(value.empathy, text),
        topics: value.topics,
        model,
        inputTokens,
        outputTokens,
        costMicroUsd,
      };
    } catch {
      // The gateway has logged why. Whether the work goes on is for whoever was told to stop.
      call.signal?.throwIfAborted();
      return 'failed';
    }
  };
}

const LONGEST = 320;
const PROMISES =
  /[\d$€£%<>{}[\]|#*_`]|https?:|www\.|\b(?:refund|credit|discount|free|voucher|coupon|compensat|reimburs|money|pay|waiv|guarantee|promise|offer|gift|complimentary|lawyer|liab|fault|negligen|we will|i will|we'll|i'll|system prompt|instructions?|json|schema)/i;

/** One of these stands in every sentence that feels with somebody. */
const FEELS =
  /\b(?:sorry|apolog\w*|regret\w*|understand\w*|imagine|hear|thank\w*|appreciate|deserve\w*|disappoint\w*|frustrat\w*|upset\w*|annoy\w*|hurt\w*|sad\w*|unpleasant|hoped|expected|looking forward)\b/i;
/** What such sentences are made of, beside the customer's own words and ordinary courtesies. */
const WORDS_OF_REGRET = `sorry apologise apologize apology accept regret sincere sincerely truly deeply genuinely terribly hear read learn
  understand understandable imagine frustrating frustrated disappointing disappointed disappointment disappoint upset
  upsetting annoying annoyed hurt sad unpleasant stressful embarrassing uncomfortable experience evening night day party
  event celebration occasion guests family friends special memorable food meal dinner dish rice steak chef team staff
  service late wait cold cooked burnt rude missing broken mess clean hoped expected wanted deserve better looking forward
  enjoy spoil ruin let down fall short standard happen turn go wrong like much less matter take seriously attention
  trust patience honest open share tell bring know thank appreciate`;

/** A text of which every sentence feels with the customer, in ordinary words or the customer's own, and does nothing else. */
export function acceptedEmpathy(text: string, complaint: string): string | undefined {
  const line = text.trim().replace(/\s+/g, ' ');
  const isFine = line.length >= 15 && line.length <= LONGEST && !line.includes('?') && !PROMISES.test(line);
  if (!isFine || !/\b(?:sorry|apolog\w*)\b/i.test(line)) return undefined;
  const ground = groundOf([WORDS_OF_REGRET, complaint]);
  const feels = (sentence: string) => FEELS.test(sentence) && groundingOf(sentence, ground) === 'grounded';
  return sentences(line).every(feels) ? line : undefined;
}
