import { z } from 'zod';
import { Id, Timestamp } from './building-blocks.ts';
import { routeFor } from './route.ts';

/** What deleting a customer has removed and what had learned from it. Holds no word of theirs. */
export const ErasureReceipt = z.object({
  id: Id,
  at: Timestamp,
  /** Rows that were removed, or emptied where the books need them, by what they are. */
  removed: z.record(z.string(), z.number().int()),
  /** Exports that held their text: the files are gone. */
  datasets: z.array(z.object({ id: Id, fileName: z.string() })),
  files: z.array(z.string()),
  /** The version that was built in their place; null as long as it is built, where nothing was left to export, or none held the customer. */
  replacedBy: z.object({ id: Id, fileName: z.string() }).nullable(),
  /** What was trained on one of these datasets and still knows what it learned. */
  modelVersions: z.array(z.object({ id: Id, number: z.number().int(), state: z.string(), trainer: z.string() })),
  /** Articles that were written for one of their questions, for a person to read through. */
  articlesToRead: z.array(z.object({ id: Id, title: z.string() })),
  /** Trainings on one of these datasets that were under way. */
  stoppedTrainings: z.number().int(),
  /** Files with their text that were removed from the training service. */
  serviceFiles: z.number().int(),
  /** Where it still lies for a while. */
  backups: z.string(),
  /** When files, trainings and backups were done with too; null while they are not. */
  finishedAt: Timestamp.nullable(),
  /** What could not be done yet, and is tried again. */
  problem: z.string().nullable(),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/** What deleting the customer of a conversation would remove. */
export const ErasurePreview = z.object({
  conversations: z.number().int(),
  messages: z.number().int(),
  examples: z.number().int(),
  bookings: z.number().int(),
  /** Exports that hold their text and would be replaced. */
  datasets: z.array(z.object({ id: Id, fileName: z.string() })),
  modelVersions: ErasureReceipt.shape.modelVersions,
  /** Whether there are backups on this machine that the deletion can replace. */
  canRemoveBackups: z.boolean(),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

export const erasures = {
  eraseCustomer: routeFor('admin')
    .route({
      method: 'POST',
      path: '/conversations/{id}/erase-customer',
      summary: 'Delete the customer of a conversation with all that was said and learned; cannot be undone',
    })
    .input(
      z.object({
        id: Id,
        /** Takes a new backup and removes those from before. Without it they keep the text until they are outdated. */
        removeBackups: z.boolean().default(false),
      }),
    )
    .output(ErasureReceipt),
  preview: routeFor('admin')
    .route({
      method: 'GET',
      path: '/conversations/{id}/erasure-preview',
      summary: 'What deleting the customer of a conversation would remove',
    })
    .input(z.object({ id: Id }))
    .output(ErasurePreview),
  finish: routeFor('admin')
    .route({
      method: 'POST',
      path: '/erasures/{id}/finish',
      summary: 'Try again what a deletion could not do yet',
    })
    .input(z.object({ id: Id }))
    .output(ErasureReceipt),
  list: routeFor('admin')
    .route({ method: 'GET', path: '/erasures', summary: 'Receipts of deleted customers, newest first' })
    .output(z.object({ items: z.array(ErasureReceipt) })),
};
