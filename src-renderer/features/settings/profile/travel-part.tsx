import { Group, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BusinessProfile } from '#contract/business.ts';
import { CountField, DollarField } from './fields.tsx';
import type { ProfilePartProps } from './profile-part.ts';
import { placesText, problemAt, readPlaces } from './profile-problems.ts';

/** How far chefs travel and what it costs. */
export function TravelPart({ profile, problems, onChange }: ProfilePartProps) {
  const { travel } = profile;
  const [places, setPlaces] = useState(() => placesText(travel.places));
  const set = (change: Partial<BusinessProfile['travel']>) => onChange({ travel: { ...travel, ...change } });
  const placeProblem = problemAt(problems, 'travel.places');
  return (
    <>
      <TextInput
        label="Chefs set out from"
        value={travel.base}
        error={problemAt(problems, 'travel.base')}
        onChange={(event) => set({ base: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <CountField
          label="Free up to"
          suffix=" miles"
          value={travel.freeMiles}
          error={problemAt(problems, 'travel.freeMiles')}
          onChange={(freeMiles) => set({ freeMiles })}
        />
        <DollarField
          label="Each mile after"
          value={travel.centsPerMileAfter}
          error={problemAt(problems, 'travel.centsPerMileAfter')}
          onChange={(centsPerMileAfter) => set({ centsPerMileAfter })}
        />
        <CountField
          label="No farther than"
          suffix=" miles"
          value={travel.farthestMiles}
          error={problemAt(problems, 'travel.farthestMiles')}
          onChange={(farthestMiles) => set({ farthestMiles })}
        />
      </Group>
      <Textarea
        label="Places and their distance"
        description="One a line, with the miles by road: Lodi 36. For other places a person looks the distance up."
        autosize
        minRows={4}
        maxRows={10}
        value={places}
        error={placeProblem === undefined ? undefined : 'Write each place with its miles behind it, such as: Lodi 36.'}
        onChange={(event) => {
          setPlaces(event.currentTarget.value);
          set({ places: readPlaces(event.currentTarget.value) });
        }}
      />
    </>
  );
}
