import { z } from 'zod';
import { Done, Id, PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** Who answers a message. `staff` is a person. */
export const ROUTED_AGENTS = ['knowledge', 'booking', 'complaint', 'smalltalk', 'staff'] as const;
export const RoutedAgent = z.enum(ROUTED_AGENTS);
export type RoutedAgent = z.infer<typeof RoutedAgent>;

/** Who may answer an intent that the owner defines: set phrases know only greetings and thanks. */
export const OwnAgent = RoutedAgent.exclude(['smalltalk']);
export type OwnAgent = z.infer<typeof OwnAgent>;

/** A few sentences tell an intent from the others; fewer only tell themselves. */
export const FEWEST_SENTENCES = 3;
const MOST_SENTENCES = 500;

/** As it stands in traces and statistics, so it is never changed. */
export const IntentName = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9_]{1,39}$/,
    'Use 2 to 40 small letters, digits and underscores, beginning with a letter: “gift_cards”.',
  );

const Sentence = z.string().trim().min(1, 'Write a sentence first.').max(1000);
const Description = z.string().trim().max(200);

export const Intent = z.object({
  name: z.string(),
  description: z.string(),
  agent: RoutedAgent,
  /** Part of the program: sentences may be added to it, and it cannot be removed. */
  isBuiltIn: z.boolean(),
  /** Those that ship with the program. */
  builtInCount: z.number().int(),
  /** Those that the owner and admins wrote. */
  sentenceCount: z.number().int(),
  correctionCount: z.number().int(),
  /** How many of its sentences the router took for another intent while it had not seen them; null until it is known. */
  misroutedCount: z.number().int().nullable(),
  updatedAt: Timestamp.nullable(),
});
export type Intent = z.infer<typeof Intent>;

/** Two intents of which sentences are taken for each other. */
export const IntentOverlap = z.object({
  intents: z.tuple([z.string(), z.string()]),
  sentences: z.array(z.object({ text: z.string(), intent: z.string(), takenFor: z.string() })),
});
export type IntentOverlap = z.infer<typeof IntentOverlap>;

/** What the router knows, and since when. */
export const RouterStatus = z.object({
  /** `learning`: what was taught last is not in use yet, what was taught before is. */
  state: z.enum(['learning', 'in_use', 'failed']),
  inUseSince: Timestamp.nullable(),
  sentenceCount: z.number().int(),
  /** The sentences are checked in the background, when somebody looks. */
  isChecking: z.boolean(),
  /** Null until the check is done. */
  check: z.object({ misroutedCount: z.number().int(), overlaps: z.array(IntentOverlap) }).nullable(),
  /** Why the last lesson failed. */
  reason: z.string().nullable(),
});
export type RouterStatus = z.infer<typeof RouterStatus>;

export const IntentSentence = z.object({
  id: Id,
  text: z.string(),
  source: z.enum(['owner', 'correction']),
  /** What the router takes it for while it has not seen it, where that is another intent. */
  takenFor: z.string().nullable(),
  createdAt: Timestamp,
});
export type IntentSentence = z.infer<typeof IntentSentence>;

const IntentDetail = Intent.extend({ sentences: z.array(IntentSentence) });

export const Routed = z.object({
  intent: z.string(),
  agent: RoutedAgent,
  confidence: z.number(),
  isOutOfScope: z.boolean(),
  alternatives: z.array(z.object({ intent: z.string(), probability: z.number() })),
  reasons: z.array(z.string()),
});
export type Routed = z.infer<typeof Routed>;

/** What a person said a customer's message was about. */
export const IntentCorrection = z.object({
  id: Id,
  /** Without personal data. */
  text: z.string(),
  intent: z.string(),
  messageId: Id.nullable(),
  conversationId: Id.nullable(),
  by: Person.nullable(),
  createdAt: Timestamp,
});
export type IntentCorrection = z.infer<typeof IntentCorrection>;

const ByName = z.object({ name: z.string().max(40) });

export const intents = {
  list: routeFor('support')
    .route({ method: 'GET', path: '/intents', summary: 'All intents, and what the router has learnt' })
    .output(z.object({ items: z.array(Intent), status: RouterStatus })),
  get: routeFor('support')
    .route({ method: 'GET', path: '/intents/{name}', summary: 'An intent with the sentences it was taught' })
    .input(ByName)
    .output(IntentDetail),
  create: routeFor('admin')
    .route({ method: 'POST', path: '/intents', summary: 'Define an intent by sentences', successStatus: 201 })
    .input(
      z.object({
        name: IntentName,
        description: Description.default(''),
        agent: OwnAgent,
        sentences: z.array(Sentence).max(MOST_SENTENCES),
      }),
    )
    .output(IntentDetail),
  update: routeFor('admin')
    .route({ method: 'PATCH', path: '/intents/{name}', summary: 'Change who answers an intent, or its description' })
    .input(ByName.extend({ description: Description.optional(), agent: OwnAgent.optional() }))
    .output(IntentDetail),
  remove: routeFor('admin')
    .route({ method: 'DELETE', path: '/intents/{name}', summary: 'Remove an intent; it can be restored' })
    .input(ByName)
    .output(Done),
  restore: routeFor('admin')
    .route({ method: 'POST', path: '/intents/{name}/restore', summary: 'Bring a removed intent back' })
    .input(ByName)
    .output(IntentDetail),
  addSentences: routeFor('admin')
    .route({ method: 'POST', path: '/intents/{name}/sentences', summary: 'Teach an intent further sentences' })
    .input(ByName.extend({ sentences: z.array(Sentence).min(1, 'Write a sentence first.').max(MOST_SENTENCES) }))
    .output(IntentDetail),
  removeSentence: routeFor('admin')
    .route({ method: 'DELETE', path: '/intents/{name}/sentences/{id}', summary: 'Take a sentence away again' })
    .input(ByName.extend({ id: Id }))
    .output(IntentDetail),
  try: routeFor('support')
    .route({ method: 'POST', path: '/routing/try', summary: 'Where a message would go, and why' })
    .input(z.object({ text: Sentence }))
    .output(Routed),
  corrections: routeFor('support')
    .route({ method: 'GET', path: '/routing/corrections', summary: 'Corrections of the router, newest first' })
    .input(PageInput)
    .output(page(IntentCorrection)),
  correct: routeFor('support')
    .route({
      method: 'POST',
      path: '/routing/corrections',
      summary: 'Say what a message was about; obeyed at once',
      successStatus: 201,
    })
    .input(
      z.object({
        /** A customer's message, or the AI's answer to it. */
        messageId: Id,
        intent: z.string().max(40),
      }),
    )
    .output(
      z.object({
        correction: IntentCorrection,
        /** What an earlier correction of the same message said. */
        before: z.string().nullable(),
      }),
    ),
  removeCorrection: routeFor('support')
    .route({ method: 'DELETE', path: '/routing/corrections/{id}', summary: 'Forget a correction' })
    .input(z.object({ id: Id }))
    .output(Done),
};
