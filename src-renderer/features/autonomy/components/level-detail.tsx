import { SegmentedControl } from '@mantine/core';
import { type Autonomy, type AutonomyCell, AutonomyLevel } from '#contract/autonomy.ts';
import { percent } from '../../../lib/format-number.ts';
import classes from '../autonomy.module.css';
import {
  draftWords,
  LEVEL_WORDS,
  levelAt,
  neededWords,
  type Scope,
  SOURCE_WORDS,
  scopeWords,
} from '../autonomy-words.ts';
import { useAutonomyChanges } from '../queries.ts';

const INHERIT = 'inherit';

/** The level of what is chosen in the table, where it comes from, and the evidence for another one. */
export function LevelDetail({ autonomy, scope, canEdit }: { autonomy: Autonomy; scope: Scope; canEdit: boolean }) {
  const { setLevel } = useAutonomyChanges();
  const { level, isOwn } = levelAt(autonomy, scope);
  const isBase = scope.intent === null && scope.channel === null;
  const cell = autonomy.cells.find((one) => one.intent === scope.intent && one.channel === scope.channel);
  const value = isOwn && level !== undefined ? level : INHERIT;
  const wanted = setLevel.isPending ? (setLevel.variables.level ?? INHERIT) : value;
  return (
    <section className={classes.detail} aria-label="Chosen">
      <h2 className={classes.title}>{scopeWords(scope)}</h2>
      <SegmentedControl
        aria-label={`Level of ${scopeWords(scope)}`}
        fullWidth
        disabled={!canEdit}
        data={[
          ...(isBase ? [] : [{ value: INHERIT, label: 'Inherit' }]),
          ...AutonomyLevel.options.map((one) => ({ value: one, label: LEVEL_WORDS[one].label })),
        ]}
        value={wanted}
        onChange={(next) => {
          const chosen = AutonomyLevel.options.find((one) => one === next) ?? null;
          setLevel.mutate({ ...scope, level: chosen });
        }}
      />
      <p className={classes.muted}>
        {level === undefined ? 'The channels differ.' : LEVEL_WORDS[level].hint}
        {cell !== undefined && !isOwn && ` Inherited from ${SOURCE_WORDS[cell.source]}.`}
        {isBase && ' Counts wherever nothing else is set.'}
      </p>
      {cell === undefined ? (
        <p className={classes.muted}>Evidence is counted for each intent on each channel: choose one in the table.</p>
      ) : (
        <EvidenceLines cell={cell} threshold={autonomy.rules.threshold} />
      )}
    </section>
  );
}

function EvidenceLines({ cell, threshold }: { cell: AutonomyCell; threshold: number }) {
  const { drafts, answers, level, draftsToPropose } = cell;
  return (
    <dl className={classes.facts}>
      <dt>Drafts decided by staff</dt>
      <dd>
        {draftWords(drafts)}.
        {drafts.bound !== null && (
          <>
            {' '}
            With 95 % confidence at least {percent(drafts.bound)}; {percent(threshold)} are asked for.
          </>
        )}
      </dd>
      {level === 'draft' && (
        <>
          <dt>For the step to auto</dt>
          <dd>{neededWords(draftsToPropose)}</dd>
        </>
      )}
      <dt>Own answers</dt>
      <dd>
        {answers.count === 0
          ? 'None since the level was last changed.'
          : `${answers.good} of the last ${answers.count} drew no complaint, so at best ${percent(answers.bound)} are good.`}
        {level === 'auto' && ` Below ${percent(threshold)} the desk goes back to draft by itself.`}
      </dd>
    </dl>
  );
}
