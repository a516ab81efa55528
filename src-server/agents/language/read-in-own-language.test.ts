import { expect, test } from 'vitest';
import type { PerformTask } from '../../models/model-task.ts';
import { readInOwnLanguage } from './read-in-own-language.ts';

const GREETING = 'Buenas tardes, les escribo por la fiesta de mi hermana. ';
const ORDER = 'Queremos reservar para 40 personas.';

/** Keeps what it is given, and translates all of it into one sentence with the same figures. */
function translating() {
  const given: string[] = [];
  const perform: PerformTask = async (task) => {
    const { text } = JSON.parse(task.data) as { text: string };
    given.push(text);
    const value = task.form.schema.parse({
      text: `We would like to book a party for our family, ${text.match(/\d+/g) ?? ''}`,
    });
    return { value, model: 'm', usage: { inputTokens: 0, outputTokens: 0, costMicroUsd: 0 } as never };
  };
  return { given, perform };
}

test('a letter is read whole', async () => {
  const { given, perform } = translating();
  const letter = `${GREETING.repeat(20)}${ORDER}`;
  expect(await readInOwnLanguage(perform, letter, {})).toMatch(/, 40$/);
  expect(given).toEqual([letter]);
});

test('one that is too long to translate whole is not read in part', async () => {
  const { given, perform } = translating();
  expect(await readInOwnLanguage(perform, `${GREETING.repeat(100)}${ORDER}`, {})).toBeUndefined();
  expect(given).toEqual([]);
});
