import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Vectors by the key of their text. All are of one width, without the zeros that pad them. */
export type KeptVectors = ReadonlyMap<string, Float32Array>;

/** A text is told by its hash: the file then holds nothing that anybody wrote. */
export function keyOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, KEY_DIGITS);
}

const KEY_DIGITS = 32;
const HASH_BYTES = 32;
const FORMAT = 'teppan-vectors-1';
const Head = z.object({
  format: z.literal(FORMAT),
  model: z.string(),
  width: z.number().int().positive().max(4096),
  keys: z.array(z.string().length(KEY_DIGITS)).max(200_000),
});

/**
 * Reads vectors of a model. The file is: SHA-256 of all that follows, the length of the head (4 bytes, little endian),
 * the head as JSON, then the numbers (float32, little endian) in the order of the keys. Undefined where there is no such
 * file or it holds another model's vectors; throws when it is damaged.
 */
export async function readVectorFile(path: string, model: string): Promise<KeptVectors | undefined> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const body = bytes.subarray(HASH_BYTES);
  if (!hashOf(body).equals(bytes.subarray(0, HASH_BYTES))) throw new Error('its checksum does not fit');
  const headBytes = body.readUInt32LE(0);
  const head = Head.parse(JSON.parse(body.subarray(4, 4 + headBytes).toString('utf8')));
  if (head.model !== model) return undefined;
  const numbers = body.subarray(4 + headBytes);
  if (numbers.length !== head.keys.length * head.width * 4) throw new Error('it holds too few or too many numbers');
  const all = new Float32Array(head.keys.length * head.width);
  new Uint8Array(all.buffer).set(numbers);
  return new Map(head.keys.map((key, at) => [key, all.subarray(at * head.width, (at + 1) * head.width)]));
}

/** Writes beside the file and moves it there, so that a crash leaves the old one or the new one. */
export async function writeVectorFile(path: string, model: string, vectors: KeptVectors): Promise<void> {
  const width = Math.max(1, ...[...vectors.values()].map((vector) => vector.length));
  const keys = [...vectors.keys()];
  const head = Buffer.from(JSON.stringify({ format: FORMAT, model, width, keys } satisfies z.input<typeof Head>));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const numbers = new Float32Array(keys.length * width);
  for (const [at, key] of keys.entries()) numbers.set(vectors.get(key) ?? [], at * width);
  const body = Buffer.concat([length, head, Buffer.from(numbers.buffer)]);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.new`;
  await writeFile(beside, Buffer.concat([hashOf(body), body]), { mode: 0o600 });
  await rename(beside, path);
}

function hashOf(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest();
}
