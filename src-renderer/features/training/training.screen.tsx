import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { count } from '../../lib/format-number.ts';
import { Screen } from '../../ui/screen.tsx';
import { DatasetsTab } from './components/datasets-tab.tsx';
import { DecidedTab } from './components/decided-tab.tsx';
import { ReviewTab } from './components/review-tab.tsx';
import { TrainingTabs } from './components/training-tabs.tsx';
import { useExampleCounts } from './queries.ts';

const TABS = ['review', 'approved', 'rejected', 'datasets'] as const;

/** What the AI may learn: nothing is used before a person has approved it. */
export function TrainingScreen() {
  const navigate = useNavigate({ from: '/training' });
  const { tab = 'review' } = useSearch({ from: '/training' });
  const counts = useExampleCounts().data;
  const label = (text: string, value: number | undefined) => (value === undefined ? text : `${text} ${count(value)}`);
  const labels = {
    review: label('Review', counts?.pending),
    approved: label('Approved', counts?.approved),
    rejected: label('Rejected', counts?.rejected),
    datasets: 'Datasets',
  };
  return (
    <Screen
      title="Training"
      description="An approved example is used by the very next answer; a rejected one is never seen by the AI."
      tabs={<TrainingTabs />}
      actions={
        <SegmentedControl
          aria-label="Examples"
          data={TABS.map((value) => ({ value, label: labels[value] }))}
          value={tab}
          onChange={(value) => navigate({ search: { tab: TABS.find((each) => each === value) } })}
        />
      }
    >
      {tab === 'review' && <ReviewTab />}
      {tab === 'approved' && <DecidedTab key="approved" status="approved" />}
      {tab === 'rejected' && <DecidedTab key="rejected" status="rejected" />}
      {tab === 'datasets' && <DatasetsTab />}
    </Screen>
  );
}
