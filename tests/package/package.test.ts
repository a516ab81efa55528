import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../scripts/build-parts.ts';
import { APP_ROOT } from '../../src-server/core/app-root.ts';
import { docxOf, paragraph, run } from '../support/import-files/docx.ts';
import { pdfOf } from '../support/import-files/pdf.ts';
import { runCommand } from '../support/run-command.ts';
import { firstState } from './sidecar-states.ts';
import { writeStandInElectron } from './stand-in-electron.ts';

const ELECTRON_VERSION = '45.4.1';
const folder = mkdtempSync(join(tmpdir(), 'teppan-package-'));
const packed = join(folder, 'dist', 'linux-unpacked');
const extracted = join(folder, 'extracted');
const archive = join(packed, 'resources', 'app.asar');
let files: string[] = [];

beforeAll(async () => {
  await buildStale(() => undefined);
  const electronDist = join(folder, 'electron');
  writeStandInElectron(electronDist, ELECTRON_VERSION);
  const builder = join(APP_ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const args = ['--linux', 'dir', '--x64', '--publish', 'never'];
  const overrides = [`-c.electronDist=${electronDist}`, `-c.directories.output=${join(folder, 'dist')}`];
  const made = await runCommand(process.execPath, [builder, ...args, ...overrides], { timeoutMs: 200_000 });
  if (!made.ok) throw new Error(`electron-builder failed:\n${made.output}`);
  files = listPackage(archive, { isPack: false });
  extractAll(archive, extracted);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packaged app', () => {
  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'teppan'));
    // In the executable a fuse is the character 1 or 0.
    const state = (fuse: FuseV1Options) => wire[fuse] === '1'.charCodeAt(0);
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspectArguments: state(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      ownSnapshot: state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspectArguments: false,
      asarIntegrity: true,
      onlyAsar: true,
      ownSnapshot: false,
      fileProtocol: false,
    });
  });

  it('loads only from the archive', () => {
    expect(existsSync(join(packed, 'resources', 'app'))).toBe(false);
  });

  it.each([
    '/package.json',
    '/out/main/index.js',
    '/out/preload/index.cjs',
    '/out/renderer/index.html',
    '/out/renderer/chat/index.html',
    '/out/server/index.js',
    '/migrations/000001_base-schema.sql',
    '/resources/icons/icon.png',
    '/resources/sample/business.json',
    '/node_modules/express/package.json',
  ])('holds %s', (file) => {
    expect(files).toContain(file);
  });

  it('holds no sources, tests, source maps, settings of a developer or tools', () => {
    const unwanted =
      /\.map$|\.tsx?$|\.test\.|\/__tests__\/|\/\.env|^\/(src-|tests|scripts|\.git)|^\/node_modules\/(electron|vite|vitest|typescript|playwright|react)\//;
    expect(files.filter((path) => unwanted.test(path))).toEqual([]);
  });

  it('has native modules and WebAssembly as files of their own', () => {
    const mustBeUnpacked = files.filter((path) => /\.(node|wasm)$/.test(path));
    expect(mustBeUnpacked.length).toBeGreaterThan(2);
    expect(mustBeUnpacked.filter((path) => !existsSync(join(`${archive}.unpacked`, path)))).toEqual([]);
  });

  it('starts its sidecar from what the archive holds, and nothing else', async () => {
    const entry = join(extracted, 'out', 'server', 'index.js');
    const child = spawn(process.execPath, [entry, '--data', join(folder, 'data'), '--port', '0'], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = new Promise<number | null>((done) => child.on('exit', done));
    try {
      const state = await firstState(child, ['ready', 'failed']);
      expect(state).toMatchObject({ state: 'ready' });
      const url = state.state === 'ready' ? state.url : '';
      expect(await (await fetch(new URL('/api/health', url))).json()).toMatchObject({ status: 'ok' });
      expect(await (await fetch(url)).text()).toContain('<div id="root">');
      child.kill('SIGTERM');
      expect(await exited).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('reads documents with what the archive holds', async () => {
    const { createFileReader }: typeof import('../../src-server/knowledge/reading/read-file.ts') = await import(
      join(extracted, 'out', 'server', 'knowledge', 'reading', 'read-file.js')
    );
    const reader = createFileReader();
    const names = ['a.pdf', 'a.docx', 'a.html', 'a.csv'];
    const contents = [
      pdfOf([[{ text: 'Words', x: 72, y: 700 }]]),
      docxOf(paragraph(run('Words'))),
      Buffer.from('<p>Words</p>'),
      Buffer.from('question,answer\nq,Words'),
    ];
    for (const [index, bytes] of contents.entries())
      expect(await reader.read({ name: names[index] ?? '', bytes })).toMatchObject([
        { draft: { bodyMarkdown: 'Words' } },
      ]);
    await reader.stop();
  });

  it('counts tokens with what the archive holds', async () => {
    const { startTokenCounter }: typeof import('../../src-server/models/text/token-counter.ts') = await import(
      join(extracted, 'out', 'server', 'models', 'text', 'token-counter.js')
    );
    const counter = startTokenCounter();
    expect(await counter.count(['How much is it per adult?'])).toBe(7);
    await counter.stop();
  });
});
