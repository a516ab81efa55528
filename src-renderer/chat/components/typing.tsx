import classes from './typing.module.css';

/** Shown while an answer is being prepared. */
export function Typing() {
  return (
    <p className={classes.typing}>
      <span className="visually-hidden">The assistant is writing…</span>
      <span className={classes.dot} />
      <span className={classes.dot} />
      <span className={classes.dot} />
    </p>
  );
}
