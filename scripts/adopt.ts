import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { processSources, readConfig } from '../src-server/config.ts';
import { APP_ROOT } from '../src-server/core/app-root.ts';
import { systemClock } from '../src-server/core/clock.ts';
import { errorText } from '../src-server/core/errors.ts';
import { createLog } from '../src-server/core/log.ts';
import { openDatabase } from '../src-server/database/open-database.ts';
import { previewAdoption } from '../src-server/database/server/preview-adoption.ts';
import { describeAdoption } from './describe-adoption.ts';

const USAGE = 'Usage: npm run adopt -- --database postgres://user:password@host:port/name [--dry-run]';

/** Takes over the database of an existing deployment, or tells what that would do. */
async function adopt(): Promise<void> {
  const { values } = parseArgs({ options: { database: { type: 'string' }, 'dry-run': { type: 'boolean' } } });
  const url = values.database;
  if (url === undefined) throw new Error(USAGE);
  const preview = await previewAdoption(url, join(APP_ROOT, 'migrations'));
  const { openai } = readConfig({ argv: ['--data', '.'], env: processSources().env });
  const isOffline = openai.apiKey === undefined && openai.baseUrl === undefined;
  const model = isOffline ? undefined : openai.embeddingModel;
  console.log(describeAdoption(preview, { model, isDryRun: values['dry-run'] === true }));
  if (values['dry-run'] === true || !preview.isUntouched) return;
  const host = await openDatabase({ url }, { log: createLog({ level: 'warn' }), clock: systemClock });
  await host.stop();
  console.log('Done. Start Teppan with this address as DATABASE_URL; it embeds what waits by itself.');
}

adopt().catch((error: unknown) => {
  console.error(errorText(error));
  process.exitCode = 1;
});
