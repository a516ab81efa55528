import { Zip, ZipDeflate } from 'fflate';
import { z } from 'zod';
import { ArticleCategory } from '../contract/knowledge.ts';
import { type Queryable, selectAll } from '../database/database.ts';
import { formatArticleFile } from './article-file.ts';

const PAGE_ARTICLES = 50;
/** The same articles make the same bytes, whenever and wherever they are exported. */
const FIXED_TIME = new Date(1980, 0, 1);
const LONGEST_SLUG = 60;

const ExportRow = z.object({
  code: z.string(),
  title: z.string(),
  bodyMarkdown: z.string(),
  category: ArticleCategory,
  tags: z.array(z.string()),
  questions: z.array(z.string()),
  status: z.enum(['published', 'archived']),
  owner: z.string().nullable(),
  reviewOn: z.string().nullable(),
});
type ExportRow = z.infer<typeof ExportRow>;

/**
 * Every article, archived ones too, as Markdown with front matter in a ZIP archive that imports back to the same. Read
 * page by page, so that only what is compressed is held in memory.
 */
export async function exportArticles(db: Queryable): Promise<File> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, data) => {
    if (error !== null) throw error;
    parts.push(Uint8Array.from(data));
  });
  const encoder = new TextEncoder();
  for (let afterCode = ''; ; ) {
    const page = await listPage(db, afterCode);
    for (const row of page) {
      const file = new ZipDeflate(fileName(row));
      file.mtime = FIXED_TIME;
      zip.add(file);
      file.push(encoder.encode(toFile(row)), true);
    }
    afterCode = page.at(-1)?.code ?? '';
    if (page.length < PAGE_ARTICLES) break;
  }
  zip.end();
  return new File(parts, 'articles.zip', { type: 'application/zip' });
}

function toFile({ status, owner, reviewOn, ...article }: ExportRow): string {
  return formatArticleFile({
    ...article,
    ...(status === 'archived' ? { status } : {}),
    ...(owner === null ? {} : { owner }),
    ...(reviewOn === null ? {} : { reviewOn }),
  });
}

/** KB-042 cancellation-refund-policy.md */
function fileName({ code, title }: ExportRow): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.match(/[\p{L}\p{N}]+/gu)?.join('-') ?? '';
  return `${[code, slug.slice(0, LONGEST_SLUG).replace(/-$/, '')].join(' ').trim()}.md`;
}

function listPage(db: Queryable, afterCode: string): Promise<ExportRow[]> {
  return selectAll(
    db,
    ExportRow,
    `SELECT a.code, a.title, a.body_markdown AS "bodyMarkdown", a.category, a.tags, a.questions, a.status,
       coalesce(o.email, o.name) AS owner, a.review_on::text AS "reviewOn"
     FROM ai.kb_articles a LEFT JOIN identity.users o ON o.id = a.owner_id
     WHERE a.code > $1 ORDER BY a.code LIMIT $2`,
    [afterCode, PAGE_ARTICLES],
  );
}
