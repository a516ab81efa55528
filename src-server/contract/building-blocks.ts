import { z } from 'zod';

export const Id = z.uuid();

/** A moment in ISO 8601 with offset, always UTC as the sidecar writes it. */
export const Timestamp = z.iso.datetime({ offset: true });

/** Names the place to go on from in a list; taken from the answer before, never made up. */
export const Cursor = z.string().max(400);

export const PageInput = z.object({
  cursor: Cursor.optional(),
  limit: z.number().int().min(1).max(100).default(30),
});

/** One page of a list; `nextCursor` is null on the last page. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: Cursor.nullable() });
}

/** Chosen by the sender, once for each thing that is sent: sending it again with the same key changes nothing. */
export const IdempotencyKey = z.string().min(8).max(100);

/** A text that a person wrote: not empty, and bounded so that one message cannot fill the database. */
export const MessageText = z.string().trim().min(1, 'Write something first.').max(20_000);

export const Done = z.object({ done: z.literal(true) });
