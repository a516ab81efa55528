import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCycle } from './cycle/describe-cycle.ts';
import { expect, test } from './fixtures/teppan.ts';

test('the whole cycle offline: ask, hand over, answer, learn, answer better', async ({ teppan }, testInfo) => {
  await describeCycle(teppan, testInfo, { modelName: 'Offline model' });
  const lines = (await readFile(join(teppan.dataDir, 'training', 'mhc_support_v1.jsonl'), 'utf8')).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).messages.map((message: { role: string }) => message.role))).toEqual([
    ['system', 'user', 'assistant'],
    ['system', 'user', 'assistant'],
  ]);
});
