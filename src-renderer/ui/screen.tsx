import type { ReactNode } from 'react';
import classes from './screen.module.css';

interface ScreenProps {
  title: string;
  /** One line on what the screen is for. */
  description?: ReactNode;
  /** Links to the other screens of the same area. */
  tabs?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen with a heading of its own and one scrolling body. */
export function Screen({ title, description, tabs, actions, children }: ScreenProps) {
  return (
    <div className={classes.screen}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <h1 className={classes.title}>{title}</h1>
          {description !== undefined && <p className={classes.description}>{description}</p>}
        </div>
        {tabs}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
