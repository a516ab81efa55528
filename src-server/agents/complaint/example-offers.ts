import type { ComplaintLimits, ComplaintSeverity } from '../../contract/complaints.ts';
import { money } from '../../core/plain-phrases.ts';
import { chooseResolution } from './choose-resolution.ts';
import { offerText } from './complaint-phrases.ts';

/** What the AI could say within such limits to the customer of a paid party of this price, who has no special wish. */
export function exampleOffers(
  limits: ComplaintLimits,
  partyCents: number,
  currency: string,
): Record<ComplaintSeverity, string> {
  const exampleOf = (severity: ComplaintSeverity) => {
    const choice = chooseResolution(limits, {
      severity,
      wants: undefined,
      party: { totalCents: partyCents, paidCents: partyCents },
      spent: { customerCents: 0, monthCents: 0 },
    });
    if (choice.kind === 'person') return `A person takes it at once: ${choice.reason}.`;
    return `After a party of ${money(partyCents, currency)}: “${offerText(choice.resolution, currency)}”`;
  };
  return { minor: exampleOf('minor'), moderate: exampleOf('moderate'), serious: exampleOf('serious') };
}
