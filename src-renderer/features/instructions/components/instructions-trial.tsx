import type { AgentInstructions } from '#contract/instructions.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { OverrideForm } from '../../models/components/override-form.tsx';
import { TrialCard } from '../../models/components/trial-card.tsx';
import { isWorse, type Trial, useTrial } from '../../models/use-trial.ts';
import { Section } from '../../settings/components/section.tsx';

const CONVERSATIONS = 50;

export interface InstructionsChange {
  instructions: AgentInstructions;
  basedOn: number;
}

/** A trial of these instructions after that version. */
export function useInstructionsTrial(change: InstructionsChange): Trial & { isWorse: boolean } {
  const { client } = useSession();
  const trial = useTrial(JSON.stringify(change), (start) =>
    client.replays.startInstructions({ ...change, conversations: CONVERSATIONS, ...start }),
  );
  return { ...trial, isWorse: trial.replay !== undefined && isWorse(trial.replay) };
}

interface InstructionsTrialProps {
  trial: Trial;
  isSaving: boolean;
  onSave: (override: string) => void;
}

/** What the edited instructions would change, before they are saved. */
export function InstructionsTrial({ trial, isSaving, onSave }: InstructionsTrialProps) {
  const isOpen = trial.replay?.state !== 'done' && !trial.isRunning && !trial.isStarting;
  return (
    <Section
      title="Tried on what customers asked"
      description="Each question is answered with the instructions in force and with yours. Nothing is sent."
    >
      <TrialCard
        trial={trial}
        intro={`What would customers be answered? It is tried on examples that were held back from training, and on the last ${CONVERSATIONS} conversations. Each question costs two calls of the model.`}
        then="With these instructions"
        isSaving={isSaving}
        onSave={onSave}
      />
      {isOpen && (
        <details>
          <summary>Save without trying</summary>
          <OverrideForm label="Why?" isSaving={isSaving} onSave={onSave} />
        </details>
      )}
    </Section>
  );
}
