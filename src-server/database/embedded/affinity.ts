import type { PGlite } from '@electric-sql/pglite';

/** First bytes of the wire messages of an extended query: Parse, Bind, Describe, Execute, Close, Flush. */
const BATCH_MESSAGES = new Set([0x50, 0x42, 0x44, 0x45, 0x43, 0x48]);
const SYNC_MESSAGE = 0x53;
const QUERY_MESSAGE = 0x51;

type RawStream = PGlite['execProtocolRawStream'];

/**
 * Keeps the batches of several connections apart. The socket server queues single wire messages, so that one
 * client's Parse can slip between another's Parse and Bind, and the second gets the first one's rows.
 * It lets one client go on while a transaction is open; here "in a transaction" also means "in the middle of a batch".
 *
 * The host uses one connection, but a dropped one and its successor may overlap.
 * `onFatal` is called when the engine throws, after which the server's queue never moves again.
 */
export function withAffinity(db: PGlite, onFatal: (error: unknown) => void): PGlite {
  let inBatch = false;

  const rawStream: RawStream = async (message, options) => {
    try {
      await db.execProtocolRawStream(message, options);
    } catch (error) {
      onFatal(error);
      throw error;
    } finally {
      const first = message[0];
      if (first === SYNC_MESSAGE || first === QUERY_MESSAGE) inBatch = false;
      else if (first !== undefined && BATCH_MESSAGES.has(first)) inBatch = true;
    }
  };

  /** The server calls this to roll back after a client that left; a batch it left open is ended first. */
  const exec: PGlite['exec'] = async (query, options) => {
    if (inBatch) {
      inBatch = false;
      const sync = new Uint8Array([SYNC_MESSAGE, 0, 0, 0, 4]);
      await db.runExclusive(() => db.execProtocolRawStream(sync, { onRawData: () => {} }));
    }
    return db.exec(query, options);
  };

  return new Proxy(db, {
    get(target, key) {
      if (key === 'isInTransaction') return () => target.isInTransaction() || inBatch;
      if (key === 'execProtocolRawStream') return rawStream;
      if (key === 'exec') return exec;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
