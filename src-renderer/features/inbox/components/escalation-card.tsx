import { IconUser } from '@tabler/icons-react';
import type { Escalation } from '#contract/conversations.ts';
import { REASON_WORDS } from '../../../lib/words.ts';
import { DueClock } from '../../../ui/due-clock.tsx';
import { PriorityPill } from '../../../ui/priority-pill.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import classes from './escalation-card.module.css';
import { HandoverFields } from './handover-fields.tsx';

/** Why a person is needed, how soon, and who it is. */
export function EscalationCard({ escalation }: { escalation: Escalation }) {
  return (
    <section className={classes.card} aria-label="Escalation">
      <h3 className={classes.reason}>{REASON_WORDS[escalation.reason]}</h3>
      {escalation.detail !== '' && <p className={classes.detail}>{escalation.detail}</p>}
      {escalation.summary !== null && <HandoverFields summary={escalation.summary} />}
      <div className={classes.line}>
        <PriorityPill priority={escalation.priority} />
        {escalation.assignee !== null && (
          <StatusPill tone="staff" icon={IconUser}>
            {escalation.assignee.name}
          </StatusPill>
        )}
        {escalation.dueAt !== null && escalation.status === 'open' && <DueClock dueAt={escalation.dueAt} />}
      </div>
    </section>
  );
}
