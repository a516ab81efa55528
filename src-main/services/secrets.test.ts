import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeSafeStorage } from '../../tests/support/fake-electron/fake-electron.ts';
import { createSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teppan-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function setUp(change: (safeStorage: FakeSafeStorage) => void = () => undefined) {
  const safeStorage = new FakeSafeStorage();
  change(safeStorage);
  const path = join(folder, 'secrets.json');
  const open = () => createSecrets({ safeStorage: { ...methodsOf(safeStorage) }, platform: 'linux', path });
  return { path, open };
}

function methodsOf(safeStorage: FakeSafeStorage) {
  return {
    isEncryptionAvailable: () => safeStorage.isEncryptionAvailable(),
    getSelectedStorageBackend: () => safeStorage.backend as 'gnome_libsecret' | 'basic_text',
    encryptString: (text: string) => safeStorage.encryptString(text),
    decryptString: (encrypted: Buffer) => safeStorage.decryptString(encrypted),
  };
}

describe('secrets', () => {
  it('are there again after a restart, and never in the file as they are', () => {
    const { open, path } = setUp();
    open().save('openaiApiKey', 'sk-canary');
    expect(open().values()).toEqual({ openaiApiKey: 'sk-canary' });
    expect(readFileSync(path, 'utf8')).not.toContain('sk-canary');
  });

  it('are removed by an empty value', () => {
    const { open } = setUp();
    open().save('databaseUrl', 'postgres://h/d');
    open().save('databaseUrl', '');
    expect(open().values()).toEqual({});
    expect(open().status().isSet.databaseUrl).toBe(false);
  });

  it('come with a warning where the system protects them badly', () => {
    const { open } = setUp((safeStorage) => {
      safeStorage.backend = 'basic_text';
    });
    expect(open().protection()).toBe('basic_text');
    expect(open().status().warning).toContain('no keyring');
  });

  it('live only as long as the app where nothing can encrypt them', () => {
    const { open, path } = setUp((safeStorage) => {
      safeStorage.isAvailable = false;
    });
    const secrets = open();
    secrets.save('openaiApiKey', 'sk-canary');
    expect(secrets.values()).toEqual({ openaiApiKey: 'sk-canary' });
    expect(secrets.status().warning).toContain('until Teppan is closed');
    expect(open().values()).toEqual({});
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').not.toContain('sk-canary');
  });

  it.each(['', 'not json', '{"openaiApiKey":7}', '{"unknown":"AAAA"}'])(
    'count as not set in a file with %j',
    (text) => {
      const { open, path } = setUp();
      writeFileSync(path, text);
      expect(open().values()).toEqual({});
      open().save('openaiApiKey', 'sk-new');
      expect(open().values()).toEqual({ openaiApiKey: 'sk-new' });
    },
  );
});
