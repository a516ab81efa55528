import { Group } from '@mantine/core';
import type { BusinessProfile } from '#contract/business.ts';
import { CountField, DollarField } from './fields.tsx';
import type { ProfilePartProps } from './profile-part.ts';
import { problemAt } from './profile-problems.ts';

/** What a party costs, its deposit, and what a change of date costs. */
export function PricesPart({ profile, problems, onChange }: ProfilePartProps) {
  const { prices, deposit, rescheduling } = profile;
  const setPrices = (change: Partial<BusinessProfile['prices']>) => onChange({ prices: { ...prices, ...change } });
  const setDeposit = (change: Partial<BusinessProfile['deposit']>) => onChange({ deposit: { ...deposit, ...change } });
  const setMoves = (change: Partial<BusinessProfile['rescheduling']>) =>
    onChange({ rescheduling: { ...rescheduling, ...change } });
  const at = (path: string) => problemAt(problems, path);
  return (
    <>
      <Group grow align="flex-start">
        <DollarField
          label="Adult"
          value={prices.adultCents}
          error={at('prices.adultCents')}
          onChange={(adultCents) => setPrices({ adultCents })}
        />
        <DollarField
          label="Child"
          value={prices.childCents}
          error={at('prices.childCents')}
          onChange={(childCents) => setPrices({ childCents })}
        />
        <DollarField
          label="Minimum order"
          value={prices.minimumOrderCents}
          error={at('prices.minimumOrderCents')}
          onChange={(minimumOrderCents) => setPrices({ minimumOrderCents })}
        />
      </Group>
      <Group grow align="flex-start">
        <CountField
          label="Child's price from"
          suffix=" years"
          value={prices.childAges.from}
          error={at('prices.childAges.from')}
          onChange={(from) => setPrices({ childAges: { ...prices.childAges, from }, freeUnderAge: from })}
        />
        <CountField
          label="Child's price to"
          suffix=" years"
          value={prices.childAges.to}
          error={at('prices.childAges.to')}
          onChange={(to) => setPrices({ childAges: { ...prices.childAges, to } })}
        />
        <CountField
          label="Suggested gratuity"
          suffix=" %"
          value={prices.suggestedGratuityPercent}
          error={at('prices.suggestedGratuityPercent')}
          onChange={(suggestedGratuityPercent) => setPrices({ suggestedGratuityPercent })}
        />
      </Group>
      <Group grow align="flex-start">
        <DollarField
          label="Deposit"
          value={deposit.amountCents}
          error={at('deposit.amountCents')}
          onChange={(amountCents) => setDeposit({ amountCents })}
        />
        <CountField
          label="Chefs are kept free for"
          suffix=" minutes"
          value={deposit.holdMinutes}
          error={at('deposit.holdMinutes')}
          onChange={(holdMinutes) => setDeposit({ holdMinutes })}
        />
      </Group>
      <Group grow align="flex-start">
        <CountField
          label="Free changes of date"
          value={rescheduling.freeChanges}
          error={at('rescheduling.freeChanges')}
          onChange={(freeChanges) => setMoves({ freeChanges })}
        />
        <CountField
          label="Free with notice of"
          suffix=" days"
          value={rescheduling.freeDaysAhead}
          error={at('rescheduling.freeDaysAhead')}
          onChange={(freeDaysAhead) => setMoves({ freeDaysAhead })}
        />
        <DollarField
          label="Fee otherwise"
          value={rescheduling.feeCents}
          error={at('rescheduling.feeCents')}
          onChange={(feeCents) => setMoves({ feeCents })}
        />
        <CountField
          label="Until"
          suffix=" hours before"
          value={rescheduling.latestHours}
          error={at('rescheduling.latestHours')}
          onChange={(latestHours) => setMoves({ latestHours })}
        />
      </Group>
    </>
  );
}
