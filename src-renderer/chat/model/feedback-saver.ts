import type { FeedbackValues } from '#contract/conversations.ts';

/**
 * Saves the feedback on each message, the newest last: a change during a save waits for it, so that an older save
 * can never overwrite a newer one. `onDone` tells what the server has now, or why nothing was saved.
 */
export function createFeedbackSaver(
  save: (messageId: string, values: FeedbackValues) => Promise<unknown>,
  onDone: (messageId: string, outcome: { saved: FeedbackValues } | { error: unknown }) => void,
) {
  const wanted = new Map<string, FeedbackValues>();
  const running = new Set<string>();

  return async function saveFeedback(messageId: string, values: FeedbackValues): Promise<void> {
    wanted.set(messageId, values);
    if (running.has(messageId)) return;
    running.add(messageId);
    try {
      for (let next = wanted.get(messageId); next !== undefined; next = wanted.get(messageId)) {
        wanted.delete(messageId);
        await save(messageId, next);
        if (!wanted.has(messageId)) onDone(messageId, { saved: next });
      }
    } catch (error) {
      wanted.delete(messageId);
      onDone(messageId, { error });
    } finally {
      running.delete(messageId);
    }
  };
}
