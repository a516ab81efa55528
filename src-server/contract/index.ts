import { analytics } from './analytics.ts';
import { automation } from './automation.ts';
import { autonomy } from './autonomy.ts';
import { bookings } from './bookings.ts';
import { business } from './business.ts';
import { chat } from './chat.ts';
import { complaints } from './complaints.ts';
import { conversationRules } from './conversation-rules.ts';
import { conversations, escalations } from './conversations.ts';
import { copilot } from './copilot.ts';
import { datasetBuilds } from './dataset-builds.ts';
import { drafts } from './drafts.ts';
import { erasures } from './erasures.ts';
import { experiments } from './experiments.ts';
import { feedback } from './feedback.ts';
import { gaps } from './gaps.ts';
import { imports } from './imports.ts';
import { instructions } from './instructions.ts';
import { intents } from './intents.ts';
import { knowledge } from './knowledge.ts';
import { lab } from './lab.ts';
import { learning } from './learning.ts';
import { modelVersions } from './model-versions.ts';
import { models } from './models.ts';
import { sessions, users } from './people.ts';
import { pii } from './pii.ts';
import { policy } from './policy.ts';
import { policySimulation } from './policy-simulation.ts';
import { refreshes } from './refreshes.ts';
import { replays } from './replays.ts';
import { searchModel } from './search-model.ts';
import { system } from './system.ts';
import { traces } from './trace-routes.ts';
import { trainingJobs } from './training-jobs.ts';

/** Everything that can be asked of the sidecar. Validation, the typed client and the OpenAPI document all come from here. */
export const contract = {
  sessions,
  users,
  conversations,
  escalations,
  drafts,
  feedback,
  erasures,
  autonomy,
  conversationRules,
  chat,
  copilot,
  complaints,
  bookings,
  business,
  knowledge,
  lab,
  gaps,
  imports,
  instructions,
  intents,
  refreshes,
  learning,
  pii,
  datasetBuilds,
  trainingJobs,
  modelVersions,
  replays,
  experiments,
  automation,
  analytics,
  searchModel,
  models,
  policy,
  policySimulation,
  traces,
  system,
};
export type Contract = typeof contract;
