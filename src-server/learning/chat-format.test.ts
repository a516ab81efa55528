import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { APP_ROOT } from '../core/app-root.ts';
import { toChatLine, toPreferenceLine } from './chat-format.ts';

const PUBLISHED = join(APP_ROOT, '../shared/eval/openai');
const missing = existsSync(PUBLISHED) ? undefined : `the published OpenAPI description is not in ${PUBLISHED}`;
if (missing !== undefined) console.error(`Training lines are not checked against OpenAI's schemas: ${missing}`);

const LINES = [
  toChatLine('Be brief.', 'How much?', '$55 a person.'),
  toChatLine('Be brief.', 'Two\nlines "quoted" \u2028 and 🍤', 'Yes: [NAME_1], [PHONE_2]'),
];

describe('toChatLine', () => {
  it('is one line of JSON with the three messages', () => {
    for (const line of LINES) {
      expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(JSON.parse(line)).toMatchObject({
        messages: [{ role: 'system' }, { role: 'user' }, { role: 'assistant' }],
      });
    }
    expect(JSON.parse(LINES[1] ?? '')).toMatchObject({
      messages: [{}, { content: 'Two\nlines "quoted" \u2028 and 🍤' }, {}],
    });
  });

  it('refuses an empty text', () => {
    expect(() => toChatLine('Be brief.', '', 'Yes.')).toThrow();
  });

  it.skipIf(missing !== undefined)('writes preference pairs that are valid under the published schema', () => {
    const validate = publishedSchema('FineTunePreferenceRequestInput');
    const pair = { question: 'How much?', chosen: '$55 a person.', rejected: 'It\u2028depends.' };
    const line = toPreferenceLine('Be brief.', pair);
    expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
    validate(JSON.parse(line));
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ preferred_completion: 'x' })).toBe(false);
    expect(() => toPreferenceLine('Be brief.', { ...pair, chosen: '' })).toThrow();
  });

  it.skipIf(missing !== undefined)("is valid under both of OpenAI's published schemas", () => {
    for (const validate of publishedSchemas()) {
      for (const line of LINES) {
        validate(JSON.parse(line));
        expect(validate.errors ?? []).toEqual([]);
      }
      expect(validate({ messages: [{ role: 'nobody', content: 'x' }] })).toBe(false);
    }
  });
});

/** The schema of a line by itself, and the one that the whole description holds for a chat request's messages. */
function publishedSchemas(): ValidateFunction[] {
  const ajv = published();
  const messages = ajv.compile({
    type: 'object',
    required: ['messages'],
    properties: {
      messages: {
        type: 'array',
        minItems: 1,
        items: { $ref: 'api:#/components/schemas/ChatCompletionRequestMessage' },
      },
    },
  });
  return [publishedSchema('FineTuneChatRequestInput'), messages];
}

function publishedSchema(name: string): ValidateFunction {
  return published().compile({ $ref: `api:#/components/schemas/${name}` });
}

function published(): Ajv2020 {
  const Components = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });
  const load = (file: string) =>
    Components.parse(parse(readFileSync(join(PUBLISHED, file), 'utf8'))).components.schemas;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({
    $id: 'api:',
    components: { schemas: { ...load('openapi.yaml'), ...load('finetune_row_schemas.yaml') } },
  });
  return ajv;
}
