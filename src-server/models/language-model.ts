import type { CallOptions } from './embedder.ts';

/** A passage that the search found for the question. */
export interface GroundedSource {
  /** What a citation shows: `KB-042: Cancellation & Refund Policy`. */
  label: string;
  title: string;
  /** Markdown or plain text. */
  text: string;
  /** Cosine of the question and this passage, 0..1. */
  similarity: number;
  /** The same without the questions that were learned; left out where none was. */
  writtenSimilarity?: number;
  /** Share of the best full-text score among all passages, 0..1, where the search knows it. */
  textScore?: number;
  /** Other ways to ask what this passage answers. */
  questions?: readonly string[];
  /** What customers asked that this passage was approved to answer. */
  learnedQuestions?: readonly string[];
}

/** A question with an answer that an admin approved. */
export interface GroundedExample {
  question: string;
  answer: string;
  /** Cosine of the two questions, 0..1. */
  similarity: number;
}

/** What the owner asks of an agent, in which version. */
export interface OwnInstructions {
  version: number;
  /** Empty for none. */
  text: string;
}

/** The name of a prompt together with the owner's instructions that went with it, so that a trace tells both. */
export function promptVersionWith(promptVersion: string, instructions: OwnInstructions | undefined): string {
  return instructions === undefined || instructions.text === ''
    ? promptVersion
    : `${promptVersion}+instructions-${instructions.version}`;
}

export interface GroundedRequest {
  /** Names it in the account of costs where it is no answer to a customer. */
  task?: 'draft';
  question: string;
  /** Earlier messages of the conversation, oldest first, without the question. */
  history: readonly { role: 'customer' | 'business'; text: string }[];
  /** Best first. */
  sources: readonly GroundedSource[];
  examples: readonly GroundedExample[];
  temperature: number;
  businessName: string;
  /** In which the answer is to be written, ISO 639-1; that of the question where it is left out. */
  language?: string;
  /** What the owner asks of the agent. */
  instructions?: OwnInstructions;
  /** What was wrong with the last attempt, where there was one. */
  problem?: string;
  /** Whether the task needs an account of how rare a term is in the whole knowledge base: 0 (in every passage) to 1 (in none). */
  termRarity?: (term: string) => number;
  /** From which probability on the offline answerer takes a source to answer, 0..1; left out, as it is shipped. */
  answerableFrom?: number;
}

export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
  /** Millionths of a US dollar; null when the model's price is not known. */
  costMicroUsd: number | null;
  ms: number;
}

export interface GroundedAnswer {
  /** Plain text with simple lists, ready to be sent. When `answerable` is false: a sentence that says so. */
  text: string;
  /** Indexes into `sources`: what the answer was taken from, and nothing else. */
  citedSources: number[];
  /** Index into `examples`, when the answer is a learned one or was written after one. */
  usedExample?: number;
  answerable: boolean;
  /** How likely the answer is right, 0..1. */
  confidence: number;
  model: string;
  promptVersion: string;
  usage: ModelUsage;
  /** True when the configured model failed and the offline answerer stepped in. */
  degraded?: boolean;
}

/** What the desk asks of a language model, by task: so that a model behind an API and the offline one are interchangeable. */
export interface LanguageModel {
  readonly model: string;
  readonly kind: 'offline' | 'openai';
  /** Answers only from the sources and examples; declines (`answerable: false`) when they do not hold the answer. */
  answerFromSources(request: GroundedRequest, options?: CallOptions): Promise<GroundedAnswer>;
}
