import { AppError } from '../../core/errors.ts';
import type { Database } from '../../database/database.ts';
import { BUILT_IN_INTENTS, type RoutedAgent } from './built-in-intents.ts';
import type { Router } from './create-router.ts';
import { insertIntent, insertOwnerExample, listOwnIntents, replaceCorrection } from './intent.store.ts';

export interface TeachDeps {
  db: Database;
  newId: () => string;
  router: Pick<Router, 'learn' | 'obey'>;
  /** Takes personal data out of a customer's words before they are kept. */
  scrub: (text: string) => Promise<string>;
}

/** A few sentences tell an intent from the others; fewer only tell themselves. */
const FEWEST_EXAMPLES = 3;
const MOST_CHARACTERS = 1000;

/** What people teach the router. Each lesson is stored first. */
export function createTeachRouter(deps: TeachDeps) {
  return {
    /** The owner defines an intent of the business's own; it is in use when this resolves. */
    async defineIntent(input: {
      name: string;
      description?: string;
      agent: RoutedAgent;
      examples: readonly string[];
      by: string | null;
    }): Promise<void> {
      const texts = [...new Set(input.examples.map((text) => text.trim()).filter((text) => text !== ''))];
      if (texts.length < FEWEST_EXAMPLES)
        throw new AppError(
          'BAD_INPUT',
          `Give at least ${FEWEST_EXAMPLES} different sentences that customers may write.`,
        );
      await deps.db.transaction(async (tx) => {
        const { name, agent, description = '', by } = input;
        await insertIntent(tx, { id: deps.newId(), name, agent, description, createdBy: by });
        for (const text of texts)
          await insertOwnerExample(tx, { id: deps.newId(), intent: name, text: cut(text), createdBy: by });
      });
      await deps.router.learn();
    },

    /** Staff say what a customer's message was about. In use when this resolves; the classifier learns from it afterwards. */
    async correct(input: { text: string; intent: string; messageId: string | null; by: string | null }): Promise<void> {
      const text = cut((await deps.scrub(input.text)).trim());
      if (text === '') throw new AppError('BAD_INPUT', 'There is nothing to learn from an empty message.');
      await deps.db.transaction(async (tx) => {
        const own = await listOwnIntents(tx);
        const isKnown = [...BUILT_IN_INTENTS, ...own.intents].some(({ name }) => name === input.intent);
        if (!isKnown) throw new AppError('BAD_INPUT', `There is no intent “${input.intent}”. Define it first.`);
        const { intent, messageId, by } = input;
        await replaceCorrection(tx, { id: deps.newId(), intent, text, messageId, createdBy: by });
      });
      await deps.router.obey();
      // A failure is logged by the router, and the correction is obeyed all the same.
      void deps.router.learn().catch(() => undefined);
    },
  };
}

function cut(text: string): string {
  return text.slice(0, MOST_CHARACTERS);
}
