import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { ApiClient } from '../../src-server/contract/client.ts';
import { newId } from '../../src-server/core/ids.ts';
import { createTestFolder } from '../support/embedded.ts';
import { type SourceSidecar, startSourceSidecar } from './source-sidecar.ts';

const WITHIN = { timeout: 60_000, interval: 200 };

/** A customer who asks once. */
async function chat(sidecar: SourceSidecar, name: string): Promise<string> {
  const { conversationId, token } = await sidecar.client().chat.start({ name });
  await sidecar.client(token).chat.send({ content: `Is there parking for ${name}?`, clientKey: newId() });
  return conversationId;
}

const names = async (owner: ApiClient) =>
  (await owner.conversations.list({ view: 'all' })).items.map(({ customer }) => customer.name).sort();

const finished = (owner: ApiClient, id: string) =>
  vi.waitFor(async () => {
    const receipt = (await owner.erasures.list()).items.find((one) => one.id === id);
    if (receipt === undefined || receipt.finishedAt === null) throw new Error('It is not finished.');
    return receipt;
  }, WITHIN);

it('finishes a deletion after a kill, deletes again what a restored backup brings back, and replaces backups', {
  timeout: 300_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-erasure-'));
  await createTestFolder(dataDir);
  const first = startSourceSidecar({ dataDir });
  await first.ready;
  const gone = await chat(first, 'Quillonberry');
  await chat(first, 'Wexcombe');
  await first.client().system.backUp({});
  const { id } = await first.client().erasures.eraseCustomer({ id: gone });
  await first.kill();

  const second = startSourceSidecar({ dataDir });
  await second.ready;
  expect((await finished(second.client(), id)).backups).toContain('still hold it');
  expect(await names(second.client())).toEqual(['Wexcombe']);
  await second.kill();

  // The database is damaged, and the backup from before the deletion is the only one.
  await writeFile(join(dataDir, 'db', 'global', 'pg_control'), Buffer.alloc(8_192));
  const third = startSourceSidecar({ dataDir });
  await third.ready;
  const owner = third.client();
  expect((await owner.system.status()).notices.map(({ title }) => title)).toContain(
    'The database was damaged and has been restored from a backup',
  );
  expect(await names(owner)).toEqual(['Wexcombe']);
  expect((await finished(owner, id)).backups).toMatch(/A new backup was taken.*set aside/);

  const { id: last } = await owner.erasures.eraseCustomer({
    id: (await owner.conversations.list({ view: 'all' })).items[0]?.id ?? '',
    removeBackups: true,
  });
  expect((await finished(owner, last)).backups).toContain('the one from before removed');
  const kept = (await readdir(join(dataDir, 'backups'))).filter((name) => name.endsWith('.tar.gz'));
  expect(kept).toHaveLength(1);
  expect((await third.terminate()).code).toBe(0);
  await rm(dataDir, { recursive: true });
});
