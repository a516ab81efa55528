import type { Database } from '../../database/database.ts';
import { findMissed } from '../pii/corrections.ts';
import { detectPii } from '../pii/detect-pii.ts';
import { type CorrectionRow, listAllCorrections } from './pii-correction.store.ts';

/**
 * Which corrections the scrubber of today would get wrong without being told: what was missed and still is, and what is
 * still taken for personal data. By the words alone, without what the record knows.
 */
export function createReportPii(deps: { db: Database }) {
  return async function reportPii() {
    const all = await listAllCorrections(deps.db);
    const stillNeeded = all
      .filter((row) => textsOf(row).some((text) => isStillNeeded(text, row)))
      .map(({ exampleId, id, kind, text, type }) => ({ exampleId, correction: { id, kind, text, type } }));
    return { corrections: all.length, stillNeeded };
  };
}

function isStillNeeded(text: string, { kind, text: words, type }: CorrectionRow): boolean {
  const places = findMissed(text, [{ text: words, type: type ?? 'NAME' }]);
  if (places.length === 0) return false;
  const found = detectPii(text);
  const isCovered = (place: { start: number; end: number }) =>
    found.some(({ start, end }) => start <= place.start && end >= place.end);
  return kind === 'missed' ? !places.every(isCovered) : places.some(isCovered);
}

/**
 * The corrected texts with where personal data stands in them, a line each, as `npm run eval -- pii` reads them. The
 * labels are what the scrubber finds by the words alone, with what the reviewers said of it.
 */
export function createPiiTestFile(deps: { db: Database }) {
  return async function piiTestFile() {
    const all = await listAllCorrections(deps.db);
    const lines = [...Map.groupBy(all, ({ exampleId }) => exampleId)].flatMap(([exampleId, corrections]) =>
      textsOf(corrections[0]).map((text, index) => {
        const missed = corrections.flatMap((row) => (row.type === null ? [] : [{ text: row.text, type: row.type }]));
        const wrong = corrections.flatMap((row) => (row.kind === 'wrong' ? [row.text] : []));
        const spans = detectPii(text, { corrections: { missed, wrong } });
        return JSON.stringify({ id: `${exampleId}-${index === 0 ? 'question' : 'answer'}`, text, spans });
      }),
    );
    return { fileName: 'texts.jsonl', content: lines.map((line) => `${line}\n`).join(''), texts: lines.length };
  };
}

function textsOf(row: CorrectionRow | undefined): string[] {
  return row === undefined ? [] : [row.question, row.answer];
}
