import { Button, Checkbox, NumberInput, Select, Switch } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AutomationSettings } from '#contract/automation.ts';
import { useSession } from '../../../lib/api/api-context.ts';
import { TRAINER_WORDS } from '../../models/version-words.ts';
import classes from '../automation.module.css';
import { useAutomationChanges } from '../queries.ts';

const USUAL = { everyExamples: 50, everyDays: 7 };
const wholeNumber = (value: number | string, usual: number) => (typeof value === 'number' ? Math.round(value) : usual);

/** When the desk trains by itself, where, and how a version is tried. */
export function SettingsForm({ settings: saved }: { settings: AutomationSettings }) {
  const isOwner = useSession().can('owner');
  const { save } = useAutomationChanges();
  const [settings, setSettings] = useState(saved);
  const change = (changes: Partial<AutomationSettings>) => setSettings({ ...settings, ...changes });
  const hasBeginning = settings.everyExamples !== null || settings.everyDays !== null;
  const isChanged = JSON.stringify(settings) !== JSON.stringify(saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(settings);
  };
  return (
    <section aria-label="Settings of the automation">
      <h2 className={classes.title}>Settings</h2>
      <form className={`${classes.card} ${classes.form}`} onSubmit={submit}>
        <Switch
          label="Train by itself"
          description="Off, it does nothing that you do not begin"
          disabled={!isOwner}
          checked={settings.isOn}
          onChange={(event) => change({ isOn: event.currentTarget.checked })}
        />
        <Beginnings settings={settings} isOwner={isOwner} change={change} />
        <Select
          label="Who trains"
          allowDeselect={false}
          disabled={!isOwner}
          data={(['local', 'openai'] as const).map((value) => ({ value, label: TRAINER_WORDS[value].label }))}
          value={settings.trainer}
          onChange={(value) => change({ trainer: value === 'openai' ? 'openai' : 'local' })}
        />
        <NumberInput
          label="Conversations to replay"
          description="The last ones, beside what was held back"
          disabled={!isOwner}
          min={0}
          max={500}
          value={settings.conversations}
          onChange={(value) => change({ conversations: wholeNumber(value, 50) })}
        />
        <NumberInput
          label="Share of an experiment"
          description="New conversations that get the version"
          disabled={!isOwner}
          suffix=" %"
          min={5}
          max={95}
          value={Math.round(settings.share * 100)}
          onChange={(value) => change({ share: wholeNumber(value, 50) / 100 })}
        />
        <NumberInput
          label="Difference that matters"
          description="In points of conversations resolved without a person"
          disabled={!isOwner}
          min={1}
          max={50}
          value={Math.round(settings.effect * 100)}
          onChange={(value) => change({ effect: wholeNumber(value, 10) / 100 })}
        />
        {settings.isOn && !hasBeginning && (
          <span className={classes.problem} role="alert">
            Say when it begins: at a number of new examples, after some days, or both.
          </span>
        )}
        {isOwner ? (
          <Button type="submit" disabled={!isChanged || (settings.isOn && !hasBeginning)} loading={save.isPending}>
            Save
          </Button>
        ) : (
          <span className={classes.muted}>The owner of this desk changes it.</span>
        )}
      </form>
    </section>
  );
}

interface BeginningsProps {
  settings: AutomationSettings;
  isOwner: boolean;
  change: (changes: Partial<AutomationSettings>) => void;
}

/** What begins a run: a count, a time, or whichever comes first. */
function Beginnings({ settings: { everyExamples, everyDays }, isOwner, change }: BeginningsProps) {
  return (
    <>
      <div className={classes.line}>
        <Checkbox
          label="At so many new approved examples"
          disabled={!isOwner}
          checked={everyExamples !== null}
          onChange={(event) => change({ everyExamples: event.currentTarget.checked ? USUAL.everyExamples : null })}
        />
        <NumberInput
          aria-label="New approved examples"
          disabled={!isOwner || everyExamples === null}
          min={5}
          max={10_000}
          value={everyExamples ?? ''}
          onChange={(value) => change({ everyExamples: wholeNumber(value, USUAL.everyExamples) })}
        />
      </div>
      <div className={classes.line}>
        <Checkbox
          label="Every so many days"
          disabled={!isOwner}
          checked={everyDays !== null}
          onChange={(event) => change({ everyDays: event.currentTarget.checked ? USUAL.everyDays : null })}
        />
        <NumberInput
          aria-label="Days"
          disabled={!isOwner || everyDays === null}
          min={1}
          max={365}
          value={everyDays ?? ''}
          onChange={(value) => change({ everyDays: wholeNumber(value, USUAL.everyDays) })}
        />
      </div>
    </>
  );
}
