import type { Intent, IntentOverlap, IntentSentence, RouterStatus } from '../../contract/intents.ts';
import type { Queryable } from '../../database/database.ts';
import { builtInExamples } from './built-in-intents.ts';
import type { Stray } from './check-sentences.ts';
import { getIntent, type IntentRow, listIntents, listSentences } from './intent.store.ts';
import type { LessonReport } from './lesson-report.ts';

/** Two intents overlap when so many sentences of theirs are taken for the other's: one may be an odd sentence. */
const OVERLAP_FROM = 2;
const SHOWN_OVERLAPS = 20;

/** The intents with what the check found, and the router's status. */
export async function readIntents(
  db: Queryable,
  report: LessonReport,
): Promise<{ items: Intent[]; status: RouterStatus }> {
  const rows = await listIntents(db);
  const own = new Set(rows.filter((row) => !row.isBuiltIn).map((row) => row.name));
  return { items: rows.map((row) => told(row, report)), status: statusOf(report, own) };
}

/** One intent with the sentences that it was taught. */
export async function readIntent(
  db: Queryable,
  name: string,
  report: LessonReport,
): Promise<Intent & { sentences: IntentSentence[] }> {
  const row = await getIntent(db, name);
  const sentences = await listSentences(db, name);
  const takenFor = new Map(
    (report.strays ?? []).filter((stray) => stray.intent === name).map((stray) => [stray.text, stray.takenFor]),
  );
  return {
    ...told(row, report),
    sentences: sentences.map((sentence) => ({ ...sentence, takenFor: takenFor.get(sentence.text) ?? null })),
  };
}

function told(row: IntentRow, { strays }: LessonReport): Intent {
  return {
    ...row,
    // The date of the program's own intents says nothing.
    updatedAt: row.isBuiltIn && row.sentenceCount === 0 ? null : row.updatedAt,
    builtInCount: builtInExamples().filter((example) => example.intent === row.name).length,
    misroutedCount: strays === undefined ? null : strays.filter((stray) => stray.intent === row.name).length,
  };
}

function statusOf(report: LessonReport, own: ReadonlySet<string>): RouterStatus {
  return {
    state: report.state,
    inUseSince: report.inUseSince?.toISOString() ?? null,
    sentenceCount: report.sentenceCount,
    isChecking: report.isChecking,
    check:
      report.strays === undefined
        ? null
        : { misroutedCount: report.strays.length, overlaps: overlapsOf(report.strays, own) },
    reason: report.reason ?? null,
  };
}

/** Only with an intent of the owner's: nobody can change how those that ship with the program meet each other. */
export function overlapsOf(strays: readonly Stray[], own: ReadonlySet<string>): IntentOverlap[] {
  const byPair = new Map<string, IntentOverlap>();
  for (const stray of strays) {
    if (!own.has(stray.intent) && !own.has(stray.takenFor)) continue;
    const [first, second] = [stray.intent, stray.takenFor].sort();
    const intents: [string, string] = [first ?? '', second ?? ''];
    const overlap = byPair.get(intents.join('\n')) ?? { intents, sentences: [] };
    overlap.sentences.push({ ...stray });
    byPair.set(intents.join('\n'), overlap);
  }
  return [...byPair.values()]
    .filter(({ sentences }) => sentences.length >= OVERLAP_FROM)
    .sort((a, b) => b.sentences.length - a.sentences.length)
    .slice(0, SHOWN_OVERLAPS);
}
