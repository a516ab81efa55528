import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Done, Timestamp } from './building-blocks.ts';
import { ServerEvent } from './events.ts';
import { routeFor } from './route.ts';

/** Something that the people at the desk must know, such as a restored backup. */
export const Notice = z.object({
  id: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  title: z.string(),
  text: z.string(),
  /** The screen on which something can be done about it. */
  page: z.enum(['autonomy', 'models', 'automation']).nullable(),
  at: Timestamp,
});
export type Notice = z.infer<typeof Notice>;

export const Settings = z.object({
  businessName: z.string().trim().min(1).max(120),
  /** IANA name of the business's time zone. */
  timeZone: z.string().min(1).max(60),
  greeting: z.string().trim().min(1).max(500),
  suggestions: z.array(z.string().trim().min(1).max(120)).max(6),
  /** Off: every message goes to staff. */
  aiEnabled: z.boolean(),
  /** Off: staff write without drafts, rewriting and summaries. Has nothing to do with who answers customers. */
  copilotEnabled: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const SystemStatus = z.object({
  version: z.string(),
  database: z.object({ engine: z.enum(['embedded', 'server']), lastBackupAt: Timestamp.nullable() }),
  models: z.object({ mode: z.enum(['offline', 'api']), language: z.string(), embedding: z.string() }),
  aiEnabled: z.boolean(),
  articleCount: z.number().int(),
  sampleConversationCount: z.number().int(),
  notices: z.array(Notice),
  now: Timestamp,
});
export type SystemStatus = z.infer<typeof SystemStatus>;

export const system = {
  health: routeFor('public')
    .route({ method: 'GET', path: '/health', summary: 'Whether the sidecar answers' })
    .output(z.object({ status: z.literal('ok'), version: z.string() })),
  status: routeFor('support')
    .route({ method: 'GET', path: '/status', summary: 'What this desk runs on' })
    .output(SystemStatus),
  dismissNotice: routeFor('support')
    .route({ method: 'POST', path: '/notices/{id}/dismiss', summary: 'Put a notice away' })
    .input(z.object({ id: z.string().max(100) }))
    .output(Done),
  settings: routeFor('support')
    .route({ method: 'GET', path: '/settings', summary: 'How the desk is set up' })
    .output(Settings),
  updateSettings: routeFor('owner')
    .route({ method: 'PATCH', path: '/settings', summary: 'Change how the desk is set up' })
    .input(Settings.partial())
    .output(Settings),
  backUp: routeFor('owner')
    .route({ method: 'POST', path: '/backups', summary: 'Back the database up now and check the copy' })
    .output(z.object({ at: Timestamp, fileName: z.string(), bytes: z.number().int() })),
  loadSampleConversations: routeFor('owner')
    .route({ method: 'POST', path: '/samples', summary: 'Add sample conversations, marked as such' })
    .output(z.object({ count: z.number().int() })),
  removeSampleConversations: routeFor('owner')
    .route({ method: 'DELETE', path: '/samples', summary: 'Remove the sample conversations' })
    .output(z.object({ count: z.number().int() })),
  events: routeFor('support')
    .route({ method: 'GET', path: '/events', summary: 'What happens on the desk, as a stream that resumes' })
    .input(
      z.object({
        /** The last event that was seen; what came after it is sent first. Without it, only new events are sent. */
        after: z.string().regex(/^\d+$/).optional(),
      }),
    )
    .output(eventIterator(ServerEvent)),
};
