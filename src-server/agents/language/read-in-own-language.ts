import type { CallOptions } from '../../models/embedder.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { READ_MESSAGE_SYSTEM_PROMPT } from '../../models/openai/prompts/read-message.ts';
import { rewriteText } from '../../models/rewrite-text.ts';
import { isIn, OWN_LANGUAGE } from './customer-language.ts';

const TEMPERATURE = 0;
/** A longer letter is left to a person: part of it alone would be misread. */
const MOST_CHARACTERS = 4_000;
/** "5/6" is a day of June to some and of May to others, and no translation tells. */
const DAY_IN_FIGURES = /\b\d{1,2} ?[/.-] ?\d{1,2}\b/;

/**
 * A customer's message in the desk's own language, for code to read dates, guests and food in. Undefined where no model
 * could translate it, where its figures are not those of the message to the last digit, where a day may be written in
 * figures alone, and where it is too long to translate whole: guests and dates must not be misread.
 */
export async function readInOwnLanguage(
  perform: PerformTask,
  message: string,
  call: CallOptions,
): Promise<string | undefined> {
  if (message.length > MOST_CHARACTERS || DAY_IN_FIGURES.test(message)) return undefined;
  const task = {
    name: 'translate',
    system: READ_MESSAGE_SYSTEM_PROMPT,
    text: message,
    temperature: TEMPERATURE,
  } as const;
  try {
    const read = await rewriteText(perform, task, (words) => problemsOf(message, words), call);
    return read === undefined || read.problems.length > 0 ? undefined : read.text;
  } catch {
    // The gateway has logged why. Whether the work goes on is for whoever was told to stop.
    call.signal?.throwIfAborted();
    return undefined;
  }
}

function problemsOf(original: string, translated: string): string[] {
  const [before, after] = [figuresOf(original), figuresOf(translated)];
  return [
    ...(before.join() === after.join() ? [] : [`the digits were ${before.join(', ')} and are ${after.join(', ')}`]),
    ...(isIn(OWN_LANGUAGE, translated) ? [] : ['it is not in English']),
  ];
}

/** Every run of digits, as a multiset: another language may put them in another order. */
function figuresOf(text: string): string[] {
  return (text.normalize('NFKC').match(/\d+/g) ?? []).sort();
}
