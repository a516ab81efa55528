import type { Draft } from '../draft.ts';
import { BUILT_IN_INTENTS } from '../router/built-in-intents.ts';

/**
 * The intent by which the autonomy of an answer is decided: one that the owner defined where the router is of it, and
 * otherwise the agent's word for what it answered. That knows more than the router: an answer is about what it cites, and
 * a reply within a booking about the booking, whatever the message looks like.
 */
export function autonomyIntent({ trace }: Pick<Draft, 'trace'>): string {
  const { route } = trace;
  const isOwn = route != null && BUILT_IN_INTENTS.every(({ name }) => name !== route.intent);
  return isOwn && route.agent === trace.agent ? route.intent : trace.intent;
}
