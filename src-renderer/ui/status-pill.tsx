import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './status-pill.module.css';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'staff';

interface StatusPillProps {
  tone: Tone;
  /** Says the same as the colour, for those who do not see it. */
  icon?: TablerIcon | undefined;
  children: ReactNode;
}

/** A state in a word and a sign; its colour only repeats them. */
export function StatusPill({ tone, icon: Icon, children }: StatusPillProps) {
  return (
    <span className={classes.pill} data-tone={tone}>
      {Icon !== undefined && <Icon size={12} stroke={2} aria-hidden />}
      <span className={classes.text}>{children}</span>
    </span>
  );
}
