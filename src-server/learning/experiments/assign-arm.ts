import { createHash } from 'node:crypto';

/**
 * Which side a conversation is on: the same at every message and in every sidecar, as it follows from the two ids alone.
 * The hash is spread evenly over 0..1, so that `share` of the conversations get the candidate.
 */
export function isCandidate(experimentId: string, conversationId: string, share: number): boolean {
  const hash = createHash('sha256').update(`${experimentId} ${conversationId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32 < share;
}
