import { Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { AutonomyProposal } from '#contract/autonomy.ts';
import { percent } from '../../../lib/format-number.ts';
import classes from '../autonomy.module.css';
import { draftWords, scopeWords } from '../autonomy-words.ts';
import { useAutonomyChanges } from '../queries.ts';

/** Steps that the evidence allows; the owner decides. */
export function ProposalList({ proposals, canEdit }: { proposals: AutonomyProposal[]; canEdit: boolean }) {
  const { decide } = useAutonomyChanges();
  if (proposals.length === 0) return null;
  return (
    <section aria-label="Proposals">
      <h2 className={classes.title}>Proposed</h2>
      <ul className={classes.list}>
        {proposals.map((proposal) => (
          <li key={proposal.id} className={classes.proposal}>
            <IconBulb size={18} stroke={1.6} aria-hidden />
            <div className={classes.grow}>
              <b>{scopeWords(proposal)}: from draft to auto</b>
              <p className={classes.muted}>
                {draftWords(proposal.evidence)}. With 95 % confidence at least {percent(proposal.evidence.bound)} are,
                and {percent(proposal.threshold)} are asked for.
              </p>
            </div>
            {canEdit && (
              <>
                <Button
                  variant="default"
                  disabled={decide.isPending}
                  onClick={() => decide.mutate({ id: proposal.id, accept: false })}
                >
                  Decline
                </Button>
                <Button
                  loading={decide.isPending && decide.variables.id === proposal.id && decide.variables.accept}
                  onClick={() => decide.mutate({ id: proposal.id, accept: true })}
                >
                  Let the AI answer
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
