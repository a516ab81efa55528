import '@mantine/charts/styles.css';
import { CompositeChart } from '@mantine/charts';
import type { Overview } from '#contract/analytics.ts';
import { percent } from '../../../lib/format-number.ts';
import classes from '../analytics.module.css';

/** Conversations and escalations day by day; the same figures as a table for those who do not see it. */
export function DayChart({ byDay }: { byDay: Overview['byDay'] }) {
  return (
    <section className={classes.card} aria-label="By day">
      <h2 className={classes.title}>By day</h2>
      {byDay.length === 0 ? (
        <p className={classes.none}>Nothing was counted in this span yet.</p>
      ) : (
        <div aria-hidden>
          <CompositeChart
            h={210}
            data={byDay.map((day) => ({ ...day, day: day.day.slice(5) }))}
            dataKey="day"
            series={[
              { name: 'conversationCount', label: 'Conversations', color: 'var(--desk-bar)', type: 'bar' },
              { name: 'escalationCount', label: 'Escalations', color: 'var(--desk-text)', type: 'line' },
            ]}
            withLegend
            legendProps={{ verticalAlign: 'top', height: 28 }}
            tickLine="none"
            gridAxis="x"
            maxBarWidth={26}
            curveType="linear"
            strokeWidth={2}
          />
        </div>
      )}
      <table className="visually-hidden">
        <caption>Conversations by day</caption>
        <thead>
          <tr>
            <th>Day</th>
            <th>Conversations</th>
            <th>Escalations</th>
            <th>Quality</th>
          </tr>
        </thead>
        <tbody>
          {byDay.map((day) => (
            <tr key={day.day}>
              <th>{day.day}</th>
              <td>{day.conversationCount}</td>
              <td>{day.escalationCount}</td>
              <td>{percent(day.avgQuality)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
