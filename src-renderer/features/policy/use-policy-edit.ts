import { useState } from 'react';
import type { EscalationPolicy } from '#contract/escalation-policy.ts';
import type { PolicyVersion } from '#contract/policy.ts';
import { isSame } from './describe-changes.ts';
import { putOnto } from './put-onto.ts';

/**
 * A policy under edit. A newer version takes its place where nothing was edited; edits stay when somebody else saves,
 * until who made them says what is to become of them.
 */
export function usePolicyEdit(current: PolicyVersion) {
  const [base, setBase] = useState(current);
  const [policy, setPolicy] = useState(current.policy);
  const show = (shown: EscalationPolicy) => {
    setBase(current);
    setPolicy(shown);
  };
  const isChanged = !isSame(policy, base.policy);
  // Also after one's own saving, as the new version then says what the form says.
  if (base.version !== current.version && (!isChanged || isSame(policy, current.policy))) show(current.policy);
  return {
    policy,
    /** The version that was edited. */
    base,
    isChanged,
    setPolicy,
    takeTheirs: () => show(current.policy),
    keepMine: () => show(putOnto(base.policy, policy, current.policy)),
  };
}
