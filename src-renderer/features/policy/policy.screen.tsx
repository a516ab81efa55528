import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { EscalationPolicy } from '#contract/escalation-policy.ts';
import type { PolicyVersion } from '#contract/policy.ts';
import { useApi, useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { Screen } from '../../ui/screen.tsx';
import { ErrorState, SkeletonRows } from '../../ui/states.tsx';
import settings from '../settings/settings.module.css';
import { AnswerRules } from './components/answer-rules.tsx';
import { ChangedMeanwhile } from './components/changed-meanwhile.tsx';
import { OwnRules, ReasonRules, TargetRules } from './components/person-rules.tsx';
import { Simulation, SimulationLine } from './components/simulation.tsx';
import { VersionList } from './components/version-list.tsx';
import { usePolicyChanges } from './mutations.ts';
import classes from './policy.module.css';
import { usePolicyEdit } from './use-policy-edit.ts';

/** When the AI answers, when a person is called and how soon one should come. The owner changes it, admins read it. */
export function PolicyScreen() {
  const canEdit = useSession().can('owner');
  const current = useQuery(useApi().policy.get.queryOptions());
  return (
    <Screen
      title="Escalation policy"
      description={
        canEdit
          ? 'When the AI answers and when a person is called. A change counts from the next message on.'
          : 'When the AI answers and when a person is called. The owner of this desk changes it.'
      }
    >
      {current.isPending && <SkeletonRows rows={8} height={40} />}
      {current.isError && current.data === undefined && (
        <ErrorState failure={failureOf(current.error)} onRetry={() => void current.refetch()} />
      )}
      {current.data !== undefined && <PolicyForm current={current.data} canEdit={canEdit} />}
    </Screen>
  );
}

function PolicyForm({ current, canEdit }: { current: PolicyVersion; canEdit: boolean }) {
  const [note, setNote] = useState('');
  const [days, setDays] = useState(30);
  const { policy, base, isChanged, setPolicy, takeTheirs, keepMine } = usePolicyEdit(current);
  const { update } = usePolicyChanges();
  const part = { policy, canEdit, onChange: setPolicy };
  const checked = EscalationPolicy.safeParse(policy);
  // Rules that are not whole yet are not tried: those in force stay in view.
  const tried = checked.success ? policy : base.policy;
  const problem = checked.success ? undefined : checked.error.issues[0]?.message;
  return (
    <form
      className={classes.page}
      onSubmit={(event) => {
        event.preventDefault();
        update.mutate({ policy, basedOn: base.version, note }, { onSuccess: () => setNote('') });
      }}
    >
      {base.version !== current.version && (
        <ChangedMeanwhile base={base} theirs={current} onTakeTheirs={takeTheirs} onKeepMine={keepMine} />
      )}
      <Part title="Answering" description="What the AI sends by itself.">
        <AnswerRules {...part} />
      </Part>
      <Part title="Calling a person" description="Why, and how urgently. Safety matters cannot be switched off.">
        <ReasonRules {...part} />
      </Part>
      <Part title="Due times" description="How soon a person should come.">
        <TargetRules {...part} />
      </Part>
      <Part title="Always a person" description="Your own list of what the AI never answers.">
        <OwnRules {...part} />
      </Part>
      <Part
        title="Tried on what happened"
        description="What the rules above would have made of what customers wrote. It follows your edits; nothing is saved by it."
        className={classes.aside}
      >
        <Simulation policy={tried} days={days} onDays={setDays} />
      </Part>
      <Part title="Versions" description="Who changed what, when and why.">
        <VersionList current={current.version} canEdit={canEdit} />
      </Part>
      {canEdit && isChanged && (
        <div className={classes.save}>
          <SimulationLine policy={tried} days={days} />
          <TextInput
            flex={1}
            label="Why do you change it?"
            placeholder="A word for whoever reads the versions later"
            maxLength={500}
            value={note}
            error={problem}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button variant="default" onClick={takeTheirs}>
            Discard
          </Button>
          <Button type="submit" disabled={problem !== undefined} loading={update.isPending}>
            Save the policy
          </Button>
        </div>
      )}
    </form>
  );
}

interface PartProps {
  title: string;
  description: string;
  className?: string | undefined;
  children: ReactNode;
}

function Part({ title, description, className, children }: PartProps) {
  return (
    <section className={`${settings.section} ${className ?? ''}`} aria-label={title}>
      <div>
        <h2 className={settings.title}>{title}</h2>
        <p className={settings.description}>{description}</p>
      </div>
      <div className={settings.body}>{children}</div>
    </section>
  );
}
