import type { RoutedAgent } from '../../contract/intents.ts';
import type { RouterTuning } from '../../contract/tuning.ts';

/** Where a message goes, and why. */
export interface Routing {
  intent: string;
  /** How likely the agent is the right one, 0..1. */
  confidence: number;
  agent: RoutedAgent;
  /** The message belongs to no intent: it is looked up, and declined without support, but never forced into one. */
  isOutOfScope: boolean;
  /** The next likeliest intents. */
  alternatives: { intent: string; probability: number }[];
  /** What decided, in words for "Why this answer?". */
  reasons: string[];
  /** The agent whose open task goes on after this message: a price question inside a booking returns to the booking. */
  returnTo?: 'booking' | 'complaint';
}

/** What the conversation was about before the message. */
export interface RouteContext {
  /** The agent that waits for the customer's reply in a task of several steps. */
  openAgent?: 'booking' | 'complaint' | undefined;
  /** The message gives facts that the open task is about, and says nothing of a complaint. */
  statesFacts?: boolean | undefined;
  /** The intent of the customer's message before. */
  previousIntent?: string | undefined;
  /** What was learned of the router; left out, as it is shipped. */
  tuning?: RouterTuning | undefined;
}
