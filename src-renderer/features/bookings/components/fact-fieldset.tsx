import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { FactName } from '#contract/bookings.ts';
import type { BusinessProfile } from '#contract/business.ts';
import { timeText } from '../booking-words.ts';
import classes from '../detail.module.css';
import type { FactFields } from '../fact-form.ts';
import { CountFields } from './count-fields.tsx';

interface FactFieldsetProps {
  fields: FactFields;
  problems: Partial<Record<FactName, string>>;
  profile: BusinessProfile;
  /** A confirmed party keeps its start and its place; these are changed by rescheduling. */
  isSettled: boolean;
  onChange: (change: Partial<FactFields>) => void;
}

export function FactFieldset({ fields, problems, profile, isSettled, onChange }: FactFieldsetProps) {
  const text = (name: 'date' | 'address' | 'name' | 'phone' | 'email' | 'allergies' | 'notes', label: string) => ({
    label,
    value: String(fields[name]),
    error: problems[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
  });
  const number = (name: 'adults' | 'children' | 'infants' | 'miles', label: string) => ({
    label,
    value: fields[name],
    error: problems[name],
    min: 0,
    onChange: (value: string | number) => onChange({ [name]: value }),
  });
  const { prices, travel, events } = profile;
  return (
    <>
      {isSettled && (
        <p className={classes.none}>
          The party is confirmed: reschedule it to change its day or start. Its address stays.
        </p>
      )}
      <Group grow align="flex-start">
        <TextInput type="date" disabled={isSettled} {...text('date', 'Day')} />
        <Select
          label="Start"
          disabled={isSettled}
          error={problems.time}
          data={events.startTimes.map((value) => ({ value, label: timeText(value) }))}
          value={fields.time === '' ? null : String(fields.time)}
          onChange={(value) => onChange({ time: value ?? '' })}
        />
      </Group>
      <Group grow align="flex-start">
        <NumberInput allowDecimal={false} {...number('adults', 'Adults')} />
        <NumberInput
          allowDecimal={false}
          {...number('children', `Children, ${prices.childAges.from} to ${prices.childAges.to}`)}
        />
        <NumberInput allowDecimal={false} {...number('infants', `Children under ${prices.freeUnderAge}`)} />
      </Group>
      <TextInput disabled={isSettled} {...text('address', 'Address')} />
      <NumberInput disabled={isSettled} suffix=" miles" {...number('miles', `Distance from ${travel.base}`)} />
      <CountFields
        label="Proteins, portions"
        offered={profile.proteins}
        counts={fields.proteins}
        error={problems.proteins}
        onChange={(proteins) => onChange({ proteins })}
      />
      <CountFields
        label="Add-ons"
        offered={profile.addOns}
        counts={fields.addOns}
        error={problems.addOns}
        onChange={(addOns) => onChange({ addOns })}
      />
      <TextInput
        placeholder="In the customer's words; “none” when there are none"
        {...text('allergies', 'Allergies')}
      />
      <Group grow align="flex-start">
        <TextInput {...text('name', 'Name')} />
        <TextInput {...text('phone', 'Phone')} />
        <TextInput {...text('email', 'E-mail')} />
      </Group>
      <Textarea autosize minRows={2} {...text('notes', 'Notes')} />
    </>
  );
}
