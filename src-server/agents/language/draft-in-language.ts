import { languageName } from '../../core/languages.ts';
import type { Database, Transaction } from '../../database/database.ts';
import { inRolledBack } from '../../database/roll-back.ts';
import type { CallOptions } from '../../models/embedder.ts';
import type { PerformTask } from '../../models/model-task.ts';
import { type Draft, type DraftTrace, handOver, type Reply } from '../draft.ts';
import type { Turn } from '../turn.ts';
import { languageOf } from './customer-language.ts';
import { IN_LANGUAGE, translateText } from './translate-answer.ts';

export interface InLanguage {
  turn: Turn & { language: string };
  businessName: string;
  perform: PerformTask;
  call: CallOptions;
}

type Sent = Extract<Reply, { action: 'send' }>;

/**
 * What an agent drafted in the desk's own language, in the customer's: a draft that acts is tried out first with nothing
 * kept, as no model is asked inside a transaction. What cannot be translated with every figure, date and name as it is
 * goes to a person, and nothing is done then.
 */
export async function draftInLanguage(db: Database, draft: Draft, within: InLanguage): Promise<Draft> {
  const tried = draft.action === 'transact' ? await inRolledBack(db, (tx) => draft.run(tx)) : draft;
  const words = tried.action === 'send' ? tried.text : tried.preface;
  const said = words === undefined || words === '' ? words : await translated(words, within);
  if (tried.action === 'send' && said === undefined) return untranslated(draft, within);
  const inLanguage = (reply: Reply): Reply | undefined => {
    if (reply.action === 'escalate') {
      const isSame = tried.action === 'escalate' && reply.preface === tried.preface;
      const { preface: _, ...rest } = reply;
      return {
        ...rest,
        detail: `${languageOf(within.turn)}${reply.detail}`,
        ...(isSame && said !== undefined ? { preface: said } : {}),
      };
    }
    const text = tried.action === 'send' && said !== undefined ? withWordsOf(reply, tried, said) : undefined;
    return text === undefined ? undefined : { ...reply, text, trace: withCheck(reply.trace, within) };
  };
  if (draft.action !== 'transact') return inLanguage(draft) ?? untranslated(draft, within);
  return {
    ...draft,
    run: (tx) => runOrUndo(tx, async () => inLanguage(await draft.run(tx)), untranslated(draft, within)),
  };
}

/** An answer in the customer's language with the open question behind it; without it, where it cannot be translated. */
export async function goOnInLanguage(draft: Draft, question: string | undefined, within: InLanguage): Promise<Draft> {
  if (draft.action !== 'send' || question === undefined) return draft;
  const said = await translated(question, within);
  return said === undefined ? draft : { ...draft, text: `${draft.text}\n\n${said}` };
}

/** What was tried may have changed meanwhile: then nothing of it is done, and a person goes on. */
async function runOrUndo(tx: Transaction, work: () => Promise<Reply | undefined>, otherwise: Reply): Promise<Reply> {
  await tx.query('SAVEPOINT before_untranslated');
  const reply = await work();
  if (reply !== undefined) return reply;
  await tx.query('ROLLBACK TO SAVEPOINT before_untranslated');
  return otherwise;
}

async function translated(
  text: string,
  { turn, businessName, perform, call }: InLanguage,
): Promise<string | undefined> {
  try {
    const result = await translateText(perform, text, { language: turn.language, businessName }, call);
    return typeof result === 'string' ? result : undefined;
  } catch {
    // The gateway has logged why. Whether the work goes on is for whoever was told to stop.
    call.signal?.throwIfAborted();
    return undefined;
  }
}

function withCheck(trace: DraftTrace, { turn }: InLanguage): DraftTrace {
  const detail = `read and answered in translation, ${languageName(turn.language)}, figures and names kept`;
  return { ...trace, checks: [...trace.checks, { name: IN_LANGUAGE, passed: true, detail }] };
}

/** A code is made anew each time: where a word differs, the translation holds the old one, which the new one replaces. */
function withWordsOf(reply: Sent, tried: Sent, said: string): string | undefined {
  const [now, before] = [reply.text.split(/\s+/), tried.text.split(/\s+/)];
  if (now.length !== before.length) return undefined;
  const changed = now.flatMap((word, at) => {
    const old = before[at] ?? '';
    return word === old ? [] : [{ word: bare(word), old: bare(old) }];
  });
  if (changed.some(({ old }) => said.split(old).length !== 2)) return undefined;
  return changed.reduce((text, { word, old }) => text.replace(old, () => word), said);
}

/** Without the stop or comma behind it. */
const bare = (word: string) => word.replace(/[.,;:!?]+$/, '');

function untranslated({ trace }: Draft, { turn }: InLanguage): Reply {
  const reason = ({ complaint: 'complaint', booking: 'booking' } as const)[trace.agent] ?? 'low_confidence';
  return handOver(reason, undefined, `${languageOf(turn)}The answer could not be translated.`, trace);
}
