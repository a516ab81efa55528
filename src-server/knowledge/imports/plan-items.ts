import { createHash } from 'node:crypto';
import type { ImportDraft, ImportPlan } from '../../contract/imports.ts';
import type { ArticleCategory, ArticleDraft } from '../../contract/knowledge.ts';
import type { Queryable } from '../../database/database.ts';
import { type ArticleRow, listArticlesByCode } from '../article.store.ts';
import { planArticle } from '../plan-article.ts';
import { type EarlierItem, listEarlierItems } from './item.store.ts';
import { findCodesByText, findCodesByTitle, listNeighbours, type Neighbour } from './match.store.ts';
import type { NearItems } from './near-items.ts';
import { askedTerms, isNearlyTheSame } from './near-text.ts';
import { findOwnerIds } from './owner.store.ts';

/** What is planned for one draft. */
export interface ItemPlan {
  plan: ImportPlan;
  code: string | null;
  category: ArticleCategory;
  isCategoryGuessed: boolean;
  duplicateOf: string | null;
  reason: string | null;
  articleId: string | null;
  textHash: string;
}

export interface DraftOfFile {
  file: string;
  draft: ImportDraft;
}

/** How titles are compared: case and spaces aside. */
export const titleKey = (title: string) => title.trim().replace(/\s+/g, ' ').toLowerCase();
const hashOf = (text: string) => createHash('md5').update(text).digest('hex');

/**
 * Compares drafts with the articles of the desk and with what the import holds already. A draft with a code is that
 * article; one without is the article with its title. What remains is new, unless the same or nearly the same text is
 * there under another name, as a person should then look before there are two.
 */
export async function planItems(
  db: Queryable,
  importId: string,
  drafts: readonly DraftOfFile[],
  nearItems: NearItems,
): Promise<ItemPlan[]> {
  const hashes = drafts.map(({ draft }) => hashOf(draft.bodyMarkdown));
  const codes = drafts.flatMap(({ draft }) => draft.code ?? []);
  const articles = await findMatches(
    db,
    importId,
    drafts.map(({ draft }) => draft),
  );
  const owners = await findOwnerIds(
    db,
    drafts.flatMap(({ draft }) => draft.owner ?? []),
  );
  const earlier = await listEarlierItems(db, importId, {
    codes: [...codes, ...articles.flatMap((article) => article?.code ?? [])],
    titles: drafts.map(({ draft }) => draft.title),
    textHashes: hashes,
  });
  const codeByText = new Map((await findCodesByText(db, hashes)).toReversed().map((row) => [row.textHash, row.code]));
  const neighbours = Map.groupBy(
    await listNeighbours(
      db,
      drafts.map(({ draft }) => askedTerms(draft)),
    ),
    ({ nth }) => nth,
  );

  return drafts.map(({ file, draft }, nth) => {
    const textHash = hashes[nth] ?? '';
    const around = neighbours.get(nth) ?? [];
    const planned = planOne({
      file,
      draft,
      article: articles[nth],
      owners,
      textHash,
      earlier,
      codeByText,
      around,
      nearItems,
    });
    const code = draft.code ?? planned.article?.code ?? null;
    if (planned.plan !== 'failed') {
      earlier.push({ file, code, titleKey: titleKey(draft.title), textHash });
      nearItems.add(file, draft);
    }
    const category = draft.category ?? planned.article?.category;
    return {
      plan: planned.plan,
      code,
      category: category ?? guessCategory(around),
      isCategoryGuessed: category === undefined,
      duplicateOf: planned.duplicateOf ?? null,
      reason: planned.reason ?? null,
      articleId: planned.article?.id ?? null,
      textHash,
    };
  });
}

interface PlanOneInput {
  file: string;
  draft: ImportDraft;
  article: ArticleRow | undefined;
  owners: ReadonlyMap<string, string>;
  textHash: string;
  earlier: readonly EarlierItem[];
  codeByText: ReadonlyMap<string, string>;
  around: readonly Neighbour[];
  nearItems: NearItems;
}

