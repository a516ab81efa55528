import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import { createAttemptLimit } from './attempt-limit.ts';

export interface RequestLimitOptions {
  clock: Clock;
  requests: number;
  windowMs: number;
  /** What is too many: `chats were begun from this address`. */
  what: string;
}

/** Lets a key through so many times within a window, then throws TOO_MANY_REQUESTS with how long to wait. */
export function createRequestLimit({ clock, requests, windowMs, what }: RequestLimitOptions): (key: string) => void {
  const limit = createAttemptLimit({ clock, attempts: requests, windowMs });
  return (key) => {
    const waitMs = limit.waitMs(key);
    if (waitMs > 0) {
      const seconds = Math.ceil(waitMs / 1_000);
      throw new AppError(
        'TOO_MANY_REQUESTS',
        `Too many ${what}. Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}, then try again.`,
      );
    }
    limit.failed(key);
  };
}

/**
 * What a customer's page may ask of the desk. Far above what people do, as a family may share an address and a team a
 * proxy; far below what would fill the disk. What the AI may cost is limited by conversation, see the conversation rules.
 */
export function createChatLimits(clock: Clock) {
  return {
    start: createRequestLimit({ clock, requests: 300, windowMs: 60_000, what: 'chats were begun from this address' }),
    send: createRequestLimit({ clock, requests: 100, windowMs: 10_000, what: 'messages were sent at once' }),
  };
}
