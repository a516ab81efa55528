import type { EscalationReason } from '../../contract/conversations.ts';

/** What the desk itself says to customers, in one language. */
export interface PhraseBook {
  /** How a hand-over begins, by its reason; `other` for reasons that have no words of their own. */
  openings: Partial<Record<EscalationReason, string>> & { other: string };
  aboutAMinute: string;
  minutes: (count: number) => string;
  hours: (count: number) => string;
  /** `when` names a day and a time, such as `tomorrow at 9 AM`. */
  closedUntil: (when: string) => string;
  tomorrow: string;
  at: (day: string, time: string) => string;
  keepWriting: string;
  joined: (name: string) => string;
  handedBack: string;
  closed: string;
  offer: string;
}
