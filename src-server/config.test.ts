import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTINGS } from './config.ts';
import { APP_ROOT } from './core/app-root.ts';

const data = ['--data', '/data'];

describe('readConfig', () => {
  it('needs nothing but a place for the data', () => {
    expect(readConfig({ argv: data, env: {} })).toMatchObject({
      dataDir: '/data',
      host: '127.0.0.1',
      port: 0,
      databaseUrl: undefined,
      openai: { apiKey: undefined, chatModel: 'gpt-4o-mini' },
      parentToken: undefined,
    });
    expect(() => readConfig({ argv: [], env: {} })).toThrow(/--data FOLDER.*TEPPAN_DATA_DIR/);
  });

  it('lets the parent win over arguments, and arguments over the environment', () => {
    const env = { TEPPAN_DATA_DIR: '/env', TEPPAN_PORT: '1001', OPENAI_API_KEY: 'env-key' };
    expect(readConfig({ argv: [], env })).toMatchObject({ dataDir: '/env', port: 1001 });
    expect(readConfig({ argv: [...data, '--port', '1002'], env })).toMatchObject({ dataDir: '/data', port: 1002 });
    const parent = {
      type: 'configure',
      token: 't'.repeat(43),
      dataDir: '/parent',
      port: 0,
      openaiApiKey: 'key',
    } as const;
    expect(readConfig({ argv: ['--parent'], env, parent })).toMatchObject({
      dataDir: '/parent',
      port: 0,
      openai: { apiKey: 'key' },
      parentToken: 't'.repeat(43),
    });
  });

  it('takes a variable that is set to nothing as one that is not set', () => {
    expect(readConfig({ argv: data, env: { DATABASE_URL: '', OPENAI_API_KEY: ' ' } })).toMatchObject({
      databaseUrl: undefined,
      openai: { apiKey: undefined },
    });
  });

  it.each([
    ['DATABASE_URL', 'mysql://u:hunter2@h/d'],
    ['OPENAI_BASE_URL', 'file:///etc/passwd'],
    ['TEPPAN_PORT', '70000'],
    ['TEPPAN_LOG_LEVEL', 'loud'],
    ['TEPPAN_PUBLIC_URL', 'desk.internal'],
  ])('names %s and what it takes when it cannot be used, but not its value', (name, value) => {
    expect(() => readConfig({ argv: data, env: { [name]: value } })).toThrow(
      new RegExp(`${name} cannot be used. It is: `),
    );
    expect(() => readConfig({ argv: data, env: { [name]: value } })).not.toThrow(value);
  });

  it('does not open the network without an address that it may be called by', () => {
    const env = { TEPPAN_HOST: '0.0.0.0' };
    expect(() => readConfig({ argv: data, env })).toThrow(/TEPPAN_PUBLIC_URL/);
    expect(readConfig({ argv: data, env: { ...env, TEPPAN_PUBLIC_URL: 'https://desk.example.com' } }).host).toBe(
      '0.0.0.0',
    );
  });

  it.each([['--prot', '1'], ['extra'], ['--port', 'x']])('refuses arguments that it does not know: %s', (...argv) => {
    expect(() => readConfig({ argv: [...data, ...argv], env: {} })).toThrow(/--port/);
  });
});

it('is what the README tells', () => {
  const readme = readFileSync(join(APP_ROOT, 'README.md'), 'utf8');
  const missing = Object.entries(SETTINGS).filter(
    ([name, { usually, description }]) => !readme.includes(`| \`${name}\` | ${usually} | ${description} |`),
  );
  expect(missing.map(([name]) => name)).toEqual([]);
});
