import type { Queryable } from '../database/database.ts';
import { listTrainablePlaces, PLACE_BYTES, type SourceFilter } from './trainable.store.ts';

const PAGE = 20_000;
const ID_BYTES = 16;
/** A sorting key holds five bytes of an id above the number of the place: as many places as fit below. */
const NUMBER_BITS = 24n;
const MOST_PLACES = 2 ** Number(NUMBER_BITS);

/** The examples that may be trained on, in the order in which they are read. A million take 29 MB. */
export interface TrainableOrder {
  readonly count: number;
  idAt(index: number): string;
}

/**
 * Lists what may be trained on, conversation by conversation, and these in a random order that is the same each time.
 * The examples of a conversation follow each other, so that whoever replaces personal data has to remember one
 * conversation at a time; only where five random bytes meet do two of them mix.
 */
export async function orderTrainable(db: Queryable, filter: SourceFilter): Promise<TrainableOrder> {
  const pages: Buffer[] = [];
  let below: string | undefined;
  do {
    const found = await listTrainablePlaces(db, filter, below, PAGE);
    for (const { places } of found) pages.push(places);
    below = found.at(-1)?.quality;
  } while (below !== undefined);
  const places = Buffer.concat(pages);
  const count = places.length / PLACE_BYTES;
  if (count > MOST_PLACES)
    throw new RangeError(`A dataset takes up to ${MOST_PLACES} examples, and ${count} are there.`);
  const keys = new BigUint64Array(count);
  for (let place = 0; place < count; place += 1) {
    const group = places.readUIntBE(place * PLACE_BYTES + ID_BYTES, PLACE_BYTES - ID_BYTES);
    keys[place] = (BigInt(group) << NUMBER_BITS) | BigInt(place);
  }
  keys.sort();
  return {
    count,
    idAt(index) {
      const key = keys[index];
      if (key === undefined) throw new RangeError(`There is no example ${index} of ${count}.`);
      const at = Number(key & BigInt(MOST_PLACES - 1)) * PLACE_BYTES;
      return dashed(places.toString('hex', at, at + ID_BYTES));
    },
  };
}

/** As the database writes an id. */
function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
