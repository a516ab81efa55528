export interface NumberTable {
  /** The value that this key was first given with; undefined where that is now. */
  firstOf(key: number, value: number): number | undefined;
}

const FREE = -1;

/**
 * A map from hashes to indices for as many keys as are named ahead: 12 bytes a place, where a Map takes a hundred a key.
 * Keys are whole numbers from 0, whose last bits are as good as random.
 */
export function createNumberTable(mostKeys: number): NumberTable {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1, mostKeys) * 1.5));
  const keys = new Float64Array(size).fill(FREE);
  const values = new Int32Array(size);
  let used = 0;
  return {
    firstOf(key, value) {
      for (let at = key % size; ; at = (at + 1) % size) {
        if (keys[at] === key) return values[at];
        if (keys[at] !== FREE) continue;
        used += 1;
        // A full table would be searched for ever.
        if (used === size) throw new RangeError(`More than ${mostKeys} keys were put into this table.`);
        keys[at] = key;
        values[at] = value;
        return undefined;
      }
    },
  };
}
