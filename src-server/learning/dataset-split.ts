import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Groupable, groupKeys, hashText } from './group-keys.ts';
import { createNumberTable } from './number-table.ts';

/** Decides which examples, and pairs of replies, are held back for validation, from what each shares with others. */
export interface DatasetSplit {
  /** The next example; its index is the number of those before it. */
  add(example: Groupable): Promise<void>;
  /**
   * Marks those that are held back with 1: whole groups, and no more than the share of the first `counted` ones (all, where
   * none is given). Those after them go with their groups and are never held back by themselves. Groups are what shares
   * a key, directly or over others. The choice follows from the ids alone, so the same is always split in the same way.
   */
  choose(share: number, counted?: number): Promise<Uint8Array>;
  discard(): Promise<void>;
}

/** A hash of 48 bits and the index of an example. */
const RECORD_BYTES = 10;
const HASH_BYTES = 6;
const PIECE_RECORDS = 8_192;
/** So many keys are compared at a time: 12 MB, however many there are. */
const ROUND_RECORDS = 500_000;
const ABOVE_TABLE_BITS = 2 ** 24;
const INDEX_BITS = 24n;

/**
 * A split that keeps the keys of the examples in a temporary file, eight or so for each, and reads it once for every
 * half a million keys: so a million examples take ten megabytes of memory instead of a gigabyte.
 */
export async function createDatasetSplit(folder: string, id: string): Promise<DatasetSplit> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `.${id}.keys.tmp`);
  const handle = await open(path, 'wx', 0o600);
  const piece = Buffer.alloc(PIECE_RECORDS * RECORD_BYTES);
  let used = 0;
  let records = 0;
  let count = 0;
  let orders = new Float64Array(1_024);

  async function flush(): Promise<void> {
    await handle.writeFile(piece.subarray(0, used));
    used = 0;
  }

  return {
    async add(example) {
      if (count === orders.length) orders = grown(orders);
      orders[count] = hashText(example.id);
      for (const key of groupKeys(example)) {
        piece.writeUIntBE(hashText(key), used, HASH_BYTES);
        piece.writeUInt32BE(count, used + HASH_BYTES);
        used += RECORD_BYTES;
        records += 1;
        if (used === piece.length) await flush();
      }
      count += 1;
    },
    async choose(share, counted = count) {
      await flush();
      const groups = createGroups(count);
      const rounds = Math.max(1, Math.ceil(records / ROUND_RECORDS));
      for (let round = 0; round < rounds; round += 1) await joinRound(path, groups, round, rounds, records);
      return holdBack(groups, orders, count, { share, counted });
    },
    async discard() {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}

/** Joins the examples of equal keys, of those keys whose turn it is. */
async function joinRound(path: string, groups: Groups, round: number, rounds: number, records: number): Promise<void> {
  const table = createNumberTable(Math.ceil((records / rounds) * 1.1) + 1_000);
  for await (const read of createReadStream(path, { highWaterMark: PIECE_RECORDS * RECORD_BYTES })) {
    const piece: Buffer = read;
    for (let at = 0; at < piece.length; at += RECORD_BYTES) {
      const key = piece.readUIntBE(at, HASH_BYTES);
      if (Math.floor(key / ABOVE_TABLE_BITS) % rounds !== round) continue;
      const index = piece.readUInt32BE(at + HASH_BYTES);
      const first = table.firstOf(key, index);
      if (first !== undefined) groups.join(first, index);
    }
  }
}

interface Groups {
  join(a: number, b: number): void;
  /** One of the group, the same for all of it. */
  rootOf(index: number): number;
}

function createGroups(count: number): Groups {
  const parents = Int32Array.from({ length: count }, (_, index) => index);
  function rootOf(index: number): number {
    let at = index;
    for (;;) {
      const up = parents[at] ?? at;
      if (up === at) return at;
      // Halves the way for whoever comes next.
      const further = parents[up] ?? up;
      parents[at] = further;
      at = further;
    }
  }
  return {
    rootOf,
    join(a, b) {
      parents[rootOf(a)] = rootOf(b);
    },
  };
}

/** Takes groups in the order of their smallest hash, as long as they fit. */
function holdBack(
  groups: Groups,
  orders: Float64Array,
  count: number,
  { share, counted }: { share: number; counted: number },
): Uint8Array {
  const sizes = new Int32Array(count);
  const smallest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  for (let index = 0; index < counted; index += 1) {
    const root = groups.rootOf(index);
    sizes[root] = (sizes[root] ?? 0) + 1;
    smallest[root] = Math.min(smallest[root] ?? Number.POSITIVE_INFINITY, orders[index] ?? 0);
  }
  const keys = new BigUint64Array(count);
  let found = 0;
  for (let root = 0; root < count; root += 1)
    if ((sizes[root] ?? 0) > 0) {
      // 40 of the 48 bits stand above the number of the group.
      keys[found] = (BigInt(Math.floor((smallest[root] ?? 0) / 256)) << INDEX_BITS) | BigInt(root);
      found += 1;
    }
  const byHash = keys.subarray(0, found).sort();
  const isChosen = new Uint8Array(count);
  let left = Math.floor(counted * share);
  for (const key of byHash) {
    const root = Number(key & (2n ** INDEX_BITS - 1n));
    const size = sizes[root] ?? 0;
    if (size > left) continue;
    isChosen[root] = 1;
    left -= size;
  }
  return Uint8Array.from({ length: count }, (_, index) => isChosen[groups.rootOf(index)] ?? 0);
}

function grown(orders: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(orders.length * 2);
  larger.set(orders);
  return larger;
}
