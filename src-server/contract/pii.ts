import { z } from 'zod';
import { Id, Timestamp } from './building-blocks.ts';
import { Person } from './people.ts';
import { routeFor } from './route.ts';

/** What a piece of personal data is. The name in a placeholder: `[PHONE_1]`. */
export const PiiType = z.enum([
  'NAME',
  'EMAIL',
  'PHONE',
  'ADDRESS',
  'CARD',
  'IBAN',
  'SSN',
  'IP',
  'URL',
  'BIRTH_DATE',
  'HANDLE',
  'SECRET',
  'NUMBER',
]);
export type PiiType = z.infer<typeof PiiType>;

/** In UTF-16 offsets; `end` is the first one behind it. */
const PiiPiece = z.object({
  start: z.number().int(),
  end: z.number().int(),
  type: PiiType,
  /** `proposed`: replaced when the example was proposed. `record`: in the customer's record, so it cannot be unmarked. */
  by: z.enum(['proposed', 'record', 'reviewer', 'scrubber']),
});

const PiiText = z.object({
  text: z.string(),
  spans: z.array(PiiPiece),
  /** As it is exported. */
  scrubbed: z.string(),
});
export type PiiText = z.infer<typeof PiiText>;

export const PiiCorrection = z.object({
  id: Id,
  /** `missed`: these words are personal data; `wrong`: they are not. */
  kind: z.enum(['missed', 'wrong']),
  text: z.string(),
  type: PiiType.nullable(),
  by: Person,
  at: Timestamp,
});
export type PiiCorrection = z.infer<typeof PiiCorrection>;

export const ExamplePii = z.object({
  question: PiiText,
  answer: PiiText,
  corrections: z.array(PiiCorrection),
  /** Words that a reviewer marked stand in it, so that no customer is shown it, even approved, until they are edited out. */
  isWithheld: z.boolean(),
});
export type ExamplePii = z.infer<typeof ExamplePii>;

const ById = z.object({ id: Id });

export const pii = {
  ofExample: routeFor('admin')
    .route({ method: 'GET', path: '/training/examples/{id}/pii', summary: 'What would be scrubbed from an example' })
    .input(ById)
    .output(ExamplePii),
  correct: routeFor('admin')
    .route({
      method: 'POST',
      path: '/training/examples/{id}/pii',
      summary: 'Mark words as personal data, or say that they are none, throughout their conversation',
    })
    .input(
      z.discriminatedUnion('kind', [
        z.object({ id: Id, kind: z.literal('missed'), text: z.string().trim().min(1).max(200), type: PiiType }),
        z.object({ id: Id, kind: z.literal('wrong'), text: z.string().trim().min(1).max(200) }),
      ]),
    )
    .output(ExamplePii),
  takeBack: routeFor('admin')
    .route({
      method: 'DELETE',
      path: '/training/examples/{id}/pii/{correctionId}',
      summary: 'Take a correction back',
    })
    .input(z.object({ id: Id, correctionId: Id }))
    .output(ExamplePii),
  report: routeFor('admin')
    .route({
      method: 'GET',
      path: '/training/pii/report',
      summary: 'Which corrections the scrubber would still need',
    })
    .output(
      z.object({
        corrections: z.number().int(),
        stillNeeded: z.array(z.object({ exampleId: Id, correction: PiiCorrection.omit({ by: true, at: true }) })),
      }),
    ),
  testFile: routeFor('admin')
    .route({
      method: 'GET',
      path: '/training/pii/tests/file',
      summary: 'The corrected texts with their labels, as `npm run eval -- pii` reads them',
    })
    .output(z.object({ fileName: z.string(), content: z.string(), texts: z.number().int() })),
};
