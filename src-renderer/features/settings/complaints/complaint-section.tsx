import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ComplaintLimits, ComplaintSeverity } from '#contract/complaints.ts';
import { useApi } from '../../../lib/api/api-context.ts';
import { failureOf } from '../../../lib/api/failure.ts';
import { useFocusProblem } from '../../../lib/use-focus-problem.ts';
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx';
import { showDone, showFailure } from '../../../ui/toast.tsx';
import { Section } from '../components/section.tsx';
import { CountField, DollarField } from '../profile/fields.tsx';
import { SeverityFields } from './severity-fields.tsx';

/** Within what the AI may settle complaints by itself; everything beyond goes to a person. */
export function ComplaintSection({ canEdit }: { canEdit: boolean }) {
  const limits = useQuery(useApi().complaints.limits.queryOptions());
  return (
    <Section
      title="Complaints"
      description="What the AI may offer by itself. Everything beyond, and always illness, injuries, allergic reactions, legal threats and the press, goes to a person."
    >
      {limits.data !== undefined ? (
        <LimitsForm key={limits.data.version} current={limits.data} canEdit={canEdit} />
      ) : limits.isError ? (
        <ErrorState failure={failureOf(limits.error)} onRetry={() => void limits.refetch()} />
      ) : (
        <SkeletonRows rows={4} height={36} />
      )}
    </Section>
  );
}

interface LimitsFormProps {
  current: { limits: ComplaintLimits; version: number };
  canEdit: boolean;
}

function LimitsForm({ current, canEdit }: LimitsFormProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [limits, setLimits] = useState(current.limits);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  useFocusProblem(form, problems);
  const isValid = ComplaintLimits.safeParse(limits).success;
  const examples = useQuery({
    ...api.complaints.examples.queryOptions({ input: { limits } }),
    enabled: isValid,
    placeholderData: (before) => before,
  });
  const save = useMutation(
    api.complaints.updateLimits.mutationOptions({
      onSuccess(saved) {
        queryClient.setQueryData(api.complaints.limits.queryKey(), saved);
        showDone('Saved. From now on the AI keeps to these limits; what it offered before stands.');
      },
      onError: (error) => showFailure('Not saved', failureOf(error)),
    }),
  );
  function submit(): void {
    const parsed = ComplaintLimits.safeParse(limits);
    setProblems(parsed.success ? {} : problemsOf(parsed.error.issues));
    if (parsed.success) save.mutate({ limits, expectedVersion: current.version });
  }
  const { perCustomer } = limits;
  return (
    <form
      ref={form}
      noValidate
      aria-label="Complaints"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset disabled={!canEdit} style={{ display: 'contents' }}>
        {ComplaintSeverity.options.map((severity) => (
          <SeverityFields
            key={severity}
            severity={severity}
            limits={limits[severity]}
            problem={problems[`${severity}.maximumCents`]}
            example={isValid ? examples.data?.[severity] : undefined}
            onChange={(change) =>
              setLimits((before) => ({ ...before, [severity]: { ...before[severity], ...change } }))
            }
          />
        ))}
        <Group grow align="flex-start" mt="sm">
          <DollarField
            label="One customer at most"
            value={perCustomer.cents}
            error={problems['perCustomer.cents']}
            onChange={(cents) => setLimits((before) => ({ ...before, perCustomer: { ...before.perCustomer, cents } }))}
          />
          <CountField
            label="In so many days"
            suffix=" days"
            value={perCustomer.days}
            error={problems['perCustomer.days']}
            onChange={(days) => setLimits((before) => ({ ...before, perCustomer: { ...before.perCustomer, days } }))}
          />
          <DollarField
            label="All in a month at most"
            value={limits.perMonthCents}
            error={problems.perMonthCents}
            onChange={(perMonthCents) => setLimits((before) => ({ ...before, perMonthCents }))}
          />
          <CountField
            label="Codes can be used for"
            suffix=" days"
            value={limits.codeValidDays}
            error={problems.codeValidDays}
            onChange={(codeValidDays) => setLimits((before) => ({ ...before, codeValidDays }))}
          />
        </Group>
        {canEdit && (
          <Button type="submit" mt="sm" disabled={limits === current.limits} loading={save.isPending}>
            Save complaint limits
          </Button>
        )}
      </fieldset>
    </form>
  );
}

function problemsOf(issues: readonly { path: PropertyKey[]; code: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(
    issues.map(({ path, code, message }) => [
      path.map(String).join('.'),
      code === 'invalid_type' ? 'Give a number.' : message,
    ]),
  );
}
