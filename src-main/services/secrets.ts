import type { SafeStorage } from 'electron';
import { z } from 'zod';
import { SECRET_NAMES, SecretName, type SecretProtection, type SecretStatus } from '../bridge/bridge.ts';
import { createJsonFile } from './json-file.ts';

export interface SecretsDeps {
  safeStorage: Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >;
  platform: NodeJS.Platform;
  /** Holds encrypted values only. */
  path: string;
}

export interface Secrets {
  protection(): SecretProtection;
  status(): SecretStatus;
  /** All secrets that are set, for the sidecar's configuration. */
  values(): Partial<Record<SecretName, string>>;
  /** Sets a secret; an empty value removes it. Where nothing can encrypt it, it lives until the app is closed. */
  save(name: SecretName, value: string): void;
}

const Stored = z.partialRecord(SecretName, z.base64());

const WARNINGS: Record<SecretProtection, string | null> = {
  keychain: null,
  basic_text:
    'This computer has no keyring, so saved keys are only lightly protected. Install GNOME Keyring or KWallet, then save them again.',
  none: 'This computer cannot protect saved keys, so they are kept only until Teppan is closed.',
};

/** Keeps keys and passwords with the system's own protection. Nothing is ever written in the clear. */
export function createSecrets({ safeStorage, platform, path }: SecretsDeps): Secrets {
  const file = createJsonFile(path, Stored);
  const unsaved: Partial<Record<SecretName, string>> = {};

  function protection(): SecretProtection {
    if (!safeStorage.isEncryptionAvailable()) return 'none';
    const isWeak = platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
    return isWeak ? 'basic_text' : 'keychain';
  }

  function values(): Partial<Record<SecretName, string>> {
    const found: Partial<Record<SecretName, string>> = { ...unsaved };
    if (protection() === 'none') return found;
    for (const [name, encrypted] of Object.entries(file.read()) as [SecretName, string][]) {
      const value = decrypt(safeStorage, encrypted);
      if (value !== undefined) found[name] = value;
    }
    return found;
  }

  function status(): SecretStatus {
    const set = values();
    const isSet = Object.fromEntries(SECRET_NAMES.map((name) => [name, set[name] !== undefined]));
    return { isSet: isSet as Record<SecretName, boolean>, warning: WARNINGS[protection()] };
  }

  function save(name: SecretName, value: string): void {
    const stored = file.read();
    delete stored[name];
    delete unsaved[name];
    if (value !== '' && protection() === 'none') unsaved[name] = value;
    else if (value !== '') stored[name] = safeStorage.encryptString(value).toString('base64');
    file.write(stored);
  }

  return { protection, status, values, save };
}

/** A value of another computer or user cannot be decrypted; it counts as not set and is asked for again. */
function decrypt(safeStorage: SecretsDeps['safeStorage'], encrypted: string): string | undefined {
  try {
    return safeStorage.decryptString(Buffer.from(encrypted, 'base64'));
  } catch {
    return undefined;
  }
}
