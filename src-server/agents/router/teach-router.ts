import { FEWEST_SENTENCES, type OwnAgent } from '../../contract/intents.ts';
import type { Clock } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Database, Transaction } from '../../database/database.ts';
import type { RecordAudit } from '../../database/record-audit.ts';
import { builtInExamples } from './built-in-intents.ts';
import type { Router } from './create-router.ts';
import {
  deleteSentence,
  findIntentOfSentence,
  getIntent,
  insertIntent,
  insertSentence,
  listSentences,
  markIntentRemoved,
  touchIntent,
  updateIntent,
} from './intent.store.ts';

export interface TeachDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  router: Pick<Router, 'learn' | 'obey'>;
  recordAudit: RecordAudit;
}

/** What the owner and admins teach the router. Each lesson is stored first; the classifier learns it afterwards. */
export function createTeachRouter(deps: TeachDeps) {
  async function lesson(name: string, action: string, by: string | null, store: (tx: Transaction) => Promise<void>) {
    await deps.db.transaction(async (tx) => {
      await store(tx);
      await touchIntent(tx, name, deps.clock.now());
      await deps.recordAudit(tx, { actorId: by, action, subjectType: 'intent', subjectId: name });
      tx.emit({ type: 'intent.updated', subjectId: name });
    });
    // A failure is logged by the router and shown with its status; the lesson is stored all the same.
    void deps.router.learn().catch(() => undefined);
  }

  async function addAll(tx: Transaction, intent: string, sentences: readonly string[], by: string | null) {
    for (const text of sentences) {
      await refuseKnown(tx, text, intent);
      await insertSentence(tx, { id: deps.newId(), intent, text, createdBy: by, at: deps.clock.now() });
    }
  }

  return {
    async create(input: {
      name: string;
      description: string;
      agent: OwnAgent;
      sentences: readonly string[];
      by: string | null;
    }): Promise<void> {
      const { name, description, agent, by } = input;
      const sentences = distinct(input.sentences);
      if (sentences.length < FEWEST_SENTENCES)
        throw new AppError(
          'BAD_INPUT',
          `Give at least ${FEWEST_SENTENCES} different sentences that customers may write.`,
          { issues: [{ path: 'sentences', message: `At least ${FEWEST_SENTENCES} different sentences` }] },
        );
      await lesson(name, 'intent.created', by, async (tx) => {
        const at = deps.clock.now();
        if (!(await insertIntent(tx, { id: deps.newId(), name, description, agent, createdBy: by, at })))
          throw new AppError(
            'CONFLICT',
            `There is an intent “${name}” already. Add the sentences to it, or choose another name.`,
          );
        await addAll(tx, name, sentences, by);
      });
    },

    async update(input: {
      name: string;
      description?: string | undefined;
      agent?: OwnAgent | undefined;
      by: string | null;
    }) {
      const { name, description, agent, by } = input;
      await lesson(name, 'intent.updated', by, async (tx) => {
        await refuseBuiltIn(tx, name, 'Who answers it is part of the program.');
        await updateIntent(tx, { name, description, agent, at: deps.clock.now() });
      });
      // Who answers needs no training.
      await deps.router.obey();
    },

    async remove(name: string, by: string | null): Promise<void> {
      await lesson(name, 'intent.removed', by, async (tx) => {
        await refuseBuiltIn(tx, name, 'It cannot be removed.');
        await markIntentRemoved(tx, { name, isRemoved: true, at: deps.clock.now() });
      });
      await deps.router.obey();
    },

    restore(name: string, by: string | null): Promise<void> {
      return lesson(name, 'intent.restored', by, async (tx) => {
        if (!(await markIntentRemoved(tx, { name, isRemoved: false, at: deps.clock.now() })))
          throw new AppError('NOT_FOUND', `There is no removed intent “${name}”. It may have been restored already.`);
      });
    },

    addSentences(input: { name: string; sentences: readonly string[]; by: string | null }): Promise<void> {
      return lesson(input.name, 'intent.taught', input.by, async (tx) => {
        await getIntent(tx, input.name);
        await addAll(tx, input.name, distinct(input.sentences), input.by);
      });
    },

    removeSentence(input: { name: string; id: string; by: string | null }): Promise<void> {
      return lesson(input.name, 'intent.taught', input.by, async (tx) => {
        const intent = await getIntent(tx, input.name);
        const sentences = await listSentences(tx, input.name);
        const isOwners = sentences.some(({ id, source }) => id === input.id && source === 'owner');
        if (isOwners && !intent.isBuiltIn && intent.sentenceCount <= FEWEST_SENTENCES)
          throw new AppError(
            'CONFLICT',
            `An intent needs at least ${FEWEST_SENTENCES} sentences. Add another one first, or remove the intent.`,
          );
        if (!(await deleteSentence(tx, input.name, input.id)))
          throw new AppError('NOT_FOUND', 'There is no such sentence. It may have been removed; reload the list.');
      });
    },
  };
}

/** One sentence cannot mean two things; saying it twice teaches nothing. */
async function refuseKnown(tx: Transaction, text: string, intent: string): Promise<void> {
  const builtIn = builtInExamples().find((example) => example.text.toLowerCase() === text.toLowerCase());
  const owner = builtIn?.intent ?? (await findIntentOfSentence(tx, text));
  if (owner === undefined) return;
  if (owner === intent) throw new AppError('CONFLICT', `“${text}” is a sentence of ${intent} already.`);
  throw new AppError(
    'CONFLICT',
    `“${text}” is a sentence of ${owner}, and one sentence cannot mean two things. ${
      builtIn === undefined ? `Remove it from ${owner} first.` : 'It ships with the program: write it in other words.'
    }`,
  );
}

async function refuseBuiltIn(tx: Transaction, name: string, why: string): Promise<void> {
  const { isBuiltIn } = await getIntent(tx, name);
  if (isBuiltIn) throw new AppError('CONFLICT', `“${name}” is built in. ${why} You can teach it further sentences.`);
}

/** In the order given, each once, whatever its case and spacing. */
function distinct(sentences: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const sentence of sentences) {
    const text = sentence.replace(/\s+/g, ' ').trim();
    if (text !== '' && !seen.has(text.toLowerCase())) seen.set(text.toLowerCase(), text);
  }
  return [...seen.values()];
}
