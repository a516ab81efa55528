import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ROOT } from '../../src-server/core/app-root.ts';

/** Each line breaks one rule of biome.arrows.json: the file, its code, and what the message must tell. */
const VIOLATIONS: readonly [file: string, code: string, message: RegExp][] = [
  ['src-server/contract/a.ts', `import '../core/log.ts';`, /contract stands alone/],
  ['src-server/contract/b.ts', `import 'node:fs';`, /contract stands alone/],
  ['src-server/core/a.ts', `import '../database/database.ts';`, /core imports nothing of ours/],
  ['src-server/database/a.ts', `import '../jobs/queue.ts';`, /stands below the capabilities/],
  ['src-server/database/embedded/a.ts', `import '../../desk/claim.ts';`, /stands below the capabilities/],
  ['src-server/database/b.ts', `import express from 'express';`, /express in http/],
  ['src-server/models/a.ts', `import '../knowledge/search.ts';`, /stands below the capabilities/],
  ['src-server/models/b.ts', `import pg from 'pg';`, /pg and pglite in database/],
  ['src-server/jobs/a.ts', `import '../learning/promote.ts';`, /compose\.ts passes it/],
  ['src-server/knowledge/a.ts', `import '../learning/promote.ts';`, /Capabilities do not import each other/],
  [
    'src-server/knowledge/b.ts',
    `export const load = () => import('../desk/claim.ts');`,
    /Capabilities do not import each other/,
  ],
  ['src-server/knowledge/c.ts', `import '../http/app.ts';`, /Inner layers do not import outer ones/],
  ['src-server/knowledge/d.ts', `import '../config.ts';`, /Inner layers do not import outer ones/],
  ['src-server/knowledge/e.ts', `import express from 'express';`, /express in http and \*\.routes\.ts/],
  ['src-server/knowledge/f.ts', `import type { Client } from 'pg';`, /pg and pglite in database/],
  ['src-server/knowledge/g.ts', `import { PGlite } from '@electric-sql/pglite';`, /pg and pglite in database/],
  ['src-server/knowledge/h.ts', `import OpenAI from 'openai';`, /model SDKs in models/],
  ['src-server/knowledge/i.ts', `import { zodFunction } from 'openai/helpers/zod';`, /model SDKs in models/],
  ['src-server/knowledge/j.ts', `import '@energetic-ai/core';`, /model SDKs in models/],
  ['src-server/knowledge/k.ts', `import { app } from 'electron';`, /electron in src-main/],
  ['src-server/knowledge/l.ts', `export const key = process.env.KEY;`, /process\.env/],
  ['src-server/desk/desk.routes.ts', `import '../learning/promote.ts';`, /Capabilities do not import each other/],
  ['src-server/http/a.ts', `import '../compose.ts';`, /Inner layers do not import outer ones/],
  ['src-server/compose.ts', `import { app } from 'electron';`, /electron in src-main/],
  ['src-server/index.ts', `import '../src-main/index.ts';`, /neither the page nor Electron/],
  ['src-main/a.ts', `import '../src-server/database/database.ts';`, /no business rules/],
  ['src-main/bridge/a.ts', `import { ipcMain } from 'electron';`, /electron in src-main|bridge is pure/],
  ['src-main/bridge/b.ts', `import '../windows/main-window.ts';`, /bridge is pure/],
  ['src-renderer/features/inbox/a.ts', `import '../../../src-server/desk/claim.ts';`, /nothing else of either/],
  ['src-renderer/features/inbox/b.ts', `import 'node:fs';`, /nothing else of either/],
  ['src-renderer/features/inbox/c.ts', `export const load = () => fetch('/');`, /global variable fetch/],
  ['src-renderer/lib/a.ts', `import '../features/inbox/queries.ts';`, /stands below the screens/],
  ['src-renderer/ui/a.ts', `import { useQuery } from '@tanstack/react-query';`, /presentational/],
  ['src-renderer/ui/b.ts', `import '../features/inbox/queries.ts';`, /presentational/],
];

/** What the rules must leave alone. */
const ALLOWED: readonly [file: string, code: string][] = [
  ['src-server/core/ok.ts', `import '../contract/errors.ts';`],
  ['src-server/database/ok.ts', `import 'pg';\nimport '../core/log.ts';`],
  ['src-server/models/ok.ts', `import 'openai';\nimport '../database/database.ts';`],
  [
    'src-server/desk/ok.ts',
    `import '../contract/index.ts';\nimport '../database/database.ts';\nimport '../jobs/queue.ts';`,
  ],
  ['src-server/desk/ok.routes.ts', `import 'express';\nimport '../contract/desk.ts';`],
  ['src-server/desk/ok.test.ts', `import 'pg';\nimport '../learning/promote.ts';`],
  ['src-server/http/ok.ts', `import 'express';\nimport '../desk/claim.ts';`],
  ['src-server/config.ts', `export const key = process.env.KEY;`],
  ['src-main/ok.ts', `import 'electron';\nimport '../src-server/contract/sidecar.ts';`],
  ['src-renderer/lib/ok.ts', `import '#contract/desk.ts';\nexport const load = () => fetch('/');`],
  ['src-renderer/features/inbox/ok.ts', `import '../../../src-main/bridge/bridge.ts';\nimport '../../lib/api.ts';`],
];

describe('the import arrows of biome.arrows.json', () => {
  let found: Map<string, string[]>;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teppan-arrows-'));
    for (const name of ['biome.json', 'biome.arrows.json', 'package.json', '.gitignore']) {
      await cp(join(APP_ROOT, name), join(folder, name));
    }
    for (const [file, code] of [...VIOLATIONS, ...ALLOWED]) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), `${code}\n`);
    }
    found = await lint(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(VIOLATIONS)('%s may not: %s', (file, _code, message) => {
    expect(found.get(file)?.join('\n')).toMatch(message);
  });

  it.each(ALLOWED)('%s may: %s', (file) => {
    expect(found.get(file)).toBeUndefined();
  });
});

const RULES = ['noRestrictedImports', 'noRestrictedGlobals', 'noProcessEnv'];

interface Diagnostic {
  category: string;
  message: string;
  location: { path: string };
}

/** The messages of the rules about arrows, by file. */
async function lint(folder: string): Promise<Map<string, string[]>> {
  const biome = join(APP_ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  // Findings make it exit with an error, so only what it printed counts.
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  const report = JSON.parse(printed) as { diagnostics: Diagnostic[] };
  const found = new Map<string, string[]>();
  for (const { category, message, location } of report.diagnostics) {
    if (!RULES.some((rule) => category === `lint/style/${rule}`)) continue;
    found.set(location.path, [...(found.get(location.path) ?? []), message]);
  }
  return found;
}
