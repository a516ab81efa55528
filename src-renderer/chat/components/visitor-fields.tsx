import { useState } from 'react';
import type { Visitor } from '../model/chat-view.ts';
import classes from './visitor-fields.module.css';

/** Who is writing. It goes along with the first message; there is nothing to send by itself. */
export function VisitorFields({ onChange }: { onChange: (visitor: Visitor) => void }) {
  const [visitor, setVisitor] = useState<Visitor>({ name: '', contact: '' });
  const change = (part: Partial<Visitor>) => {
    const next = { ...visitor, ...part };
    setVisitor(next);
    onChange({ name: next.name.trim(), contact: next.contact.trim() });
  };
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>About you (optional)</legend>
      <label className={classes.field}>
        Your name
        <input
          ref={focusOnce}
          autoComplete="name"
          maxLength={120}
          value={visitor.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </label>
      <label className={classes.field}>
        Phone or e-mail
        <input
          autoComplete="email"
          maxLength={200}
          value={visitor.contact}
          onChange={(event) => change({ contact: event.target.value })}
        />
      </label>
      <p className={classes.why}>So that we know whom we are writing with, and can reach you if you have to leave.</p>
    </fieldset>
  );
}

function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
