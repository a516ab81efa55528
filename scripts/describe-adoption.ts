import type { AdoptionPreview } from '../src-server/database/server/preview-adoption.ts';
import { estimateChange } from '../src-server/knowledge/embedding/plan-change.ts';

const SHOWN_PER_REASON = 5;

export interface AdoptionPlan {
  /** The model behind the API; undefined for the one inside Teppan, which is free. */
  model: string | undefined;
  isDryRun: boolean;
}

/** What an adoption finds and does, for a person to read before it is done. */
export function describeAdoption(preview: AdoptionPreview, { model, isDryRun }: AdoptionPlan): string {
  const { isUntouched, tables, chunks, malformed } = preview;
  if (!isUntouched) return 'Teppan has upgraded this database before: there is nothing to adopt. Just start it.';
  if (tables.length === 0) return 'This database has none of the base tables: a start makes all of them, empty.';
  const waiting = malformed.reduce((sum, { characters }) => sum + characters, 0);
  const byReason = Map.groupBy(malformed, ({ reason }) => reason);
  return [
    isDryRun ? 'What an adoption would do (nothing is written):' : 'Adopting:',
    '',
    'Found, and kept with all rows:',
    ...tables.map(({ name, rows }) => `  ${name.padEnd(22)} ${rows} rows`),
    '',
    `Vectors of ${chunks.total} chunks:`,
    `  ${chunks.convertible} are converted as they are`,
    `  ${malformed.length} cannot be used; they are set aside with what was stored, and their texts embedded anew`,
    ...[...byReason].flatMap(([reason, rows]) => [
      `    ${reason}: ${rows.length}`,
      ...rows.slice(0, SHOWN_PER_REASON).map(({ id, title }) => `      ${id}  ${title}`),
      ...(rows.length > SHOWN_PER_REASON ? [`      and ${rows.length - SHOWN_PER_REASON} more`] : []),
    ]),
    '',
    `Embedding them anew: ${costOf(model, waiting)}.`,
    `If the converted vectors turn out to be of another model, all texts: ${costOf(model, chunks.characters)}.`,
  ].join('\n');
}

function costOf(model: string | undefined, characters: number): string {
  const { tokens, microUsd } = estimateChange({ model: model ?? '', isLocal: model === undefined }, { characters });
  if (model === undefined) return 'free, by the model inside Teppan';
  const price = microUsd === null ? 'at a price that is not known here' : `about $${(microUsd / 1_000_000).toFixed(4)}`;
  return `about ${tokens} tokens of ${model}, ${price}`;
}
