import { useState } from 'react';
import type { AgentInstructions, InstructionsVersion } from '#contract/instructions.ts';

/**
 * Instructions under edit. A newer version takes their place where nothing was edited; edits stay when somebody else
 * saves, until who made them says what is to become of them.
 */
export function useInstructionsEdit(current: Pick<InstructionsVersion, 'version' | 'instructions'>) {
  const [base, setBase] = useState(current);
  const [edited, setEdited] = useState(current.instructions);
  const isChanged = !isSame(edited, base.instructions);
  // Also after one's own saving, as the new version then says what the form says.
  if (base.version !== current.version && (!isChanged || isSame(edited, current.instructions))) {
    setBase(current);
    setEdited(current.instructions);
  }
  return {
    /** As they would be saved. */
    instructions: trimmed(edited),
    edited,
    setEdited,
    isChanged,
    /** The version that was edited. */
    basedOn: base.version,
    isOvertaken: base.version !== current.version,
    discard: () => {
      setBase(current);
      setEdited(current.instructions);
    },
    keepMine: () => setBase(current),
  };
}

function isSame(one: AgentInstructions, other: AgentInstructions): boolean {
  return JSON.stringify(trimmed(one)) === JSON.stringify(trimmed(other));
}

function trimmed({ answers, complaints }: AgentInstructions): AgentInstructions {
  return { answers: answers.trim(), complaints: complaints.trim() };
}