interface PlannedOne {
  plan: ImportPlan;
  article?: ArticleRow | undefined;
  duplicateOf?: string;
  reason?: string;
}

function planOne({
  file,
  draft,
  article,
  owners,
  textHash,
  earlier,
  codeByText,
  around,
  nearItems,
}: PlanOneInput): PlannedOne {
  const sameCode = earlier.find(({ code }) => code !== null && code === (draft.code ?? article?.code));
  if (sameCode !== undefined && draft.code !== undefined)
    return {
      plan: 'failed',
      reason: `It has the code ${draft.code}, which ${sameCode.file} has too. Give one of them another code.`,
    };
  const isLike = (item: EarlierItem) => item.textHash === textHash || item.titleKey === titleKey(draft.title);
  const before = draft.code === undefined ? (sameCode ?? earlier.find(isLike)) : undefined;
  const sameText = codeByText.get(textHash);
  if (before !== undefined) return { plan: 'duplicate', duplicateOf: sameText ?? before.file };
  if (article !== undefined) return { plan: isUnchanged(draft, article, owners) ? 'same' : 'change', article };
  if (sameText !== undefined) return { plan: 'duplicate', duplicateOf: sameText };
  const near = around.find(({ bodyMarkdown }) => isNearlyTheSame(bodyMarkdown, draft.bodyMarkdown));
  const duplicateOf = near?.code ?? (draft.code === undefined ? nearItems.find(file, draft) : undefined);
  return duplicateOf === undefined ? { plan: 'create' } : { plan: 'duplicate', duplicateOf };
}

/** The articles that these drafts are, by code or by title. */
export async function findMatches(
  db: Queryable,
  importId: string,
  drafts: readonly ImportDraft[],
): Promise<(ArticleRow | undefined)[]> {
  const untold = drafts.filter((draft) => draft.code === undefined).map((draft) => draft.title);
  const found = untold.length === 0 ? [] : await findCodesByTitle(db, untold, importId);
  const codeByTitle = new Map(found.toReversed().map(({ title, code }) => [title, code]));
  const codes = drafts.map((draft) => draft.code ?? codeByTitle.get(draft.title));
  const rows = await listArticlesByCode(
    db,
    codes.flatMap((code) => code ?? []),
  );
  const articles = new Map(rows.map((article) => [article.code, article]));
  return codes.map((code) => (code === undefined ? undefined : articles.get(code)));
}

/** A draft with all that an article has. What a file without a code cannot say stays as the article has it. */
export function completeDraft(
  draft: ImportDraft,
  known: {
    code: string;
    category: ArticleCategory;
    article: ArticleRow | undefined;
    owners: ReadonlyMap<string, string>;
  },
): ArticleDraft {
  const { status: _status, owner, ...fields } = draft;
  const { article } = known;
  const keeps = draft.code === undefined && article !== undefined;
  const ownerId = owner === undefined ? undefined : known.owners.get(owner);
  return {
    ...fields,
    ...(ownerId === undefined ? {} : { ownerId }),
    code: known.code,
    category: draft.category ?? article?.category ?? known.category,
    tags: keeps && draft.tags.length === 0 ? article.tags : draft.tags,
    questions: keeps && draft.questions.length === 0 ? article.questions : draft.questions,
  };
}

function isUnchanged(draft: ImportDraft, article: ArticleRow, owners: ReadonlyMap<string, string>): boolean {
  const plan = planArticle({
    draft: completeDraft(draft, { code: article.code, category: article.category, article, owners }),
    stored: { article, chunks: [], questions: [] },
    ...(draft.status === undefined ? {} : { status: draft.status }),
    newId: () => '',
  });
  return plan.kind === 'same';
}

/** What the articles with the most words in common are. */
function guessCategory(around: readonly Neighbour[]): ArticleCategory {
  const votes = new Map<ArticleCategory, number>();
  for (const { category, shared } of around) votes.set(category, (votes.get(category) ?? 0) + shared);
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'faq';
}
