import type { ReactNode } from 'react';
import classes from '../settings.module.css';

/** One subject of the settings: what it is about at the left, its fields at the right. */
export function Section({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <div>
        <h2 className={classes.title}>{title}</h2>
        <p className={classes.description}>{description}</p>
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
