import type { OwnAgent, RoutedAgent } from '#contract/intents.ts';

const AGENT_WORDS: Record<RoutedAgent, string> = {
  knowledge: 'From the articles',
  booking: 'Booking agent',
  complaint: 'Complaint agent',
  smalltalk: 'Set phrases',
  staff: 'A person',
};

export function agentWords(agent: RoutedAgent): string {
  return AGENT_WORDS[agent];
}

export const AGENT_OPTIONS: { value: OwnAgent; label: string }[] = [
  { value: 'knowledge', label: AGENT_WORDS.knowledge },
  { value: 'booking', label: AGENT_WORDS.booking },
  { value: 'complaint', label: AGENT_WORDS.complaint },
  { value: 'staff', label: AGENT_WORDS.staff },
];

/** What is typed as a name, in the form that names have: "Gift cards" becomes `gift_cards`. */
export function asName(text: string): string {
  return text.toLowerCase().replaceAll(/[\s-]+/g, '_');
}

/** One sentence a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
