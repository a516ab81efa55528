import type { Simulation } from '#contract/policy-simulation.ts';
import { count } from '../../../lib/format-number.ts';
import { CHANNEL_WORDS, REASON_WORDS } from '../../../lib/words.ts';
import classes from '../policy.module.css';
import { difference } from '../simulation-words.ts';

export function ReasonShift({ reasons }: Pick<Simulation, 'reasons'>) {
  const rows = reasons.map(({ reason, before, after }) => ({ label: REASON_WORDS[reason], before, after }));
  return <Shift title="Handed over, by reason" rows={rows} />;
}

export function IntentShift({ intents }: Pick<Simulation, 'intents'>) {
  const rows = intents.map(({ intent, before, after }) => ({
    label: intent.replaceAll('_', ' '),
    before: before.answered,
    after: after.answered,
  }));
  return <Shift title="Answered, by topic" rows={rows} />;
}

export function ChannelShift({ channels }: Pick<Simulation, 'channels'>) {
  const rows = channels.map(({ channel, before, after }) => ({
    label: CHANNEL_WORDS[channel],
    before: before.answered,
    after: after.answered,
  }));
  return <Shift title="Answered, by channel" rows={rows} />;
}

interface ShiftProps {
  title: string;
  rows: readonly { label: string; before: number; after: number }[];
}

function Shift({ title, rows }: ShiftProps) {
  return (
    <table className={classes.shift}>
      <caption>{title}</caption>
      <thead className="visually-hidden">
        <tr>
          <th>{title}</th>
          <th>In force</th>
          <th>These rules</th>
          <th>Difference</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{count(before)}</td>
            <td>
              <span aria-hidden>→ </span>
              {count(after)}
            </td>
            <td className={classes.difference}>{after === before ? '' : difference(after - before)}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={4} className={classes.none}>
              None
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
