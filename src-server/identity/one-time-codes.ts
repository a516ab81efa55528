import type { Clock } from '../core/clock.ts';
import { newSecret } from '../core/ids.ts';

/** Codes that open the console once, for whoever can read this machine's terminal or was handed the link. */
export interface OneTimeCodes {
  mint(): string;
  /** Whether the code is good; it is used up by asking. */
  redeem(code: string): boolean;
}

/** Long enough to find the terminal and click; a new link can be made at any time. */
const CODE_LIFETIME_MS = 10 * 60_000;

/** Kept in memory only: a code never outlives the process that made it. */
export function createOneTimeCodes(clock: Clock, createCode: () => string = newSecret): OneTimeCodes {
  const validUntil = new Map<string, number>();
  return {
    mint() {
      const now = clock.now().getTime();
      for (const [code, until] of validUntil) if (until <= now) validUntil.delete(code);
      const code = createCode();
      validUntil.set(code, now + CODE_LIFETIME_MS);
      return code;
    },
    redeem(code) {
      const until = validUntil.get(code);
      validUntil.delete(code);
      return until !== undefined && until > clock.now().getTime();
    },
  };
}
