import type { ConversationRules } from '../contract/conversation-rules.ts';
import type { AnswerMetadata, Channel, HandoverSummary, Priority } from '../contract/conversations.ts';
import type { DeskRules, PolicyReason } from '../contract/escalation-policy.ts';
import type { SearchHit } from '../contract/knowledge.ts';
import type { RetrievalTuning, ServedVersion } from '../contract/tuning.ts';
import type { Clock } from '../core/clock.ts';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import type { CompareTexts } from '../models/compare-texts.ts';
import type { CallOptions } from '../models/embedder.ts';
import type { LanguageModel } from '../models/language-model.ts';
import type { PerformTask } from '../models/model-task.ts';
import type { AnswerRuns } from './answer-runs.ts';
import type { BookingTools } from './booking/booking-tools.ts';
import type { ComplaintTools } from './complaint/complaint-tools.ts';
import type { RouteContext, Routing } from './router/routing.ts';
import type { AfterAgentsDeps } from './rules/after-agents.ts';

/** A search hit with what helps to tell whether it answers the question. */
export interface FoundSource extends SearchHit {
  /** The ways to ask that people wrote for the article. */
  questions: readonly string[];
  /** What customers asked that the article was approved to answer. */
  learnedQuestions: readonly string[];
  /** The approved example that the text was made of. */
  exampleId: string | null;
  /** `similarity` without what customers asked before, 0..1. */
  writtenSimilarity: number;
  /** The words' score as a share of the best one that any passage has, 0..1. */
  textShare: number;
}

export interface FoundExample {
  id: string;
  question: string;
  answer: string;
  similarity: number;
}

/** What goes with a search for passages. */
export interface SearchCall extends CallOptions {
  /** How meaning and words are weighed; left out, as it is shipped. */
  weights?: Pick<RetrievalTuning, 'vectorShare' | 'ownShare'> | undefined;
}

/** What the agents need of the rest of the sidecar. */
export interface AgentDeps {
  db: Database;
  clock: Clock;
  newId: () => string;
  readSettings: (db: Queryable) => Promise<DeskRules>;
  language: LanguageModel;
  /** The same with this model asked first: the fine-tuned model of a version. */
  languageWith: (chatModel: string) => LanguageModel;
  compareTexts: CompareTexts;
  /** Which version answers a conversation; one of nobody's gets the deployed one. */
  serve: (db: Queryable, conversationId: string | null) => Promise<ServedVersion>;
  readRules: (db: Queryable) => Promise<ConversationRules>;
  runs: AnswerRuns;
  /** Asks for an answer to what came in while another one was on its way. */
  requestAnswer: (tx: Transaction, request: { conversationId: string; messageId: string }) => Promise<void>;
  /** Whether a question asks the same as one of those before it, by meaning. */
  asksTheSame: AfterAgentsDeps['asksTheSame'];
  route: (message: string, context: RouteContext, call?: CallOptions) => Promise<Routing>;
  bookings: BookingTools;
  complaintTools: ComplaintTools;
  newCode: () => string;
  /** Does a task with a model; without one, or when it fails, set phrases do. */
  perform?: PerformTask | undefined;
  /** `onEmbedded` is told how long the embedding of the question took, a part of the whole. */
  searchKnowledge: (
    query: string,
    limit: number,
    call?: SearchCall,
    onEmbedded?: (ms: number) => void,
  ) => Promise<FoundSource[]>;
  findExamples: (question: string, limit: number, call?: CallOptions) => Promise<FoundExample[]>;
  /** How rare the terms of these texts are in the knowledge base, 0..1: tells telling words from common ones. */
  readTermRarity: (texts: readonly string[]) => Promise<(term: string) => number>;
  /** Keeps an answer for a person to send. */
  keepDraft: (tx: Transaction, draft: HeldDraft) => Promise<unknown>;
  /** Whether an answer to this message waits for a person already. */
  isDrafted: (db: Queryable, questionMessageId: string) => Promise<boolean>;
  insertAnswer: (tx: Transaction, answer: NewAnswer) => Promise<void>;
  escalate: (
    tx: Transaction,
    request: {
      conversationId: string;
      reason: PolicyReason;
      detail: string;
      summary?: HandoverSummary | undefined;
      preface?: string | undefined;
      questionMessageId: string | null;
      priority: Priority | undefined;
    },
  ) => Promise<string | undefined>;
  countUsage: (tx: Transaction, chunkIds: readonly string[]) => Promise<void>;
  markExamplesUsed: (tx: Transaction, ids: readonly string[]) => Promise<void>;
  /** Remembers a question that nothing answered, so that people see what to write an article about. */
  recordUnanswered: (tx: Transaction, question: UnansweredQuestion) => Promise<void>;
}

export interface UnansweredQuestion {
  messageId: string;
  conversationId: string;
  /** As it reads without the conversation. */
  text: string;
  outcome: 'declined' | 'escalated';
  at: Date;
}

/** An answer that waits for a person, as the desk keeps it. */
export interface HeldDraft {
  conversationId: string;
  questionMessageId: string;
  origin: 'autonomy';
  channel: Channel;
  intent: string;
  content: string;
  metadata: AnswerMetadata;
  citedChunkIds: readonly string[];
  exampleIds: readonly string[];
  traceId: string;
  changesBooking: boolean;
}

export interface NewAnswer {
  id: string;
  conversationId: string;
  channel: Channel;
  content: string;
  metadata: AnswerMetadata;
  at: Date;
}
