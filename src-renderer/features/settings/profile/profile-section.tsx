import { Button, Tabs } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ComponentType, useRef, useState } from 'react';
import type { BusinessProfile } from '#contract/business.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useFocusProblem } from '../../../lib/use-focus-problem.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showDone, showFailure } from '../../../ui/toast.tsx';
import { Section } from '../components/section.tsx';
import classes from '../settings.module.css';
import { HoursPart } from './hours-part.tsx';
import { MenuPart } from './menu-part.tsx';
import { PricesPart } from './prices-part.tsx';
import type { ProfilePartProps } from './profile-part.ts';
import { findProfileProblems, type ProfileProblems } from './profile-problems.ts';
import { RefundsPart } from './refunds-part.tsx';
import { TimesPart } from './times-part.tsx';
import { TravelPart } from './travel-part.tsx';

interface Part {
  value: string;
  label: string;
  /** The keys of the profile that it shows, so that a problem leads to it. */
  keys: readonly (keyof BusinessProfile)[];
  Fields: ComponentType<ProfilePartProps>;
}

const PARTS: readonly Part[] = [
  { value: 'times', label: 'Parties', keys: ['events', 'finalGuestCountHours'], Fields: TimesPart },
  { value: 'prices', label: 'Prices', keys: ['prices', 'deposit', 'rescheduling'], Fields: PricesPart },
  {
    value: 'menu',
    label: 'Menu',
    keys: ['proteins', 'addOns', 'proteinsPerAdult', 'proteinsPerChild'],
    Fields: MenuPart,
  },
  { value: 'travel', label: 'Travel', keys: ['travel'], Fields: TravelPart },
  { value: 'refunds', label: 'Refunds', keys: ['refunds'], Fields: RefundsPart },
  { value: 'hours', label: 'Contact and hours', keys: ['contact', 'officeHours'], Fields: HoursPart },
];

/** The prices and rules that every quote, deposit and refund is computed from. */
export function ProfileSection({ canEdit }: { canEdit: boolean }) {
  // Outlives the form, which begins anew with each version.
  const [tab, setTab] = useState<string | null>('times');
  const business = useQuery(useApi().business.get.queryOptions());
  return (
    <Section
      title="Prices and rules"
      description="Every price, date and refund that a customer is told is computed from these. Earlier versions are kept."
    >
      {business.data !== undefined ? (
        <ProfileForm key={business.data.version} current={business.data} canEdit={canEdit} tab={tab} onTab={setTab} />
      ) : business.isError ? (
        <ErrorState failure={failureOf(business.error)} onRetry={() => void business.refetch()} />
      ) : (
        <SkeletonRows rows={4} height={36} />
      )}
    </Section>
  );
}

interface ProfileFormProps {
  current: { profile: BusinessProfile; version: number };
  canEdit: boolean;
  tab: string | null;
  onTab: (tab: string | null) => void;
}

function ProfileForm({ current, canEdit, tab, onTab }: ProfileFormProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [profile, setProfile] = useState(current.profile);
  const [problems, setProblems] = useState<ProfileProblems>({});
  const form = useRef<HTMLFormElement>(null);
  useFocusProblem(form, problems);
  const save = useMutation(
    api.business.update.mutationOptions({
      onSuccess(saved) {
        queryClient.setQueryData(api.business.get.queryKey(), saved);
        showDone('Saved. From now on prices and dates follow these rules.');
      },
      onError: (error) => showFailure('Not saved', failureOf(error)),
    }),
  );
  function submit(): void {
    const found = findProfileProblems(profile);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first === undefined) save.mutate({ profile, expectedVersion: current.version });
    else onTab(PARTS.find(({ keys }) => keys.some((key) => first.startsWith(key)))?.value ?? tab);
  }
  return (
    <form
      ref={form}
      noValidate
      aria-label="Prices and rules"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {current.version === 0 && (
        <p className={classes.notice}>
          <IconInfoCircle size={16} aria-hidden />
          <span>
            <strong>These are sample values.</strong>{' '}
            {canEdit
              ? 'Change them to those of your business before customers book with them.'
              : 'The owner has not set the prices and rules of this business yet.'}
          </span>
        </p>
      )}
      <fieldset disabled={!canEdit} style={{ display: 'contents' }}>
        <Tabs value={tab} onChange={onTab} keepMounted={false}>
          <Tabs.List mb="sm">
            {PARTS.map(({ value, label }) => (
              <Tabs.Tab key={value} value={value}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {PARTS.map(({ value, Fields }) => (
            <Tabs.Panel key={value} value={value} className={classes.body}>
              <Fields
                profile={profile}
                problems={problems}
                onChange={(change) => setProfile((before) => ({ ...before, ...change }))}
              />
            </Tabs.Panel>
          ))}
        </Tabs>
        {canEdit && (
          <Button type="submit" mt="sm" disabled={profile === current.profile} loading={save.isPending}>
            Save prices and rules
          </Button>
        )}
      </fieldset>
    </form>
  );
}
