import { useState } from 'react';
import type { Visitor } from '../model/chat-view.ts';
import { VisitorFields } from './visitor-fields.tsx';
import classes from './welcome-choices.module.css';

interface WelcomeChoicesProps {
  suggestions: readonly string[];
  onSuggest: (text: string) => void;
  onVisitor: (visitor: Visitor) => void;
}

/** Ways to begin: questions that others ask, and telling one's name, which nobody has to. */
export function WelcomeChoices({ suggestions, onSuggest, onVisitor }: WelcomeChoicesProps) {
  const [isTelling, setIsTelling] = useState(false);
  return (
    <div className={classes.choices}>
      {suggestions.length > 0 && (
        <ul className={classes.suggestions} aria-label="Questions to begin with">
          {suggestions.map((suggestion) => (
            <li key={suggestion}>
              <button type="button" className={classes.suggestion} onClick={() => onSuggest(suggestion)}>
                {suggestion}
              </button>
            </li>
          ))}
        </ul>
      )}
      {isTelling ? (
        <VisitorFields onChange={onVisitor} />
      ) : (
        <button type="button" className={classes.tell} onClick={() => setIsTelling(true)}>
          Add your name and contact, if you like
        </button>
      )}
    </div>
  );
}
