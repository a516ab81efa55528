import { z } from 'zod';
import { Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { ArticleCategory, ArticleDraft } from './knowledge.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** An article as a file holds it. A file may name neither code nor category: both are found when it is imported. */
export const ImportDraft = ArticleDraft.omit({ ownerId: true })
  .partial({ code: true, category: true })
  .extend({
    status: z.enum(['published', 'archived']).optional(),
    /** Who looks after it, by e-mail address or name; somebody who is not on this team is passed over. */
    owner: z.string().trim().min(1).max(200).optional(),
  });
export type ImportDraft = z.infer<typeof ImportDraft>;

/**
 * `open`: files are added and the preview can be looked at; nothing is written yet. `failed`: it stopped on a problem
 * that is not one of a file, and can be started again, which goes on where it stopped.
 */
export const ImportStatus = z.enum(['open', 'running', 'done', 'cancelled', 'failed']);
export type ImportStatus = z.infer<typeof ImportStatus>;

/**
 * What an import is going to do with one article of a file. `same`: the desk has it word for word. `duplicate`: the
 * desk, or a file before it, has nearly the same text under another code or title. `failed`: it could not be read.
 */
export const ImportPlan = z.enum(['create', 'change', 'same', 'duplicate', 'failed']);
export type ImportPlan = z.infer<typeof ImportPlan>;

export const ImportOutcome = z.enum(['created', 'changed', 'same', 'failed']);
export type ImportOutcome = z.infer<typeof ImportOutcome>;

const Counts = z.object({
  create: z.number().int(),
  change: z.number().int(),
  same: z.number().int(),
  duplicate: z.number().int(),
  failed: z.number().int(),
});

export const Import = z.object({
  id: Id,
  status: ImportStatus,
  createdAt: Timestamp,
  createdBy: Person.nullable(),
  finishedAt: Timestamp.nullable(),
  /** Why it failed, in words for a person. */
  reason: z.string().nullable(),
  /** For articles whose file names no category; null leaves each with the one that was guessed for it. */
  defaultCategory: ArticleCategory.nullable(),
  /** Articles that have no category of their own. */
  withoutCategory: z.number().int(),
  fileCount: z.number().int(),
  /** By what was planned for each article. */
  plans: Counts,
  /** Articles that are to be written, and how many of them are. */
  wanted: z.number().int(),
  written: z.number().int(),
  outcomes: z.object({
    created: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    failed: z.number().int(),
  }),
});
export type Import = z.infer<typeof Import>;

export const ImportItem = z.object({
  id: Id,
  /** The file, and for one out of an archive its path in there. */
  file: z.string(),
  title: z.string().nullable(),
  /** The article's code: the file's own, that of the article which it changes, or the one that it was given. */
  code: z.string().nullable(),
  category: ArticleCategory.nullable(),
  isCategoryGuessed: z.boolean(),
  plan: ImportPlan,
  /** What it is a duplicate of: the code of an article, or the name of a file. */
  duplicateOf: z.string().nullable(),
  isIncluded: z.boolean(),
  outcome: ImportOutcome.nullable(),
  reason: z.string().nullable(),
  articleId: Id.nullable(),
});
export type ImportItem = z.infer<typeof ImportItem>;

/** The base64 of 25 MB. */
export const LARGEST_FILE_BYTES = 25_000_000;
const LARGEST_BASE64 = Math.ceil(LARGEST_FILE_BYTES / 3) * 4;

const OfImport = z.object({ id: Id });

export const imports = {
  list: routeFor('admin')
    .route({ method: 'GET', path: '/imports', summary: 'Imports, newest first' })
    .input(PageInput.extend({ status: ImportStatus.optional() }))
    .output(page(Import)),
  get: routeFor('admin')
    .route({ method: 'GET', path: '/imports/{id}', summary: 'One import, with how far it is' })
    .input(OfImport)
    .output(Import),
  create: routeFor('admin')
    .route({ method: 'POST', path: '/imports', summary: 'Begin an import; files are added to it', successStatus: 201 })
    .input(z.object({}).optional())
    .output(Import),
  addFile: routeFor('admin')
    .route({
      method: 'POST',
      path: '/imports/{id}/files',
      summary: 'Read a file into the preview of an import; the same file again changes nothing',
    })
    .input(
      OfImport.extend({
        name: z.string().trim().min(1).max(300),
        contentBase64: z.base64('Send the bytes of the file in base64.').max(LARGEST_BASE64, 'A file may have 25 MB.'),
      }),
    )
    .output(z.object({ items: z.array(ImportItem), itemCount: z.number().int() })),
  items: routeFor('admin')
    .route({ method: 'GET', path: '/imports/{id}/items', summary: 'What an import does with each article' })
    .input(
      PageInput.extend({
        id: Id,
        plan: ImportPlan.optional(),
        outcome: ImportOutcome.optional(),
        search: z.string().trim().max(200).optional(),
      }),
    )
    .output(page(ImportItem)),
  itemText: routeFor('admin')
    .route({ method: 'GET', path: '/imports/{id}/items/{itemId}/text', summary: 'The text that an import brings' })
    .input(OfImport.extend({ itemId: Id }))
    .output(
      z.object({
        /** The article as it is now, when it would be changed or is the one that the file duplicates. */
        before: z.string().nullable(),
        after: z.string(),
      }),
    ),
  choose: routeFor('admin')
    .route({ method: 'PUT', path: '/imports/{id}/choice', summary: 'Take articles into an import or leave them out' })
    .input(
      OfImport.extend({
        /** Either these articles, or all of one plan. */
        itemIds: z.array(Id).min(1).max(500).optional(),
        plan: ImportPlan.optional(),
        isIncluded: z.boolean(),
      }).refine(
        ({ itemIds, plan }) => (itemIds === undefined) !== (plan === undefined),
        'Name either articles or a plan.',
      ),
    )
    .output(Import),
  setCategory: routeFor('admin')
    .route({ method: 'PUT', path: '/imports/{id}/category', summary: 'The category of articles that name none' })
    .input(OfImport.extend({ category: ArticleCategory.nullable() }))
    .output(Import),
  start: routeFor('admin')
    .route({ method: 'POST', path: '/imports/{id}/start', summary: 'Write what the preview shows; goes on by itself' })
    .input(OfImport)
    .output(Import),
  cancel: routeFor('admin')
    .route({
      method: 'POST',
      path: '/imports/{id}/cancel',
      summary: 'Stop an import; articles that are written already stay',
    })
    .input(OfImport)
    .output(Import),
  exportArticles: routeFor('admin')
    .route({ method: 'GET', path: '/articles/export', summary: 'Every article as Markdown, in a ZIP archive' })
    .output(z.file()),
};
