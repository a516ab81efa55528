import { z } from 'zod';
import { ImportDraft, ImportItem, type ImportOutcome, ImportPlan } from '../../contract/imports.ts';
import type { ArticleCategory } from '../../contract/knowledge.ts';
import { countColumn } from '../../database/columns.ts';
import { type Queryable, selectAll, selectOne } from '../../database/database.ts';

export interface NewItem {
  id: string;
  importId: string;
  fileKey: string;
  ordinal: number;
  file: string;
  draft: ImportDraft | null;
  code: string | null;
  category: ArticleCategory | null;
  isCategoryGuessed: boolean;
  textHash: string | null;
  plan: ImportPlan;
  duplicateOf: string | null;
  isIncluded: boolean;
  reason: string | null;
  articleId: string | null;
}

/** Titles are the same when only case and spaces differ. An index carries these very words. */
export const TITLE_KEY = (column: string) => `lower(regexp_replace(btrim(${column}), '\\s+', ' ', 'g'))`;

/** Items that are there already, as a file was read half before, stay as they are. */
export async function insertItems(tx: Queryable, items: readonly NewItem[]): Promise<void> {
  await tx.query(
    `INSERT INTO ai.kb_import_items (id, import_id, file_key, ordinal, file, draft, title, title_key, code, category,
       is_category_guessed, text_hash, plan, duplicate_of, is_included, reason, article_id)
     SELECT r.id, r."importId", r."fileKey", r.ordinal, r.file, nullif(r.draft, 'null'), r.draft ->> 'title',
       ${TITLE_KEY("r.draft ->> 'title'")}, r.code, r.category, r."isCategoryGuessed", r."textHash", r.plan,
       r."duplicateOf", r."isIncluded", r.reason, r."articleId"
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "importId" uuid, "fileKey" text, ordinal int, file text,
       draft jsonb, code text, category text, "isCategoryGuessed" boolean, "textHash" text, plan text,
       "duplicateOf" text, "isIncluded" boolean, reason text, "articleId" uuid)
     ORDER BY r.ordinal
     ON CONFLICT (import_id, file_key, ordinal) DO NOTHING`,
    [JSON.stringify(items)],
  );
}

const ItemRow = ImportItem.extend({ position: countColumn });
const COLUMNS = `i.id, i.position, i.file, i.title, i.code, i.category, i.is_category_guessed AS "isCategoryGuessed", i.plan,
  i.duplicate_of AS "duplicateOf", i.is_included AS "isIncluded", i.outcome, i.reason, i.article_id AS "articleId"`;

export interface ItemFilter {
  importId: string;
  plan?: ImportPlan | undefined;
  outcome?: ImportOutcome | undefined;
  search?: string | undefined;
  fileKey?: string | undefined;
  afterPosition?: number | undefined;
  limit: number;
}

/** In the order in which they came. */
export function listItems(db: Queryable, filter: ItemFilter): Promise<z.infer<typeof ItemRow>[]> {
  return selectAll(
    db,
    ItemRow,
    `SELECT ${COLUMNS} FROM ai.kb_import_items i
     WHERE i.import_id = $1 AND ($2::text IS NULL OR i.plan = $2) AND ($3::text IS NULL OR i.outcome = $3)
       AND ($4::text IS NULL OR strpos(lower(concat_ws(' ', i.file, i.code, i.title)), lower($4)) > 0)
       AND ($5::text IS NULL OR i.file_key = $5) AND i.position > $6
     ORDER BY i.position LIMIT $7`,
    [
      filter.importId,
      filter.plan ?? null,
      filter.outcome ?? null,
      filter.search ?? null,
      filter.fileKey ?? null,
      filter.afterPosition ?? 0,
      filter.limit,
    ],
  );
}

export async function countItemsOfFile(db: Queryable, importId: string, fileKey: string): Promise<number> {
  const row = await selectOne(
    db,
    z.object({ count: countColumn }),
    'file',
    'SELECT count(*) AS count FROM ai.kb_import_items WHERE import_id = $1 AND file_key = $2',
    [importId, fileKey],
  );
  return row.count;
}

const ItemDraft = z.object({
  draft: ImportDraft.nullable(),
  plan: ImportPlan,
  articleId: z.string().nullable(),
  duplicateOf: z.string().nullable(),
});

export function getItemDraft(db: Queryable, importId: string, id: string): Promise<z.infer<typeof ItemDraft>> {
  return selectOne(
    db,
    ItemDraft,
    'article of this import',
    `SELECT draft, plan, article_id AS "articleId", duplicate_of AS "duplicateOf"
     FROM ai.kb_import_items WHERE import_id = $1 AND id = $2`,
    [importId, id],
  );
}

/** Leaves out or takes in; what is the same or could not be read has nothing to choose. */
export async function chooseItems(
  tx: Queryable,
  choice: {
    importId: string;
    itemIds?: readonly string[] | undefined;
    plan?: ImportPlan | undefined;
    isIncluded: boolean;
  },
): Promise<void> {
  await tx.query(
    `UPDATE ai.kb_import_items SET is_included = $4
     WHERE import_id = $1 AND ($2::uuid[] IS NULL OR id = ANY($2)) AND ($3::text IS NULL OR plan = $3)
       AND plan NOT IN ('same', 'failed')`,
    [choice.importId, choice.itemIds ?? null, choice.plan ?? null, choice.isIncluded],
  );
}

const ItemText = z.object({ file: z.string(), bodyMarkdown: z.string() });

/** The texts of all articles of the import. */
export function listItemTexts(db: Queryable, importId: string): Promise<z.infer<typeof ItemText>[]> {
  return selectAll(
    db,
    ItemText,
    `SELECT file, draft ->> 'bodyMarkdown' AS "bodyMarkdown" FROM ai.kb_import_items
     WHERE import_id = $1 AND plan <> 'failed' AND draft IS NOT NULL ORDER BY position`,
    [importId],
  );
}

const EarlierItem = z.object({
  file: z.string(),
  code: z.string().nullable(),
  titleKey: z.string(),
  textHash: z.string(),
});
export type EarlierItem = z.infer<typeof EarlierItem>;

/** Articles of the import that share a code, a title or the text with one of these. */
export function listEarlierItems(
  db: Queryable,
  importId: string,
  like: { codes: readonly string[]; titles: readonly string[]; textHashes: readonly string[] },
): Promise<EarlierItem[]> {
  return selectAll(
    db,
    EarlierItem,
    `SELECT i.file, i.code, i.title_key AS "titleKey", i.text_hash AS "textHash" FROM ai.kb_import_items i
     WHERE i.import_id = $1 AND i.plan <> 'failed' AND i.draft IS NOT NULL
       AND (i.code = ANY($2::text[]) OR i.text_hash = ANY($4::text[])
         OR i.title_key IN (SELECT ${TITLE_KEY('asked.title')} FROM unnest($3::text[]) AS asked(title)))
     ORDER BY i.position`,
    [importId, like.codes, like.titles, like.textHashes],
  );
}
