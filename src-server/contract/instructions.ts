import { z } from 'zod';
import { PageInput, page, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** Characters, to each agent. */
export const LONGEST_INSTRUCTIONS = { answers: 2_000, complaints: 1_000 };

/**
 * What the owner asks of the agents that write with a language model: how a reply sounds, how it begins and ends. It
 * reaches the model beside the program's own rules and never in their place: what may be stated comes from articles.
 */
export const AgentInstructions = z.strictObject({
  /** To the agent that answers questions, and that drafts for staff. */
  answers: z.string().trim().max(LONGEST_INSTRUCTIONS.answers, 'Keep to 2,000 characters.'),
  /** To the agent that says sorry when something went wrong. */
  complaints: z.string().trim().max(LONGEST_INSTRUCTIONS.complaints, 'Keep to 1,000 characters.'),
});
export type AgentInstructions = z.infer<typeof AgentInstructions>;

/** Those in force, and which version of them: 0 until the owner writes some. */
export type InstructionsInForce = AgentInstructions & { version: number };

export const InstructionsVersion = z.object({
  /** 0: what a desk starts with, which is none. */
  version: z.number().int(),
  instructions: AgentInstructions,
  /** What was changed, in the words of who changed it. */
  note: z.string(),
  /** The version whose instructions were put back. */
  restoredFrom: z.number().int().nullable(),
  /** Why it was saved against its replay, or without one; null where nothing stood against it. */
  override: z.string().nullable(),
  changedBy: Person.nullable(),
  changedAt: Timestamp.nullable(),
});
export type InstructionsVersion = z.infer<typeof InstructionsVersion>;

/** What a model is told in any case. */
const BuiltInRules = z.object({ promptVersion: z.string(), text: z.string() });

const CurrentInstructions = InstructionsVersion.extend({
  /** Without a language model instructions change nothing: the offline answerer quotes. */
  hasModel: z.boolean(),
  builtIn: z.object({ answers: BuiltInRules, complaints: BuiltInRules }),
});
export type CurrentInstructions = z.infer<typeof CurrentInstructions>;

const Note = z.string().trim().max(500);

export const instructions = {
  get: routeFor('admin')
    .route({ method: 'GET', path: '/agent-instructions', summary: 'What the owner asks of the agents' })
    .output(CurrentInstructions),
  update: routeFor('owner')
    .route({ method: 'PUT', path: '/agent-instructions', summary: 'Change what is asked of the agents' })
    .input(
      z.object({
        instructions: AgentInstructions,
        /** The version that was changed; CONFLICT when somebody else changed it meanwhile. */
        basedOn: z.number().int().min(0),
        note: Note.default(''),
        /** Why it is saved though it was not tried, or more answers became worse than better. */
        override: z.string().trim().min(1).max(500).optional(),
      }),
    )
    .output(InstructionsVersion),
  versions: routeFor('admin')
    .route({ method: 'GET', path: '/agent-instructions/versions', summary: 'How they changed, newest first' })
    .input(PageInput)
    .output(page(InstructionsVersion)),
  restore: routeFor('owner')
    .route({ method: 'POST', path: '/agent-instructions/restore', summary: 'Put those of an earlier version back' })
    .input(z.object({ version: z.number().int().min(0), basedOn: z.number().int().min(0), note: Note.default('') }))
    .output(InstructionsVersion),
};
