import { createContext, use } from 'react';
import type { LiveState } from '../../lib/follow-events.ts';

export const LiveContext = createContext<LiveState>('connecting');

/** Whether what is on the screen follows the desk right now. */
export function useLiveState(): LiveState {
  return use(LiveContext);
}
