import { ActionIcon, Button, Group, MultiSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type BusinessProfile, Weekday } from '#contract/business.ts';
import type { ProfilePartProps } from './profile-part.ts';
import { problemAt } from './profile-problems.ts';

const SHORT_DAYS: Record<Weekday, string> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

/** How the business is reached, and when somebody is there. */
export function HoursPart({ profile, problems, onChange }: ProfilePartProps) {
  const { contact, officeHours } = profile;
  const setContact = (change: Partial<BusinessProfile['contact']>) => onChange({ contact: { ...contact, ...change } });
  const setHours = (index: number, change: Partial<BusinessProfile['officeHours'][number]>) =>
    onChange({ officeHours: officeHours.map((hours, at) => (at === index ? { ...hours, ...change } : hours)) });
  return (
    <>
      <Group grow align="flex-start">
        <TextInput
          label="Phone"
          value={contact.phone}
          onChange={(event) => setContact({ phone: event.currentTarget.value })}
        />
        <TextInput
          label="E-mail"
          value={contact.email}
          onChange={(event) => setContact({ email: event.currentTarget.value })}
        />
        <TextInput
          label="Website"
          value={contact.website}
          onChange={(event) => setContact({ website: event.currentTarget.value })}
        />
      </Group>
      {[...officeHours.entries()].map(([place, { days, opens, closes }]) => (
        <Group key={`${place} of ${officeHours.length}`} align="flex-end" wrap="nowrap">
          <MultiSelect
            label="Office hours on"
            style={{ flex: 1 }}
            data={Weekday.options.map((value) => ({ value, label: SHORT_DAYS[value] }))}
            value={days}
            error={problemAt(problems, `officeHours.${place}.days`)}
            onChange={(next) => setHours(place, { days: Weekday.options.filter((day) => next.includes(day)) })}
          />
          <TextInput
            label="From"
            type="time"
            value={opens}
            error={problemAt(problems, `officeHours.${place}.opens`)}
            onChange={(event) => setHours(place, { opens: event.currentTarget.value })}
          />
          <TextInput
            label="To"
            type="time"
            value={closes}
            error={problemAt(problems, `officeHours.${place}.closes`)}
            onChange={(event) => setHours(place, { closes: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            aria-label="Remove these hours"
            onClick={() => onChange({ officeHours: officeHours.filter((_, at) => at !== place) })}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange({ officeHours: [...officeHours, { days: ['mon'], opens: '10:00', closes: '18:00' }] })}
      >
        Add hours
      </Button>
    </>
  );
}
