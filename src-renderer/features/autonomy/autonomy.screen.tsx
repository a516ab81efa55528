import { useState } from 'react';
import type { Autonomy } from '#contract/autonomy.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { Screen } from '../../ui/screen.tsx';
import { ErrorState, SkeletonRows } from '../../ui/states.tsx';
import classes from './autonomy.module.css';
import type { Scope } from './autonomy-words.ts';
import { BarsForm } from './components/bars-form.tsx';
import { ChangeList } from './components/change-list.tsx';
import { LevelDetail } from './components/level-detail.tsx';
import { LevelTable } from './components/level-table.tsx';
import { ProposalList } from './components/proposal-list.tsx';
import { useAutonomy } from './queries.ts';

/** How far the AI is trusted, by intent and channel: nothing, drafts, or answers of its own. */
export function AutonomyScreen() {
  const autonomy = useAutonomy();
  const canEdit = useSession().can('owner');
  return (
    <Screen
      title="Autonomy"
      description={
        canEdit
          ? 'What the AI sends by itself, what a person approves first, and what staff answer.'
          : 'What the AI sends by itself and what a person approves first. The owner of this desk changes it.'
      }
    >
      {autonomy.isPending && <SkeletonRows rows={9} />}
      {autonomy.isError && autonomy.data === undefined && (
        <ErrorState failure={failureOf(autonomy.error)} onRetry={() => void autonomy.refetch()} />
      )}
      {autonomy.data !== undefined && <Dial autonomy={autonomy.data} canEdit={canEdit} />}
    </Screen>
  );
}

function Dial({ autonomy, canEdit }: { autonomy: Autonomy; canEdit: boolean }) {
  const [scope, setScope] = useState<Scope>({ intent: null, channel: null });
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <ProposalList proposals={autonomy.proposals} canEdit={canEdit} />
        <LevelTable autonomy={autonomy} scope={scope} onScope={setScope} />
        <section aria-label="History">
          <h2 className={classes.title}>History</h2>
          <ChangeList changes={autonomy.changes} canEdit={canEdit} />
        </section>
      </div>
      <div className={classes.aside}>
        <LevelDetail autonomy={autonomy} scope={scope} canEdit={canEdit} />
        <BarsForm
          key={`${autonomy.rules.threshold} ${autonomy.rules.minDecisions}`}
          rules={autonomy.rules}
          canEdit={canEdit}
        />
      </div>
    </div>
  );
}
