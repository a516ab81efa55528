import { z } from 'zod';
import type { CallOptions } from '../embedder.ts';
import type { OpenAiApi } from './openai-api.ts';

/** A model that the service has. */
export interface ListedModel {
  model: string;
  /** The day on which it shuts down, `2027-01-14`, where that is announced. */
  shutdownDate: string | null;
}

/** A day, a moment, or seconds since 1970: services differ. Anything else is as good as nothing. */
const ShutdownDate = z
  .union([z.iso.date(), z.iso.datetime({ offset: true }), z.number().positive()])
  .nullish()
  .catch(null)
  .transform((value) => {
    if (value === null || value === undefined) return null;
    return new Date(typeof value === 'number' ? value * 1000 : value).toISOString().slice(0, 10);
  });
const Listed = z
  .object({ id: z.string().min(1).max(200), shutdown_date: ShutdownDate })
  .transform(({ id, shutdown_date }): ListedModel => ({ model: id, shutdownDate: shutdown_date }));

/** Asks the service which models it has and how long. */
export function createListModels(api: OpenAiApi) {
  return async (options: CallOptions = {}): Promise<ListedModel[]> => {
    const target = { model: 'the list of models', setting: 'Settings' };
    const page = await api.call(target, ({ client, signal }) => client.models.list({ signal }), options);
    return (page.data ?? []).flatMap((entry: unknown) => Listed.safeParse(entry).data ?? []);
  };
}
