import { api, staffOf } from '../../api.ts';
import { ANSWER_PROMPT_VERSION, answerSystemPrompt } from '../../models/openai/prompts/answer-from-sources.ts';
import { COMPLAINT_PROMPT_VERSION, COMPLAINT_SYSTEM_PROMPT } from '../../models/openai/prompts/understand-complaint.ts';
import type { AgentDeps } from '../agent-deps.ts';
import { pageVersions } from '../versioned-setting.ts';
import { type ChangeInstructionsDeps, changeInstructions, restoreInstructions } from './change-instructions.ts';
import { listInstructionsVersions, readInstructionsVersion } from './instructions.store.ts';

export interface InstructionsRoutesDeps extends ChangeInstructionsDeps, Pick<AgentDeps, 'readSettings'> {
  hasModel: boolean;
}

/** What the owner asks of the agents, as it is read and changed. */
export function createInstructionsRoutes(deps: InstructionsRoutesDeps) {
  const { db, hasModel } = deps;
  const routes = api.instructions;
  return {
    get: routes.get.handler(async () => {
      const { businessName } = await deps.readSettings(db);
      const builtIn = {
        answers: { promptVersion: ANSWER_PROMPT_VERSION, text: answerSystemPrompt(businessName) },
        complaints: { promptVersion: COMPLAINT_PROMPT_VERSION, text: COMPLAINT_SYSTEM_PROMPT },
      };
      return { ...(await readInstructionsVersion(db)), hasModel, builtIn };
    }),
    update: routes.update.handler(({ input, context }) => changeInstructions(deps, input, staffOf(context).id)),
    restore: routes.restore.handler(({ input, context }) => restoreInstructions(deps, input, staffOf(context).id)),
    versions: routes.versions.handler(({ input }) =>
      pageVersions((before, limit) => listInstructionsVersions(db, before, limit), input),
    ),
  };
}
