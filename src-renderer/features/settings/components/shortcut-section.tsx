import { Button } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { COMMAND_IDS, type CommandId, conflictOf, entryOf } from '../../../lib/commands/catalogue.ts';
import { shortcutText } from '../../../lib/commands/stroke.ts';
import { useCommandHost } from '../../../lib/commands/use-commands.ts';
import { Keys } from '../../../ui/keys.tsx';
import classes from '../settings.module.css';
import { Section } from './section.tsx';
import { useKeyRecorder } from './use-key-recorder.ts';

export function ShortcutSection() {
  const { shortcuts } = useCommandHost();
  const [recordedId, setRecordedId] = useState<CommandId>();
  useSyncExternalStore(shortcuts.subscribe, shortcuts.snapshot);
  const groups = Map.groupBy(COMMAND_IDS, (id) => entryOf(id).group);
  return (
    <Section
      title="Shortcuts"
      description="Click a shortcut and press the new keys; Backspace takes it away, Escape keeps it. On this machine only."
    >
      {[...groups].map(([group, ids]) => (
        <div key={group}>
          <h3 className={classes.group}>{group}</h3>
          {ids.map((id) => (
            <ShortcutRow
              key={id}
              id={id}
              isRecording={recordedId === id}
              onRecord={(isOn) => setRecordedId(isOn ? id : undefined)}
            />
          ))}
        </div>
      ))}
    </Section>
  );
}

interface ShortcutRowProps {
  id: CommandId;
  isRecording: boolean;
  onRecord: (isOn: boolean) => void;
}

function ShortcutRow({ id, isRecording, onRecord }: ShortcutRowProps) {
  const { shortcuts, isMac } = useCommandHost();
  const shortcutOf = (each: CommandId) => shortcuts.shortcutOf({ ...entryOf(each), id: each });
  const { label } = entryOf(id);
  const shortcut = shortcutOf(id);
  const conflict = conflictOf(id, shortcutOf);
  useKeyRecorder(isRecording, isMac, (typed) => {
    if (typed !== undefined) shortcuts.set(id, typed);
    onRecord(false);
  });
  return (
    <div className={classes.shortcut}>
      <span>
        {label}
        {conflict !== undefined && <small> · also “{entryOf(conflict).label}”</small>}
      </span>
      <button
        type="button"
        className={classes.key}
        aria-pressed={isRecording}
        aria-label={`Shortcut of ${label}: ${shortcut === undefined ? 'none' : shortcutText(shortcut, isMac)}`}
        onClick={() => onRecord(!isRecording)}
      >
        {isRecording ? 'Press keys…' : shortcut === undefined ? 'none' : <Keys shortcut={shortcut} isMac={isMac} />}
      </button>
      {shortcuts.isChanged(id) ? (
        <Button variant="subtle" size="compact-xs" onClick={() => shortcuts.reset(id)}>
          Reset
        </Button>
      ) : (
        <span />
      )}
    </div>
  );
}
