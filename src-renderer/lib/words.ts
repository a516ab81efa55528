import type { z } from 'zod';
import type { Channel, ConversationStatus, EscalationReason, InboxView, Priority } from '#contract/conversations.ts';
import type { ArticleCategory } from '#contract/knowledge.ts';
import type { ExampleSource } from '#contract/learning.ts';
import type { StaffRole } from '#contract/route.ts';

/** The words that the desk shows for the codes of the contract, one table each. */

export const CHANNEL_WORDS: Record<Channel, string> = {
  live_chat: 'Live chat',
  sms: 'Text message',
  email: 'E-mail',
  instagram: 'Instagram',
  facebook: 'Facebook',
  phone: 'Phone',
};

export const REASON_WORDS: Record<EscalationReason, string> = {
  customer_request: 'Asked for a person',
  low_confidence: 'AI was not sure',
  repeated_failure: 'Same question failed twice',
  complaint: 'Complaint',
  safety: 'Safety',
  tool_failure: 'A tool failed',
  booking: 'A booking needs a person',
  always_person: 'Always a person here',
  staff_takeover: 'Taken over by staff',
  ai_off: 'The AI is off',
  not_approved: 'Draft not approved in time',
};

export const PRIORITY_WORDS: Record<Priority, string> = {
  urgent: 'Urgent',
  high: 'High',
  normal: 'Normal',
  low: 'Low',
};

export const STATUS_WORDS: Record<ConversationStatus, string> = {
  active: 'Active',
  escalated: 'Escalated',
  closed: 'Closed',
};

export const VIEW_WORDS: Record<InboxView, string> = {
  waiting: 'Waiting',
  approval: 'To approve',
  mine: 'Mine',
  escalated: 'Escalated',
  ai: 'AI',
  closed: 'Closed',
  all: 'All',
};

export const CATEGORY_WORDS: Record<ArticleCategory, string> = {
  pricing: 'Pricing',
  policy: 'Policy',
  menu: 'Menu',
  faq: 'FAQ',
};

export const SOURCE_WORDS: Record<z.infer<typeof ExampleSource>, string> = {
  feedback: 'Well-rated answer',
  human_curated: 'Written by staff',
  conversation: 'From a conversation',
};

export const ROLE_WORDS: Record<StaffRole, string> = {
  support: 'Support',
  admin: 'Admin',
  owner: 'Owner',
};

/** The customer's name, or else the phone number or address that they wrote from. */
export function customerName(customer: { name: string | null; userId: string }): string {
  return customer.name ?? (customer.userId === '' ? 'Guest' : customer.userId);
}
