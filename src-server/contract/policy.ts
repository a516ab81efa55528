import { z } from 'zod';
import { PageInput, page, Timestamp } from './building-blocks.ts';
import { EscalationPolicy } from './escalation-policy.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** The rules as they stood from one change to the next. */
export const PolicyVersion = z.object({
  /** 0: what a desk starts with. */
  version: z.number().int(),
  policy: EscalationPolicy,
  /** Why, in the words of who changed it. */
  note: z.string(),
  /** The version whose rules were put back. */
  restoredFrom: z.number().int().nullable(),
  /** Null where nobody did: the start, or what was taken over from an older version of the program. */
  changedBy: Person.nullable(),
  changedAt: Timestamp.nullable(),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

const Note = z.string().trim().max(500);

export const policy = {
  get: routeFor('admin')
    .route({ method: 'GET', path: '/escalation-policy', summary: 'When the AI answers and when a person is called' })
    .output(PolicyVersion),
  update: routeFor('owner')
    .route({ method: 'PUT', path: '/escalation-policy', summary: 'Change the escalation policy' })
    .input(
      z.object({
        policy: EscalationPolicy,
        /** The version that was changed; CONFLICT when somebody else changed it meanwhile. */
        basedOn: z.number().int().min(0),
        note: Note.default(''),
      }),
    )
    .output(PolicyVersion),
  versions: routeFor('admin')
    .route({ method: 'GET', path: '/escalation-policy/versions', summary: 'How the policy changed, newest first' })
    .input(PageInput)
    .output(page(PolicyVersion)),
  restore: routeFor('owner')
    .route({ method: 'POST', path: '/escalation-policy/restore', summary: 'Put the rules of an earlier version back' })
    .input(z.object({ version: z.number().int().min(0), basedOn: z.number().int().min(0), note: Note.default('') }))
    .output(PolicyVersion),
};
