import { Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Overview } from '#contract/analytics.ts';
import { count, dollars, oneDecimal, percent } from '../../../lib/format-number.ts';
import { duration } from '../../../lib/format-time.ts';
import classes from '../analytics.module.css';

interface Tile {
  label: string;
  value: string;
  note?: string;
  definition: string;
}

/** The headline figures. Each says what it counts to whoever asks. */
export function Tiles({ totals }: { totals: Overview['totals'] }) {
  return (
    <dl className={classes.tiles}>
      {tilesOf(totals).map((tile) => (
        <div key={tile.label} className={classes.tile}>
          <dt>
            {tile.label}
            <Tooltip label={tile.definition} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
              <button type="button" className={classes.help} aria-label={`What is counted: ${tile.definition}`}>
                <IconInfoCircle size={13} aria-hidden />
              </button>
            </Tooltip>
          </dt>
          <dd>
            {tile.value}
            <small>{tile.note ?? ' '}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function tilesOf(totals: Overview['totals']): Tile[] {
  return [
    {
      label: 'Conversations',
      value: count(totals.conversationCount),
      note: `${count(totals.closedCount)} closed`,
      definition: 'Conversations that began in this span.',
    },
    {
      label: 'Resolution rate',
      value: percent(totals.resolutionRate),
      note: 'closed without a person',
      definition: 'Closed conversations that were never escalated, as a share of the closed ones.',
    },
    {
      label: 'Escalation rate',
      value: percent(totals.escalationRate),
      note: 'needed a person',
      definition: 'Conversations that were escalated at least once, as a share of all.',
    },
    {
      label: 'Satisfaction',
      value: totals.satisfaction === null ? '–' : `${oneDecimal(totals.satisfaction)} of 5`,
      note: `${count(totals.ratingCount)} ratings`,
      definition: 'The mean of the ratings from 1 to 5 that customers gave.',
    },
    {
      label: 'First response',
      value: totals.medianFirstResponseMs === null ? '–' : responseTime(totals.medianFirstResponseMs),
      note: 'median',
      definition: 'From a conversation’s first message to the first answer, by AI or staff; half were quicker.',
    },
    {
      label: 'Answer quality',
      value: percent(totals.avgQuality),
      note: 'of rated answers',
      definition: 'The mean quality score: thumbs up 0.3, five stars 0.4, helpful 0.2, accurate 0.3; thumbs down is 0.',
    },
    {
      label: 'Messages',
      value: count(totals.aiMessageCount + totals.staffMessageCount),
      note: `${count(totals.aiMessageCount)} by AI, ${count(totals.staffMessageCount)} by staff`,
      definition: 'Messages sent to customers in this span.',
    },
    {
      label: 'Model cost',
      value: dollars(totals.costMicroUsd),
      note: 'chat and embeddings',
      definition: 'What the model calls of this span cost by their list price; offline answers cost nothing.',
    },
  ];
}

function responseTime(spanMs: number): string {
  return spanMs < 10_000 ? `${(spanMs / 1000).toFixed(1)} s` : duration(spanMs);
}
