import { Group, MultiSelect, TagsInput } from '@mantine/core';
import { type BusinessProfile, Weekday } from '#contract/business.ts';
import { CountField } from './fields.tsx';
import type { ProfilePartProps } from './profile-part.ts';
import { problemAt } from './profile-problems.ts';

const DAY_WORDS: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** When parties take place, and how many at a time. */
export function TimesPart({ profile, problems, onChange }: ProfilePartProps) {
  const { events } = profile;
  const set = (change: Partial<BusinessProfile['events']>) => onChange({ events: { ...events, ...change } });
  const at = (name: keyof BusinessProfile['events']) => problemAt(problems, `events.${name}`);
  return (
    <>
      <MultiSelect
        label="Days with parties"
        data={Weekday.options.map((value) => ({ value, label: DAY_WORDS[value] }))}
        value={events.days}
        error={at('days')}
        onChange={(days) => set({ days: Weekday.options.filter((day) => days.includes(day)) })}
      />
      <TagsInput
        label="Start times"
        description="Such as 18:00. Press Enter after each."
        value={events.startTimes}
        error={at('startTimes')}
        onChange={(startTimes) => set({ startTimes: startTimes.toSorted() })}
      />
      <TagsInput
        label="Closed days"
        description="Holidays and the like, such as 2027-12-25. Press Enter after each."
        value={events.closedDates}
        error={at('closedDates')}
        onChange={(closedDates) => set({ closedDates: closedDates.toSorted() })}
      />
      <Group grow align="flex-start">
        <CountField
          label="Notice needed"
          suffix=" hours"
          value={events.minimumNoticeHours}
          error={at('minimumNoticeHours')}
          onChange={(minimumNoticeHours) => set({ minimumNoticeHours })}
        />
        <CountField
          label="Bookable ahead"
          suffix=" months"
          value={events.bookableMonthsAhead}
          error={at('bookableMonthsAhead')}
          onChange={(bookableMonthsAhead) => set({ bookableMonthsAhead })}
        />
        <CountField
          label="Length of a party"
          suffix=" minutes"
          value={events.durationMinutes}
          error={at('durationMinutes')}
          onChange={(durationMinutes) => set({ durationMinutes })}
        />
      </Group>
      <Group grow align="flex-start">
        <CountField
          label="Guests for each chef"
          value={events.guestsPerChef}
          error={at('guestsPerChef')}
          onChange={(guestsPerChef) => set({ guestsPerChef })}
        />
        <CountField
          label="Chefs at each start"
          value={events.chefsPerStartTime}
          error={at('chefsPerStartTime')}
          onChange={(chefsPerStartTime) => set({ chefsPerStartTime })}
        />
        <CountField
          label="Largest party"
          suffix=" guests"
          value={events.largestParty}
          error={at('largestParty')}
          onChange={(largestParty) => set({ largestParty })}
        />
      </Group>
      <CountField
        label="Final guest count"
        description="Until how long before the party guests and food can be changed."
        suffix=" hours before"
        value={profile.finalGuestCountHours}
        error={problemAt(problems, 'finalGuestCountHours')}
        onChange={(finalGuestCountHours) => onChange({ finalGuestCountHours })}
      />
    </>
  );
}
