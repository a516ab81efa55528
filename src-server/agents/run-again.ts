import type { EscalationPolicy } from '../contract/escalation-policy.ts';
import type { Rerun, RerunInput } from '../contract/trace-routes.ts';
import { AppError } from '../core/errors.ts';
import { inRolledBack } from '../database/roll-back.ts';
import type { LanguageModel } from '../models/language-model.ts';
import type { AgentDeps } from './agent-deps.ts';
import { createDraftTurn, type DraftTurnDeps } from './draft-turn.ts';
import { confidenceNeeded } from './escalation-policy.ts';
import { toPreview } from './preview-answer.ts';
import { getKeptTrace, type KeptTrace } from './read-trace.store.ts';
import { createRerunMaterial, type RerunMaterialDeps } from './rerun-material.ts';
import { findTurnAt } from './turn.store.ts';
import { createTurnJournal } from './turn-journal.ts';

export interface RunAgainDeps extends DraftTurnDeps, Omit<RerunMaterialDeps, 'db'> {
  readSettings: AgentDeps['readSettings'];
  /** The models of the chain in their order, and last the offline answerer. */
  listLanguages: () => Promise<string[]>;
  /** One of these alone, whose failure reaches the caller. */
  languageFor: (model: string) => Promise<LanguageModel | undefined>;
}

/**
 * Answers a traced question again in another way, by the rules and the state of the desk as they are now. Nothing is
 * sent or stored, and what the run does to a booking is rolled back; what its model calls cost is spent, and counts in
 * the budgets. MODEL_FAILED where the model fails: no other steps in.
 */
export function createRunAgain(deps: RunAgainDeps) {
  const draftTurn = createDraftTurn(deps);
  const findMaterialFor = createRerunMaterial(deps);

  /** The model that was asked for, or else the one that answered then. */
  async function chooseLanguage(wanted: string | undefined, trace: KeptTrace, notes: string[]): Promise<LanguageModel> {
    const language = await deps.languageFor(wanted ?? trace.model);
    if (language !== undefined) return language;
    if (wanted !== undefined)
      throw new AppError('BAD_INPUT', `“${wanted}” is not among the models that may be asked. Choose one of them.`);
    const [first = ''] = await deps.listLanguages();
    if (trace.model !== 'rules') notes.push(`${trace.model} is no longer among the models, so ${first} was asked.`);
    return (await deps.languageFor(first)) ?? deps.language;
  }

  return async function runAgain(input: RerunInput, signal?: AbortSignal): Promise<Rerun> {
    const trace = await getKeptTrace(deps.db, input.id);
    const turn = await findTurnAt(deps.db, trace.questionMessageId);
    if (turn === undefined) throw new AppError('NOT_FOUND', 'The question is no longer there, so nothing can be run.');
    const notes: string[] = [];
    const now = await deps.readSettings(deps.db);
    if (!now.aiEnabled) notes.push('The AI is switched off now; this is what it would say if it were on.');
    const policy = withThreshold(now.policy, input.threshold ?? trace.threshold);
    const journal = createTurnJournal(deps.clock);
    const draft = await draftTurn(
      turn,
      { ...now, aiEnabled: true, policy },
      {
        ...{ signal, journal, temperature: input.temperature },
        language: await chooseLanguage(input.model, trace, notes),
        findMaterial: findMaterialFor(input.knowledge, trace, notes),
      },
    );
    if (draft.action === 'transact')
      notes.push('A booking is talked through as it stands now. Nothing of this was done to it.');
    const reply = draft.action === 'transact' ? await inRolledBack(deps.db, (tx) => draft.run(tx)) : draft;
    const { agent, intent, retrieved, toolCalls = [], inputTokens, outputTokens, costMicroUsd } = reply.trace;
    if (agent !== trace.agent)
      notes.push(`${named(agent)} answers this now, and ${named(trace.agent)} did then: the routing has changed.`);
    if (reply.trace.route?.returnTo != null && trace.route?.returnTo == null)
      notes.push('The customer has begun a booking since, so its open question is put again behind the answer.');
    return {
      answer: toPreview(reply, reply.trace.threshold ?? confidenceNeeded(policy, { intent, channel: turn.channel })),
      ...{ retrieved, toolCalls, inputTokens, outputTokens, costMicroUsd, notes },
      steps: [...journal.steps],
      ...journal.calls,
      durationMs: deps.clock.now().getTime() - journal.startedAt.getTime(),
    };
  };
}

/** The rules with one confidence for every answer; unchanged where none was weighed then and none is asked for. */
function withThreshold(policy: EscalationPolicy, confidence: number | null): EscalationPolicy {
  if (confidence === null) return policy;
  return { ...policy, answers: { ...policy.answers, confidence, confidenceByIntent: {}, confidenceByChannel: {} } };
}

function named(agent: string): string {
  return agent === 'none' ? 'no agent' : `the ${agent} agent`;
}
