import type { QueryKey } from '@tanstack/react-query';
import type { EventType, ServerEvent } from '#contract/events.ts';
import type { Api } from '../../lib/api/client.ts';

type KeysOf = (api: Api, conversationId: string | undefined) => QueryKey[];

/** A partial key: of the one conversation where the event names it, else of all. */
const inputOf = (id: string | undefined) => (id === undefined ? {} : { input: { id } });

const lists: KeysOf = (api) => [api.conversations.list.key(), api.conversations.counts.key()];
/** What the copilot says rests on all that is known of a conversation. */
const copilot: KeysOf = (api, id) => [api.copilot.state.key(inputOf(id)), api.copilot.summary.key(inputOf(id))];
const conversation: KeysOf = (api, id) => [
  ...lists(api, id),
  ...copilot(api, id),
  api.conversations.get.key(inputOf(id)),
  api.conversations.customer.key(),
  api.escalations.list.key(),
];
const messages: KeysOf = (api, id) => [
  ...lists(api, id),
  ...copilot(api, id),
  api.conversations.get.key(inputOf(id)),
  api.conversations.messages.key(inputOf(id)),
];

/** Which loaded answers an event makes old. One line for each type, so that a new one cannot be forgotten. */
const KEYS: Record<EventType, KeysOf> = {
  'conversation.created': conversation,
  'conversation.updated': conversation,
  'message.created': messages,
  'message.updated': (api, id) => [api.conversations.messages.key(inputOf(id))],
  'escalation.created': conversation,
  'escalation.updated': conversation,
  'note.created': (api, id) => [api.conversations.notes.key(inputOf(id))],
  'feedback.recorded': (api, id) => [
    api.conversations.messages.key(inputOf(id)),
    api.conversations.customer.key(),
    api.feedback.key(),
    api.learning.list.key(),
  ],
  'draft.updated': (api, id) => [
    ...lists(api, id),
    api.copilot.state.key(inputOf(id)),
    api.drafts.get.key(inputOf(id)),
  ],
  'autonomy.updated': (api) => [api.autonomy.key()],
  'article.updated': (api) => [api.knowledge.key(), api.system.status.key()],
  'gap.updated': (api) => [api.gaps.key()],
  'import.updated': (api) => [api.imports.key()],
  'intent.updated': (api) => [api.intents.key()],
  'refresh.updated': (api) => [api.refreshes.key()],
  'training.updated': (api) => [api.learning.list.key(), api.learning.counts.key(), api.refreshes.waiting.key()],
  'search-model.updated': (api) => [api.searchModel.key(), api.system.status.key()],
  'training-job.updated': (api) => [api.trainingJobs.key()],
  'model-version.updated': (api) => [api.modelVersions.key(), api.trainingJobs.key(), api.experiments.key()],
  'automation.updated': (api) => [api.automation.key()],
  'replay.updated': (api) => [api.replays.key(), api.modelVersions.key()],
  'erasure.updated': (api) => [api.erasures.key()],
  'dataset.created': (api) => [api.learning.datasets.key()],
  'dataset-build.updated': (api) => [api.datasetBuilds.key()],
  'analytics.refreshed': (api) => [api.analytics.key()],
  'booking.updated': (api, id) => [api.bookings.key(), ...copilot(api, id)],
  'policy.updated': (api) => [api.policy.get.key(), api.policy.versions.key()],
  'instructions.updated': (api) => [api.instructions.key()],
  'user.updated': (api) => [api.users.key()],
  'system.notice': (api) => [
    api.system.status.key(),
    api.system.settings.key(),
    api.conversationRules.key(),
    api.business.key(),
    api.copilot.key(),
  ],
};

export function keysOfEvent(api: Api, event: Pick<ServerEvent, 'type' | 'conversationId'>): QueryKey[] {
  return KEYS[event.type](api, event.conversationId ?? undefined);
}
