import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const PARAMETERS = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of a random password that nobody knows: what is compared when there is no account. */
let nobody: Promise<string> | undefined;

/** The password as it is kept: salted, and slow to guess. Works on a thread of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/**
 * Whether the password is right. Without a hash, because there is no such account or it has no password, the answer
 * is no and takes as long, so that the time does not tell which e-mail addresses exist.
 */
export async function checkPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash(crypto.randomUUID(), PARAMETERS);
  const isRight = await verify(passwordHash ?? (await nobody), password);
  return isRight && typeof passwordHash === 'string';
}
