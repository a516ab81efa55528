import { join } from 'node:path';
import type { SearchCall } from './agents/agent-deps.ts';
import { answerJob } from './agents/agents.jobs.ts';
import { createAnswerConversation } from './agents/answer-conversation.ts';
import { createAnswerRuns } from './agents/answer-runs.ts';
import { createCarryOut } from './agents/booking/carry-out.ts';
import { createComplaintRoutes } from './agents/complaint/complaints.routes.ts';
import { createReadDeskRules } from './agents/policy/read-desk-rules.ts';
import { createPreviewAnswer } from './agents/preview-answer.ts';
import { getTraceOfDraft, getTraceOfMessage } from './agents/read-trace.store.ts';
import { createRouter } from './agents/router/create-router.ts';
import { listOwnIntents } from './agents/router/intent.store.ts';
import { createIntentRoutes } from './agents/router/intents.routes.ts';
import { createAsksTheSame } from './agents/rules/same-question.ts';
import { findAlarm } from './agents/safety/to-safety.ts';
import { insertCitations, nameTracedMessage } from './agents/trace.store.ts';
import { createAnalyticsRoutes } from './analytics/analytics.routes.ts';
import { findSatisfactionRating, setSatisfactionRating } from './analytics/conversation-analytics.store.ts';
import { createRefreshStats } from './analytics/refresh-stats.ts';
import { readBusinessProfile } from './booking/business-profile.store.ts';
import { composeAutonomy } from './compose-autonomy.ts';
import { composeBookings } from './compose-bookings.ts';
import { composeCandidates } from './compose-candidates.ts';
import { composeCopilot } from './compose-copilot.ts';
import { composeDatasets } from './compose-datasets.ts';
import { composeErasures } from './compose-erasures.ts';
import { composeGaps } from './compose-gaps.ts';
import { composeLearning } from './compose-learning.ts';
import { composePolicy } from './compose-policy.ts';
import { composeRefreshes } from './compose-refreshes.ts';
import { composeSchedules } from './compose-schedules.ts';
import { composeSystem } from './compose-system.ts';
import { composeTraces } from './compose-traces.ts';
import { composeTraining } from './compose-training.ts';
import type { Config } from './config.ts';
import { APP_ROOT } from './core/app-root.ts';
import type { Clock } from './core/clock.ts';
import { newCode, newId } from './core/ids.ts';
import type { Log } from './core/log.ts';
import type { Transaction } from './database/database.ts';
import type { DatabaseHost } from './database/database-host.ts';
import { createMaintenance } from './database/maintenance.ts';
import { createDesk } from './desk/create-desk.ts';
import type { DeskDeps } from './desk/desk-deps.ts';
import { isDrafted } from './desk/drafts/draft.store.ts';
import { createKeepDraft } from './desk/drafts/keep-draft.ts';
import { supersedeDraft } from './desk/drafts/supersede-draft.ts';
import type { RecordSources } from './desk/drafts/use-draft.ts';
import { createEscalate } from './desk/escalate.ts';
import { createInsertAnswer } from './desk/insert-answer.ts';
import { recordAudit } from './identity/audit.store.ts';
import { createChatLimits } from './identity/request-limit.ts';
import type { Jobs } from './jobs/create-jobs.ts';
import { createKnowledge } from './knowledge/create-knowledge.ts';
import { findCitations } from './knowledge/current-citation.store.ts';
import { composeSearchModel } from './knowledge/embedding/create-search-model.ts';
import { createImports } from './knowledge/imports/create-imports.ts';
import { createLabRoutes } from './knowledge/lab/lab.routes.ts';
import { updateSuccessRates } from './knowledge/success-rate.store.ts';
import {
  createEmbedExamples,
  createFindExamplesFor,
  createMarkExamplesUsed,
  findExamples,
} from './learning/find-examples.ts';
import { createGuardArticle } from './learning/replay/guard-article.ts';
import { createScrubber } from './learning/scrub-pii.ts';
import { createScrubText } from './learning/scrub-text.ts';
import { searchAsDeployed, serveVersion } from './learning/versions/serve-version.ts';
import type { Models } from './models/create-models.ts';
import { createBackUp } from './settings/back-up.ts';
import { createConversationRulesRoutes } from './settings/conversation-rules/conversation-rules.routes.ts';
import { readConversationRules } from './settings/conversation-rules/conversation-rules.store.ts';
import { dismissNotice, insertNotice } from './settings/notice.store.ts';
import { readSettings } from './settings/settings.store.ts';

