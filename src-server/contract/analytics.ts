import { z } from 'zod';
import { Timestamp } from './building-blocks.ts';
import { Channel, EscalationReason } from './conversations.ts';
import { routeFor } from './route.ts';

export const Overview = z.object({
  /** When the figures were counted; they stand still in between. Null before the first refresh. */
  refreshedAt: Timestamp.nullable(),
  days: z.number().int(),
  totals: z.object({
    conversationCount: z.number().int(),
    closedCount: z.number().int(),
    /** Closed without ever having been escalated, as a share of the closed ones; null without closed ones. */
    resolutionRate: z.number().nullable(),
    /** Escalated at least once, as a share of all. */
    escalationRate: z.number().nullable(),
    avgQuality: z.number().nullable(),
    /** Mean of the 1 to 5 ratings that customers gave. */
    satisfaction: z.number().nullable(),
    ratingCount: z.number().int(),
    medianFirstResponseMs: z.number().nullable(),
    aiMessageCount: z.number().int(),
    staffMessageCount: z.number().int(),
    costMicroUsd: z.number(),
  }),
  byDay: z.array(
    z.object({
      day: z.string(),
      conversationCount: z.number().int(),
      escalationCount: z.number().int(),
      avgQuality: z.number().nullable(),
    }),
  ),
  byChannel: z.array(
    z.object({ channel: Channel, conversationCount: z.number().int(), escalationCount: z.number().int() }),
  ),
  reasons: z.array(z.object({ reason: EscalationReason, count: z.number().int() })),
  topArticles: z.array(
    z.object({ code: z.string(), title: z.string(), usageCount: z.number().int(), successRate: z.number().nullable() }),
  ),
  training: z.object({ pending: z.number().int(), approved: z.number().int(), rejected: z.number().int() }),
});
export type Overview = z.infer<typeof Overview>;

export const analytics = {
  overview: routeFor('owner')
    .route({ method: 'GET', path: '/analytics/overview', summary: 'How well the AI does' })
    .input(z.object({ days: z.number().int().min(1).max(90).default(30) }))
    .output(Overview),
  refresh: routeFor('owner')
    .route({ method: 'POST', path: '/analytics/refresh', summary: 'Count again now' })
    .output(z.object({ refreshedAt: Timestamp })),
};
