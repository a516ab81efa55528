import type { DeskRules } from '../contract/escalation-policy.ts';
import type { ServedVersion } from '../contract/tuning.ts';
import type { LanguageModel } from '../models/language-model.ts';
import type { AgentDeps } from './agent-deps.ts';
import { createBookingAgent } from './booking/booking-agent.ts';
import { createComplaintAgent } from './complaint/complaint-agent.ts';
import { type Draft, handOver, ruleTrace } from './draft.ts';
import { draftAnswer } from './draft-answer.ts';
import { type AnswerOptions, answerFromMaterial, createFindMaterial } from './knowledge-agent.ts';
import { isForeign, languageOf } from './language/customer-language.ts';
import { draftInLanguage, goOnInLanguage } from './language/draft-in-language.ts';
import { readInOwnLanguage } from './language/read-in-own-language.ts';
import { findSafetyMatter } from './safety/find-safety-matter.ts';
import type { Turn } from './turn.ts';
import type { TurnJournal } from './turn-journal.ts';

/** How a turn is drafted; left out, as in earnest. */
export interface DraftOptions extends AnswerOptions {
  journal: TurnJournal;
  language?: LanguageModel | undefined;
  /** What answers; left out, what is deployed. */
  served?: ServedVersion | undefined;
  findMaterial?: ReturnType<typeof createFindMaterial> | undefined;
}

export type DraftTurn = (turn: Turn, settings: DeskRules, options: DraftOptions) => Promise<Draft>;

export type DraftTurnDeps = Pick<
  AgentDeps,
  | 'db'
  | 'clock'
  | 'language'
  | 'compareTexts'
  | 'route'
  | 'bookings'
  | 'newId'
  | 'newCode'
  | 'complaintTools'
  | 'perform'
  | 'searchKnowledge'
  | 'findExamples'
  | 'readTermRarity'
  | 'serve'
  | 'languageWith'
>;

/** Routes a turn and has its agent draft the answer. Sends and stores nothing: what a draft does, it does when it is run. */
export function createDraftTurn(deps: DraftTurnDeps): DraftTurn {
  const findMaterial = createFindMaterial(deps);
  const booking = createBookingAgent(deps);
  const complaint = createComplaintAgent(deps);
  return async (turn, settings, options) => {
    const { findMaterial: search = findMaterial, served, ...given } = options;
    const { tuning, chatModel } = served ?? (await deps.serve(deps.db, turn.conversationId));
    const language = options.language ?? (chatModel === null ? deps.language : deps.languageWith(chatModel));
    const answering = { tuning, ...given };
    const { journal } = answering;
    // Where a model can, a message in another language is read in translation, and what is said to it translated back.
    const isUrgent = isForeign(turn) && findSafetyMatter(turn.question) !== undefined;
    const mayRead = isForeign(turn) && !isUrgent && settings.aiEnabled && language.kind !== 'offline';
    const perform = mayRead ? deps.perform : undefined;
    const call = { signal: options.signal, account: options.account, journal: journal.calls };
    const read =
      perform === undefined
        ? undefined
        : await journal.time('read', () => readInOwnLanguage(perform, turn.question, call));
    const heard: Turn = read === undefined ? turn : { ...turn, question: read, language: undefined };
    // A complaint goes before a booking: nobody is asked for the date of a party while something went wrong with one.
    const openTask = (await complaint.findOpenTask(deps.db, heard)) ?? (await booking.findOpenTask(deps.db, heard));
    if (isForeign(heard) && openTask !== undefined && !isUrgent) return handOverBooking(turn);
    const routing = await journal.time('route', () =>
      deps.route(
        heard.question,
        {
          openAgent: openTask?.agent,
          statesFacts: openTask?.statesFacts,
          previousIntent: turn.previousIntent,
          tuning: tuning.router,
        },
        { signal: options.signal, account: options.account },
      ),
    );
    let isInLanguage = false;
    const agents = {
      async fromKnowledge() {
        isInLanguage = true;
        const material = await journal.time('search', () => search(turn, answering));
        const asked = { ...turn, intent: routing.intent };
        return answerFromMaterial({ ...deps, language }, asked, settings, material, answering);
      },
      book: (score: number) => (isForeign(heard) ? handOverBooking(heard) : booking.book(heard, score)),
      complain: async (score: number) =>
        isForeign(heard)
          ? handOver(
              'complaint',
              undefined,
              `${languageOf(turn)}The customer complains.`,
              ruleTrace('router', 'complaint', score),
            )
          : complaint.complain(heard, score, settings.instructions, call),
    };
    if (perform === undefined || read === undefined || !isForeign(turn))
      return draftAnswer(turn, settings, routing, agents, openTask);
    // The open question is in the desk's own language: it is put again behind an answer in another once it is translated.
    const silent = openTask === undefined ? undefined : { ...openTask, question: undefined };
    const draft = await draftAnswer(heard, settings, routing, agents, silent);
    const within = { turn, businessName: settings.businessName, perform, call };
    if (!isInLanguage) return journal.time('translate', () => draftInLanguage(deps.db, draft, within));
    return isAside(draft) ? goOnInLanguage(draft, openTask?.question, within) : draft;
  };
}

/** Whether an open task goes on behind this answer. */
function isAside(draft: Draft): boolean {
  return draft.trace.route?.returnTo != null;
}

/** Bookings are led in the desk's own language: guests and dates must not be misread. */
function handOverBooking(turn: Turn): Draft {
  const trace = ruleTrace('booking', 'booking', 1);
  return handOver('booking', 'normal', `${languageOf(turn)}The message is about a booking.`, trace);
}
