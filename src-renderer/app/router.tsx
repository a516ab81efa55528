import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { BookingStatus } from '#contract/bookings.ts';
import { LocalDate } from '#contract/business.ts';
import { Channel, InboxView } from '#contract/conversations.ts';
import { GapSort, GapStatus } from '#contract/gaps.ts';
import { ArticleCategory, ArticleOrder } from '#contract/knowledge.ts';
import { InboxScreen } from '../features/inbox/inbox.screen.tsx';
import { forRole } from './shell/for-role.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('./shell/not-found.screen.tsx'), 'NotFoundScreen'),
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/{-$conversationId}' });
  },
});

/** An address that a person shortened or that an older version wrote must open the screen all the same. */
const InboxSearch = z.object({
  view: InboxView.optional().catch(undefined),
  channel: Channel.optional().catch(undefined),
  q: z.string().optional().catch(undefined),
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox/{-$conversationId}',
  validateSearch: InboxSearch,
  component: InboxScreen,
});

const traceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/conversations/$conversationId/why/$traceId',
  component: lazyRouteComponent(() => import('../features/traces/trace.screen.tsx'), 'TraceScreen'),
});

const escalationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/escalations',
  validateSearch: z.object({ status: z.enum(['open', 'claimed', 'done']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../features/escalations/escalations.screen.tsx'), 'EscalationsScreen'),
});

const trainingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training',
  validateSearch: z.object({
    tab: z.enum(['review', 'approved', 'rejected', 'datasets']).optional().catch(undefined),
  }),
  component: forRole(
    'admin',
    lazyRouteComponent(() => import('../features/training/training.screen.tsx'), 'TrainingScreen'),
  ),
});

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training/models',
  validateSearch: z.object({ version: z.uuid().optional().catch(undefined) }),
  component: forRole(
    'admin',
    lazyRouteComponent(() => import('../features/models/models.screen.tsx'), 'ModelsScreen'),
  ),
});

const automationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training/automation',
  component: forRole(
    'admin',
    lazyRouteComponent(() => import('../features/automation/automation.screen.tsx'), 'AutomationScreen'),
  ),
});

const articlesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/articles',
  validateSearch: z.object({
    category: ArticleCategory.optional().catch(undefined),
    archived: z.boolean().optional().catch(undefined),
    due: z.boolean().optional().catch(undefined),
    order: ArticleOrder.optional().catch(undefined),
    q: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../features/articles/articles.screen.tsx'), 'ArticlesScreen'),
});

const articleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/articles/$articleId',
  // A new article may begin as the draft for a gap.
  validateSearch: z.object({ gap: z.uuid().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../features/articles/article.screen.tsx'), 'ArticleScreen'),
});

const gapsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/articles/gaps',
  validateSearch: z.object({
    status: GapStatus.optional().catch(undefined),
    sort: GapSort.optional().catch(undefined),
    q: z.string().optional().catch(undefined),
    gap: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../features/articles/gaps/gaps.screen.tsx'), 'GapsScreen'),
});

const labRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/articles/lab',
  validateSearch: z.object({
    q: z.string().max(4_000).optional().catch(undefined),
    category: ArticleCategory.optional().catch(undefined),
    tag: z.string().max(60).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../features/articles/lab/lab.screen.tsx'), 'LabScreen'),
});

const refreshRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/articles/refresh',
  component: forRole(
    'admin',
    lazyRouteComponent(() => import('../features/articles/refresh/refresh.screen.tsx'), 'RefreshScreen'),
  ),
});

const bookingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bookings',
  validateSearch: z.object({
    layout: z.enum(['list', 'calendar']).optional().catch(undefined),
    status: BookingStatus.optional().catch(undefined),
    q: z.string().max(200).optional().catch(undefined),
    /** Any day of the first week that the calendar shows. */
    week: LocalDate.optional().catch(undefined),
    booking: z.uuid().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../features/bookings/bookings.screen.tsx'), 'BookingsScreen'),
});

const analyticsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/analytics',
  validateSearch: z.object({
    days: z
      .union([z.literal(7), z.literal(30), z.literal(90)])
      .optional()
      .catch(undefined),
  }),
  component: forRole(
    'owner',
    lazyRouteComponent(() => import('../features/analytics/analytics.screen.tsx'), 'AnalyticsScreen'),
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings.screen.tsx'), 'SettingsScreen'),
});

const policyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/policy',
  component: forRole(
    'admin',
    lazyRouteComponent(() => import('../features/policy/policy.screen.tsx'), 'PolicyScreen'),
  ),
});

const instructionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/instructions',
  component: forRole(
    'admin',
    lazyRouteComponent(() => import('../features/instructions/instructions.screen.tsx'), 'InstructionsScreen'),
  ),
});

const intentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/intents',
  component: lazyRouteComponent(() => import('../features/intents/intents.screen.tsx'), 'IntentsScreen'),
});

const autonomyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/autonomy',
  component: lazyRouteComponent(() => import('../features/autonomy/autonomy.screen.tsx'), 'AutonomyScreen'),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  inboxRoute,
  traceRoute,
  escalationsRoute,
  trainingRoute,
  modelsRoute,
  automationRoute,
  articlesRoute,
  articleRoute,
  gapsRoute,
  labRoute,
  refreshRoute,
  bookingsRoute,
  analyticsRoute,
  settingsRoute,
  policyRoute,
  instructionsRoute,
  intentsRoute,
  autonomyRoute,
]);

export function createDeskRouter() {
  return createRouter({ routeTree, defaultPreload: 'intent' });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}
