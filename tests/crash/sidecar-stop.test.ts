import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { checkBackup } from '../../src-server/database/embedded/check-backup.ts';
import { createTestFolder } from '../support/embedded.ts';
import { createLedger, findLosses, findLostApprovals } from './desk-ledger.ts';
import { startDeskLoad } from './desk-load.ts';
import { startSourceSidecar } from './source-sidecar.ts';

it('stops in order under load: nothing acknowledged is lost, and a backup is left that opens', {
  timeout: 180_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'teppan-stop-'));
  await createTestFolder(dataDir);
  const ledger = createLedger();
  const sidecar = startSourceSidecar({ dataDir });
  await sidecar.ready;
  const load = startDeskLoad({ ledger, client: sidecar.client, customers: 4 });
  await Promise.race([delay(4_000), load.ended]);
  load.expectEnd();
  const { ms, ...exit } = await sidecar.terminate();
  await load.ended;
  // The sidecar ends itself with another code where it does not manage in five seconds.
  expect(exit).toEqual({ code: 0, signal: null });
  console.log(`Stopped under load within ${Math.round(ms)} ms.`);

  const isBackedUp = !sidecar.log().includes('there was no time for a backup at exit');
  if (isBackedUp) {
    const backups = join(dataDir, 'backups');
    const [name = ''] = (await readdir(backups)).filter((file) => file.endsWith('.tar.gz'));
    const manifest = JSON.parse(await readFile(join(backups, name.replace('.tar.gz', '.json')), 'utf8'));
    expect(manifest).toMatchObject({ reason: 'exit' });
    await checkBackup(join(backups, name), manifest.rows);
  } else console.error('This machine was too busy for the backup at exit, so its content is not checked.');

  const next = startSourceSidecar({ dataDir });
  await next.ready;
  const owner = next.client();
  expect(await findLosses(owner, ledger.chats)).toEqual([]);
  expect(await findLostApprovals(owner, ledger.approved)).toEqual([]);
  expect((await owner.system.status()).notices).toEqual([]);
  expect((await readdir(join(dataDir, 'backups'))).filter((file) => file.endsWith('.part'))).toEqual([]);
  await next.kill();
  await rm(dataDir, { recursive: true });
});
