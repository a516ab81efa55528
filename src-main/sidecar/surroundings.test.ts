import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../command-line.ts';
import { childEnvironment, settingsFromEnvironment } from './child-environment.ts';
import { defaultDataDir } from './data-dir.ts';
import { createLogFile } from './log-file.ts';
import { createRememberedPort } from './remembered-port.ts';

describe('defaultDataDir', () => {
  it.each([
    ['linux', {}, '/home/a', '/home/a/.local/share/teppan'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/a', '/data/teppan'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a', '/home/a/.local/share/teppan'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/a', '/Users/a/Library/Application Support/Teppan'],
    ['win32', { APPDATA: 'C:\\Users\\a\\AppData\\Roaming' }, 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Roaming\\Teppan'],
    ['win32', {}, 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Roaming\\Teppan'],
  ] as const)('on %s with %j in %s is %s', (platform, environment, home, expected) => {
    expect(defaultDataDir(platform, environment, home)).toBe(expected);
  });
});

describe('readCommandLine', () => {
  const host = { platform: 'linux', environment: {}, home: '/home/a' } as const;

  it('reads its own options among those of Chromium', () => {
    const argv = ['.', '--no-sandbox', '--data=/tmp/x', '--port', '4000', '--remote-debugging-port=9222'];
    expect(readCommandLine(argv, host)).toEqual({ dataDir: '/tmp/x', port: 4000 });
  });

  it.each(['0', '-1', '70000', 'x', ''])('takes any port for %j', (port) => {
    expect(readCommandLine([`--port=${port}`], host).port).toBeUndefined();
  });
});

describe('environment', () => {
  const environment = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: '', DATABASE_URL: 'postgres://h/d', PATH: '/bin' };

  it('goes to the child without what is secret', () => {
    expect(childEnvironment(environment)).toEqual({ PATH: '/bin' });
  });

  it('gives the settings that are set', () => {
    expect(settingsFromEnvironment(environment)).toEqual({ openaiApiKey: 'sk-1', databaseUrl: 'postgres://h/d' });
  });
});

describe('files beside the data', () => {
  it('are readable by this user only, and a full log is set aside', () => {
    const folder = mkdtempSync(join(tmpdir(), 'teppan-log-'));
    const path = join(folder, 'logs', 'sidecar.log');
    const log = createLogFile(path);
    log('x'.repeat(5_000_001));
    log('second\n');
    expect(readFileSync(path, 'utf8')).toBe('second\n');
    expect(statSync(`${path}.old`).size).toBe(5_000_001);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700);

    const port = createRememberedPort(folder);
    expect(port.read()).toBe(0);
    port.write(4000);
    expect(createRememberedPort(folder).read()).toBe(4000);
    rmSync(folder, { recursive: true });
  });
});
