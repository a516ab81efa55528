import type { EscalationPolicy } from '#contract/escalation-policy.ts';

/** What each part of the form is given. */
export interface PolicyPartProps {
  policy: EscalationPolicy;
  canEdit: boolean;
  onChange: (policy: EscalationPolicy) => void;
}

export const percent = (share: number) => `${Math.round(share * 100)} %`;
