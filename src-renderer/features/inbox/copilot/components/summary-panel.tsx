import { Button, Loader } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconListDetails } from '@tabler/icons-react';
import type { SummaryFact, SummaryField, ThreadSummary } from '#contract/copilot.ts';
import { failureOf } from '../../../../lib/api/failure.ts';
import { ErrorState, SkeletonRows } from '../../../../ui/states.tsx';
import { useSummarise, useSummary } from '../queries.ts';
import classes from './summary-panel.module.css';

interface SummaryPanelProps {
  conversationId: string;
  hasModel: boolean;
  isOpen: boolean;
  onToggle: () => void;
  /** Shows the message that a statement stands in. */
  onShowMessage: (messageId: string) => void;
}

const FIELDS = [
  ['wants', 'Wants'],
  ['agreed', 'Agreed'],
  ['tried', 'Tried'],
  ['open', 'Open'],
  ['nextStep', 'Next step'],
] as const satisfies readonly (readonly [keyof ThreadSummary, string])[];

/** What the conversation comes to, in five fields, for the one who has not read it. */
export function SummaryPanel({ conversationId, hasModel, isOpen, onToggle, onShowMessage }: SummaryPanelProps) {
  const summary = useSummary(conversationId, isOpen);
  const summarise = useSummarise(conversationId);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes.panel} aria-label="Summary">
      <div className={classes.head}>
        <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <Chevron size={14} aria-hidden />
          <IconListDetails size={14} aria-hidden />
          Summary
        </button>
        {isOpen && summary.data !== undefined && (
          <span className={classes.origin}>
            {originWords(summary.data)}
            {hasModel && summary.data.model === null && (
              <Button
                variant="subtle"
                size="compact-xs"
                disabled={summarise.isPending}
                leftSection={summarise.isPending ? <Loader size={11} aria-hidden /> : null}
                onClick={() => summarise.mutate({ id: conversationId })}
              >
                {summarise.isPending ? 'Reading…' : 'Have the model word it'}
              </Button>
            )}
          </span>
        )}
      </div>
      {isOpen && summarise.isError && (
        <p className={classes.failure} role="alert">
          {failureOf(summarise.error).message} What stands here is from the records.
        </p>
      )}
      {isOpen && summary.isPending && <SkeletonRows rows={3} height={20} />}
      {isOpen && summary.isError && summary.data === undefined && (
        <ErrorState failure={failureOf(summary.error)} onRetry={() => void summary.refetch()} />
      )}
      {isOpen && summary.data !== undefined && (
        <dl className={classes.fields}>
          {FIELDS.map(([name, label]) => (
            <FieldRow key={name} label={label} field={summary.data[name]} onShowMessage={onShowMessage} />
          ))}
        </dl>
      )}
    </section>
  );
}

function FieldRow({
  label,
  field,
  onShowMessage,
}: {
  label: string;
  field: SummaryField;
  onShowMessage: (id: string) => void;
}) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {field.facts.length === 0 && <span className={classes.none}>{field.reason}</span>}
        {field.facts.map((fact) => (
          <Fact key={`${fact.label} ${fact.text}`} fact={fact} onShowMessage={onShowMessage} />
        ))}
      </dd>
    </>
  );
}

function Fact({ fact, onShowMessage }: { fact: SummaryFact; onShowMessage: (id: string) => void }) {
  const { label, text, messageId } = fact;
  const words = (
    <>
      {label !== null && <span className={classes.label}>{label}</span>} {text}
    </>
  );
  if (messageId === null) return <span className={classes.fact}>{words}</span>;
  return (
    <button type="button" className={classes.fact} title="Show the message" onClick={() => onShowMessage(messageId)}>
      {words}
    </button>
  );
}

function originWords({ model, leftOutCount }: ThreadSummary): string {
  if (model === null) return 'from the records';
  const left =
    leftOutCount === 0
      ? ''
      : leftOutCount === 1
        ? ', one statement left out that no message holds'
        : `, ${leftOutCount} statements left out that no message holds`;
  return `worded by ${model}${left}`;
}
