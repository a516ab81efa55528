import { api, type RequestContext, staffOf } from '../api.ts';
import type { FeedbackValues } from '../contract/conversations.ts';
import type { Quality, WrongBecause } from '../contract/quality.ts';
import type { Trace } from '../contract/traces.ts';
import type { Queryable } from '../database/database.ts';
import { createAddNote } from './add-note.ts';
import { countConversations, getConversation, listConversations } from './conversation.store.ts';
import { describeCustomer } from './customer.store.ts';
import type { DeskDeps } from './desk-deps.ts';
import { createDraftRoutes } from './drafts/drafts.routes.ts';
import type { CarryOut, RecordSources } from './drafts/use-draft.ts';
import { listEscalations } from './escalation.store.ts';
import { listMessages } from './message.store.ts';
import { listNotes } from './note.store.ts';
import { createReply } from './reply.ts';
import { createConversationWork } from './work-conversation.ts';

export interface DeskRoutesDeps extends DeskDeps {
  recordSources: RecordSources;
  carryOut: CarryOut;
  getTraceOfDraft: (db: Queryable, draftId: string) => Promise<Trace>;
  getTrace: (db: Queryable, messageId: string) => Promise<Trace>;
  recordStaffFeedback: (
    messageId: string,
    staffId: string,
    values: FeedbackValues & { wrongBecause?: WrongBecause | null | undefined },
  ) => Promise<{ qualityScore: number; quality: Quality; promoted: boolean }>;
  proposeCorrection: (messageId: string, answer: string) => Promise<{ exampleId: string }>;
}

export function createDeskRoutes(deps: DeskRoutesDeps) {
  const { db } = deps;
  const work = createConversationWork(deps);
  const reply = createReply(deps);
  const addNote = createAddNote(deps);
  const routes = api.conversations;
  const viewer = (context: RequestContext) => staffOf(context).id;
  return {
    conversations: {
      list: routes.list.handler(({ input, context }) => listConversations(db, { ...input, viewerId: viewer(context) })),
      counts: routes.counts.handler(({ context }) => countConversations(db, viewer(context))),
      get: routes.get.handler(({ input }) => getConversation(db, input.id)),
      messages: routes.messages.handler(({ input }) => listMessages(db, input.id, input)),
      trace: routes.trace.handler(({ input }) => deps.getTrace(db, input.id)),
      customer: routes.customer.handler(({ input }) => describeCustomer(db, input.id)),
      reply: routes.reply.handler(({ input: { id, ...rest }, context }) =>
        reply({ ...rest, conversationId: id }, staffOf(context)),
      ),
      takeOver: routes.takeOver.handler(({ input, context }) => work.takeOver(input.id, staffOf(context))),
      handBack: routes.handBack.handler(({ input, context }) => work.handBack(input.id, staffOf(context), input.note)),
      resolve: routes.resolve.handler(({ input, context }) =>
        work.resolve(input.id, staffOf(context), input.resolution),
      ),
      reopen: routes.reopen.handler(({ input, context }) => work.reopen(input.id, staffOf(context))),
      notes: routes.notes.handler(async ({ input }) => ({ items: await listNotes(db, input.id) })),
      addNote: routes.addNote.handler(({ input, context }) => addNote(input.id, input.content, staffOf(context))),
      giveFeedback: routes.giveFeedback.handler(({ input: { id, ...values }, context }) =>
        deps.recordStaffFeedback(id, viewer(context), values),
      ),
      correct: routes.correct.handler(({ input }) => deps.proposeCorrection(input.id, input.answer)),
    },
    drafts: createDraftRoutes(deps),
    escalations: { list: api.escalations.list.handler(({ input }) => listEscalations(db, input)) },
  };
}