export interface CapabilityDeps {
  db: DatabaseHost;
  models: Models;
  modelMode: 'offline' | 'api';
  jobs: Jobs;
  clock: Clock;
  log: Log;
  dataDir: string;
  version: string;
  stripe: Config['stripe'];
  /** Where customers chat. */
  chatUrl: () => string;
  createChatSession: (tx: Transaction, conversationId: string) => Promise<{ token: string; expiresAt: string }>;
}

const SAMPLE_CONVERSATIONS = join(APP_ROOT, 'resources', 'sample', 'conversations.json');

/** Constructs the capabilities and hands each what it needs of the others. */
export function composeCapabilities(deps: CapabilityDeps) {
  const { db, models, jobs, clock, log } = deps;
  const base = { db, clock, newId, readSettings: createReadDeskRules(readSettings) };
  const catchUp = async (signal: AbortSignal) => {
    await knowledge.catchUp(signal);
    await embedExamples(signal);
    await candidates.tend(signal);
  };
  const searchModel = composeSearchModel({ db, models, jobs, clock, log, catchUp });
  const { activeEmbedder } = searchModel;
  const guard = createGuardArticle({ db, recordAudit });
  const knowledge = createKnowledge({ db, activeEmbedder, clock, newId, log, guard });
  const imports = createImports({ db, activeEmbedder, clock, newId, log, jobs });

  const keep = async (handle: Parameters<typeof readSettings>[0]) => [(await readSettings(handle)).businessName];
  const candidates = composeCandidates({
    ...{ db, clock, log, activeEmbedder, jobs },
    search: knowledge.search,
    readTermRarity: knowledge.readTermRarity,
  });
  const learning = {
    ...candidates,
    asksTheSame: createAsksTheSame({ activeEmbedder, readTermRarity: knowledge.readTermRarity, log }),
    recordAudit,
    db,
    clock,
    newId,
    log,
    scrub: createScrubber,
    keep,
    activeEmbedder,
    dataDir: deps.dataDir,
  };
  const refreshes = composeRefreshes({ knowledge: { db, activeEmbedder, clock, newId, log }, learning, jobs });
  const lessons = composeLearning(learning);
  const datasets = composeDatasets({ ...learning, jobs, recordAudit });
  const embedExamples = createEmbedExamples(learning);

  const deskDeps: DeskDeps = {
    ...base,
    requestAnswer: (tx, request, options) => answer.enqueue(tx, request, options),
    foreseeQuestion: models.foresee,
    readRules: readConversationRules,
    readOfficeHours: async (handle) => (await readBusinessProfile(handle)).profile.officeHours,
    findAlarm,
    proposeStaffAnswer: lessons.proposeStaffAnswer,
  };
  const escalate = createEscalate(deskDeps);
  const setRating = (tx: Transaction, conversationId: string, rating: number) =>
    setSatisfactionRating(tx, conversationId, rating, clock.now());
  const autonomy = composeAutonomy({ db, clock, newId, desk: { ...deskDeps, escalate }, jobs });
  const markExamplesUsed = createMarkExamplesUsed({ clock });
  const recordSources: RecordSources = async (tx, { messageId, traceId, citedChunkIds, exampleIds }) => {
    if (traceId !== null) await nameTracedMessage(tx, traceId, messageId);
    await insertCitations(tx, messageId, citedChunkIds);
    await knowledge.countUsage(tx, citedChunkIds);
    await markExamplesUsed(tx, exampleIds);
    await autonomy.requestReview(tx);
  };
  const desk = createDesk({
    ...deskDeps,
    escalate,
    recordSources,
    carryOut: (tx, draft) => createCarryOut({ clock, bookings: bookings.agentTools })(tx, draft),
    file: SAMPLE_CONVERSATIONS,
    findCitations,
    insertCitations,
    getTrace: getTraceOfMessage,
    getTraceOfDraft,
    createChatSession: deps.createChatSession,
    chatLimits: createChatLimits(clock),
    latestEventId: db.feed.latestId,
    setSatisfactionRating: setRating,
    findSatisfactionRating,
    ...lessons.feedback(autonomy.requestReview),
    proposeCorrection: lessons.proposeCorrection,
  });

  const bookings = composeBookings({
    ...{ db, clock, newId, log, jobs, escalate },
    stripe: deps.stripe,
    chatUrl: deps.chatUrl,
  });

  const router = createRouter({
    ...{ activeEmbedder, log, now: clock.now },
    listOwnIntents: () => listOwnIntents(db),
    cacheFolder: join(deps.dataDir, 'cache'),
  });
  const search = searchAsDeployed(db, knowledge.search);
  const answering = {
    ...base,
    language: models.language,
    languageWith: models.languageWith,
    compareTexts: models.compareTexts,
    route: router.route,
    bookings: bookings.agentTools,
    serve: serveVersion,
    searchKnowledge: (query: string, limit: number, call?: SearchCall, onEmbedded?: (ms: number) => void) =>
      search({ ...call, query, limit, onEmbedded }),
    complaintTools: bookings.complaintTools,
    newCode,
    perform: deps.modelMode === 'api' ? models.perform : undefined,
    findExamples: createFindExamplesFor(learning),
    readTermRarity: knowledge.readTermRarity,
  };
  const gaps = composeGaps({
    knowledge: { db, activeEmbedder, clock, newId, log },
    learning,
    search: knowledge.search,
    answering,
    jobs,
  });
  const training = composeTraining({
    ...{ db, clock, newId, log, activeEmbedder, recordAudit, jobs, models, router, knowledge, answering },
    ...{ dataDir: deps.dataDir, putNotice: insertNotice, dismissNotice, builds: datasets.builds },
  });
  const backUps = createBackUp(db);
  const erasures = composeErasures({
    ...{ db, clock, newId, log, jobs, recordAudit, dataDir: deps.dataDir },
    followReview: refreshes.followReview,
    startBuild: datasets.builds.startIn,
    forgetTraining: training.forgetTraining,
    replaceBackups: backUps.replace,
  });
  const insertAnswer = createInsertAnswer(deskDeps);
  const runs = createAnswerRuns({ db, subscribe: db.feed.subscribe, log });
  const agent = createAnswerConversation({
    ...answering,
    runs,
    asksTheSame: learning.asksTheSame,
    readRules: readConversationRules,
    requestAnswer: (tx, request) => answer.enqueue(tx, request),
    recordUnanswered: gaps.recordUnanswered,
    keepDraft: createKeepDraft(deskDeps),
    isDrafted,
    insertAnswer: async (tx, message) => {
      await insertAnswer(tx, message);
      await supersedeDraft(tx, message.conversationId, message.at);
    },
    escalate,
    countUsage: knowledge.countUsage,
    markExamplesUsed,
  });
  const answer = jobs.define(answerJob(agent));

  const refreshStats = createRefreshStats({ db, clock, updateSuccessRates });
  composeSchedules(jobs, {
    refreshStats,
    closeIdle: desk.closeIdle,
    maintain: createMaintenance(db),
    backUp: backUps.takeIfChanged,
    async catchUp(signal) {
      await searchModel.resume();
      await catchUp(signal);
    },
    collectConduct: lessons.collectConduct,
  });

  return {
    prepareSearchModel: searchModel.prepare,
    resumeSearchModel: searchModel.resume,
    loadSample: knowledge.loadSample,
    router,
    refreshStats,
    stripeWebhook: bookings.webhook,
    fileReader: imports.service,
    answerRuns: runs,
    keepErased: erasures.keepErased,
    routes: {
      ...desk.routes,
      ...bookings.routes,
      autonomy: autonomy.routes,
      knowledge: knowledge.routes,
      copilot: composeCopilot({ ...answering, models, modelMode: deps.modelMode }),
      lab: createLabRoutes({
        ...{ db, activeEmbedder, clock, newId, log, findExamples },
        search,
        previewAnswer: createPreviewAnswer(answering),
      }),
      imports: imports.routes,
      ...composePolicy({ db, clock }),
      traces: composeTraces({ knowledge: { db, activeEmbedder, clock, newId, log }, models, answering }),
      intents: createIntentRoutes({ ...base, router, recordAudit, scrub: createScrubText(learning) }),
      complaints: createComplaintRoutes({
        ...{ db, clock, recordAudit },
        readCurrency: async (handle) => (await bookings.complaintTools.readProfile(handle)).currency,
      }),
      gaps: gaps.routes,
      ...training.routes,
      refreshes: refreshes.routes,
      datasetBuilds: datasets.routes,
      ...lessons.routes(refreshes),
      erasures: erasures.routes,
      searchModel: searchModel.routes,
      analytics: createAnalyticsRoutes({ db, refreshStats }),
      conversationRules: createConversationRulesRoutes({ db, clock, recordAudit }),
      system: composeSystem({ ...deps, activeEmbedder, backUps, samples: desk.samples }),
    },
  };
}
