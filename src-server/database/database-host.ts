import type { Database } from './database.ts';
import type { EventFeed } from './event-feed.ts';

/** Something about the data that a person has to be told, found while the database was opened. */
export interface DatabaseNotice {
  code: 'DATABASE_RESTORED' | 'DATABASE_STARTED_EMPTY';
  /** For the person: what happened, which time is missing, where the damaged data is kept. */
  message: string;
  /** The range of time whose changes are missing, ISO 8601; `from` is undefined where there was no backup. */
  missing: { from: string | undefined; to: string };
  /** Where the folder that could not be opened is kept. */
  keptFolder: string;
}

export interface Backup {
  file: string;
  takenAt: string;
  bytes: number;
}

export interface ReplacedBackups {
  backup: Backup;
  /** How many there were before. */
  removed: number;
  /** The folders of damaged databases that are kept, which may still hold what was deleted. */
  setAside: string[];
}

/** An open database with what belongs to its life. */
export interface DatabaseHost extends Database {
  readonly feed: EventFeed;
  readonly notices: readonly DatabaseNotice[];
  /**
   * Takes a backup if something has changed since the last one, checks it by opening it, and removes those that are
   * too old. Resolves to undefined where nothing had changed, and on a server, whose backups are its owner's.
   */
  backup(): Promise<Backup | undefined>;
  /**
   * Takes a checked backup and removes every other one, so that what was deleted is in none. Resolves to undefined on
   * a server.
   */
  replaceBackups(): Promise<ReplacedBackups | undefined>;
  /** Closes the database within five seconds. Running statements fail with UNAVAILABLE. */
  stop(): Promise<void>;
}
