import { Button } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import type { AutomationRun, AutomationSettings } from '#contract/automation.ts';
import { useSession } from '../../lib/api/api-context.ts';
import { failureOf } from '../../lib/api/failure.ts';
import { count, counted } from '../../lib/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Screen } from '../../ui/screen.tsx';
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx';
import { TrainingTabs } from '../training/components/training-tabs.tsx';
import classes from './automation.module.css';
import { CurrentRun } from './components/current-run.tsx';
import { RunHistory } from './components/run-history.tsx';
import { SettingsForm } from './components/settings-form.tsx';
import { useAutomation, useAutomationChanges } from './queries.ts';

/** The desk trains by itself: when, how far it is, and what came of it before. */
export function AutomationScreen() {
  const automation = useAutomation();
  const { data } = automation;
  return (
    <Screen
      title="Training"
      description="The desk builds, trains, replays and tries by itself where you want it to. It never deploys without your yes."
      tabs={<TrainingTabs />}
    >
      {automation.isPending && <SkeletonRows rows={6} height={60} />}
      {automation.isError && data === undefined && (
        <ErrorState failure={failureOf(automation.error)} onRetry={() => void automation.refetch()} />
      )}
      {data !== undefined && (
        <div className={classes.page}>
          <div className={classes.column}>
            <section aria-label="The current run">
              {data.current === null ? <NoRun {...data} /> : <CurrentRun run={data.current} />}
            </section>
            <RunHistory />
          </div>
          <SettingsForm key={JSON.stringify(data.settings)} settings={data.settings} />
        </div>
      )}
    </Screen>
  );
}

interface NoRunProps {
  settings: AutomationSettings;
  current: AutomationRun | null;
  newlyApproved: number;
  nextAt: string | null;
}

/** What would begin the next run, and the button that does. */
function NoRun({ settings, newlyApproved, nextAt }: NoRunProps) {
  const isOwner = useSession().can('owner');
  const { start } = useAutomationChanges();
  return (
    <EmptyState
      icon={IconRobot}
      title={settings.isOn ? 'No run is going on' : 'The desk does not train by itself'}
      action={
        isOwner && (
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate({})}>
            Begin a run now
          </Button>
        )
      }
    >
      {counted(newlyApproved, 'example was', 'examples were')} approved since the last run.
      {settings.isOn && settings.everyExamples !== null && ` The next one begins at ${count(settings.everyExamples)}.`}
      {nextAt !== null && (
        <>
          {' It begins by time '}
          <RelativeTime at={nextAt} />.
        </>
      )}
      {!settings.isOn && ' Switch it on beside this, or begin a run by hand.'}
    </EmptyState>
  );
}
