import { expect, it } from 'vitest';
import type { Overview } from '#contract/analytics.ts';
import { createMemoryStorage } from '../../lib/storage.ts';
import { createLastSeen } from './last-seen.ts';

const overview: Overview = {
  refreshedAt: '2026-11-22T18:00:00Z',
  days: 30,
  totals: {
    conversationCount: 3,
    closedCount: 2,
    resolutionRate: 0.5,
    escalationRate: 0.3,
    avgQuality: null,
    satisfaction: null,
    ratingCount: 0,
    medianFirstResponseMs: null,
    aiMessageCount: 4,
    staffMessageCount: 1,
    costMicroUsd: 0,
  },
  byDay: [],
  byChannel: [],
  reasons: [],
  topArticles: [],
  training: { pending: 0, approved: 0, rejected: 0 },
};

it('keeps the figures of a span with the time they were seen', () => {
  const storage = createMemoryStorage();
  createLastSeen(storage, () => Date.parse('2026-11-22T19:00:00Z')).keep(overview);
  const later = createLastSeen(storage, () => 0);
  expect(later.find(30)).toEqual({ overview, seenAt: '2026-11-22T19:00:00.000Z' });
  expect(later.find(7)).toBeUndefined();
});

it('forgets what an older version kept in another form', () => {
  const storage = createMemoryStorage();
  storage.setItem('teppan.analytics.30', '{"overview":{"days":30},"seenAt":"2026-01-01"}');
  expect(createLastSeen(storage, () => 0).find(30)).toBeUndefined();
});
