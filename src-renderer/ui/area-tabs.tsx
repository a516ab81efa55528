import type { ReactNode } from 'react';
import classes from './area-tabs.module.css';

/** The screens of one area, as links: each has its own address. The link of the open screen carries `aria-current`. */
export function AreaTabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {children}
    </nav>
  );
}
