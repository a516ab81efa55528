import { IconBolt, IconHandStop, IconPencil, type TablerIcon } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import type { Autonomy, AutonomyLevel } from '#contract/autonomy.ts';
import { CHANNEL_WORDS } from '../../../lib/words.ts';
import classes from '../autonomy.module.css';
import { LEVEL_WORDS, levelAt, type Scope, scopeWords } from '../autonomy-words.ts';

const ICONS: Record<AutonomyLevel, TablerIcon> = { off: IconHandStop, draft: IconPencil, auto: IconBolt };
const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

interface LevelTableProps {
  autonomy: Autonomy;
  scope: Scope;
  onScope: (scope: Scope) => void;
}

/** Every intent on every channel with its level; arrow keys lead from one to the next. */
export function LevelTable({ autonomy, scope, onScope }: LevelTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const rows = [null, ...autonomy.intents];
  const columns = [null, ...autonomy.channels];

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const [row, column] = [rows.indexOf(scope.intent) + step[0], columns.indexOf(scope.channel) + step[1]];
    const [intent, channel] = [rows[row], columns[column]];
    if (intent === undefined || channel === undefined) return;
    onScope({ intent, channel });
    table.current?.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`)?.focus();
  }

  return (
    <table ref={table} className={classes.table} aria-label="Levels by intent and channel" onKeyDown={move}>
      <thead>
        <tr>
          <th scope="col">Intent</th>
          {columns.map((channel) => (
            <th key={channel ?? 'all'} scope="col">
              {channel === null ? 'All channels' : CHANNEL_WORDS[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((intent, row) => (
          <tr key={intent ?? ''}>
            <th scope="row">{intent ?? 'All intents'}</th>
            {columns.map((channel, column) => {
              const { level, isOwn } = levelAt(autonomy, { intent, channel });
              const Icon = level === undefined ? undefined : ICONS[level];
              const word = level === undefined ? 'Mixed' : LEVEL_WORDS[level].label;
              const isSelected = scope.intent === intent && scope.channel === channel;
              return (
                <td key={channel ?? 'all'}>
                  <button
                    type="button"
                    className={classes.cell}
                    data-at={`${row} ${column}`}
                    data-level={level}
                    data-own={isOwn}
                    aria-pressed={isSelected}
                    aria-label={`${scopeWords({ intent, channel })}: ${word}, ${isOwn ? 'set here' : 'inherited'}`}
                    tabIndex={isSelected ? 0 : -1}
                    onClick={() => onScope({ intent, channel })}
                  >
                    {Icon !== undefined && <Icon size={13} stroke={1.8} aria-hidden />}
                    {word}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
