import { normalizeShortcut } from './stroke.ts';

/** What is known of a command before any screen offers it: what it is called, and its key unless a person changes it. */
export interface CommandEntry {
  label: string;
  group: keyof typeof SCREEN_OF_GROUP;
  shortcut?: string;
  /** Also while a text field has the focus. Only for shortcuts that make no character. */
  whileTyping?: true;
  /** Not to be found in the palette, such as moving through a list. */
  isKeyOnly?: true;
}

/** Which groups are on the screen at the same time; those of `everywhere` always are. */
const SCREEN_OF_GROUP = {
  'Go to': 'everywhere',
  Desk: 'everywhere',
  Inbox: 'inbox',
  Conversation: 'inbox',
  Escalations: 'escalations',
  Training: 'training',
  Articles: 'articles',
  Article: 'article',
  Gaps: 'gaps',
  Bookings: 'bookings',
} as const;

/** Every command of the desk. A screen says what each does and when; the desktop app's menu names them by id. */
export const CATALOGUE = {
  'palette.open': { label: 'Search commands', group: 'Desk', shortcut: 'Mod+K', whileTyping: true, isKeyOnly: true },
  'shortcuts.open': { label: 'Keyboard shortcuts', group: 'Desk', shortcut: '?' },
  'appearance.light': { label: 'Appearance: light', group: 'Desk' },
  'appearance.dark': { label: 'Appearance: dark', group: 'Desk' },
  'appearance.auto': { label: 'Appearance: as the system', group: 'Desk' },
  'session.sign-out': { label: 'Sign out', group: 'Desk' },
  'go.inbox': { label: 'Go to Inbox', group: 'Go to', shortcut: 'g i' },
  'go.escalations': { label: 'Go to Escalations', group: 'Go to', shortcut: 'g e' },
  'go.bookings': { label: 'Go to Bookings', group: 'Go to', shortcut: 'g b' },
  'go.training': { label: 'Go to Training', group: 'Go to', shortcut: 'g t' },
  'go.models': { label: 'Go to Models', group: 'Go to', shortcut: 'g m' },
  'go.automation': { label: 'Go to Automation of training', group: 'Go to', shortcut: 'g o' },
  'go.articles': { label: 'Go to Articles', group: 'Go to', shortcut: 'g a' },
  'go.analytics': { label: 'Go to Analytics', group: 'Go to', shortcut: 'g n' },
  'go.settings': { label: 'Go to Settings', group: 'Go to', shortcut: 'g s' },
  'inbox.next': { label: 'Next conversation', group: 'Inbox', shortcut: 'j', isKeyOnly: true },
  'inbox.previous': { label: 'Previous conversation', group: 'Inbox', shortcut: 'k', isKeyOnly: true },
  'inbox.search': { label: 'Search conversations', group: 'Inbox', shortcut: '/' },
  'inbox.customer': { label: 'Show or hide the customer', group: 'Inbox', shortcut: 'c' },
  'conversation.take-over': { label: 'Take over', group: 'Conversation', shortcut: 't' },
  'conversation.reply': { label: 'Reply', group: 'Conversation', shortcut: 'r' },
  'conversation.write': {
    label: 'Write in the open conversation',
    group: 'Conversation',
    shortcut: 'Enter',
    isKeyOnly: true,
  },
  'conversation.draft': { label: 'Draft a reply', group: 'Conversation', shortcut: 'Mod+J', whileTyping: true },
  'conversation.rewrite': { label: 'Rewrite the reply', group: 'Conversation', shortcut: 'Mod+E', whileTyping: true },
  'draft.send': { label: 'Approve: send the AI’s draft', group: 'Conversation', shortcut: 'Mod+Enter' },
  'draft.edit': { label: 'Edit the AI’s draft', group: 'Conversation', shortcut: 'd' },
  'draft.discard': { label: 'Discard the AI’s draft', group: 'Conversation', shortcut: 'x' },
  'conversation.summary': { label: 'Show or hide the summary', group: 'Conversation', shortcut: 's' },
  'conversation.hand-back': { label: 'Hand back to the AI', group: 'Conversation', shortcut: 'b' },
  'conversation.resolve': { label: 'Resolve', group: 'Conversation', shortcut: 'e' },
  'conversation.reopen': { label: 'Reopen', group: 'Conversation', shortcut: 'o' },
  'conversation.notes': { label: 'Show notes or messages', group: 'Conversation', shortcut: 'n' },
  'escalations.next': { label: 'Next escalation', group: 'Escalations', shortcut: 'j', isKeyOnly: true },
  'escalations.previous': { label: 'Previous escalation', group: 'Escalations', shortcut: 'k', isKeyOnly: true },
  'escalations.take': { label: 'Take the selected escalation', group: 'Escalations', shortcut: 't' },
  'escalations.open': { label: 'Open the selected escalation', group: 'Escalations', shortcut: 'Enter' },
  'training.approve': { label: 'Approve the example', group: 'Training', shortcut: 'a' },
  'training.edit': { label: 'Edit the example', group: 'Training', shortcut: 'e' },
  'training.reject': { label: 'Reject the example', group: 'Training', shortcut: 'x' },
  'training.personal-data': { label: 'Show or hide what is scrubbed', group: 'Training', shortcut: 'p' },
  'training.undo-mark': { label: 'Undo the last mark of personal data', group: 'Training', shortcut: 'z' },
  'training.undo': { label: 'Undo the last decision', group: 'Training', shortcut: 'u' },
  'training.next': { label: 'Next example', group: 'Training', shortcut: 'j', isKeyOnly: true },
  'training.previous': { label: 'Previous example', group: 'Training', shortcut: 'k', isKeyOnly: true },
  'articles.new': { label: 'New article', group: 'Articles', shortcut: 'n' },
  'articles.import': { label: 'Import articles', group: 'Articles', shortcut: 'i' },
  'articles.export': { label: 'Export all articles', group: 'Articles' },
  'articles.search': { label: 'Search articles', group: 'Articles', shortcut: '/' },
  'gaps.next': { label: 'Next gap', group: 'Gaps', shortcut: 'j', isKeyOnly: true },
  'gaps.previous': { label: 'Previous gap', group: 'Gaps', shortcut: 'k', isKeyOnly: true },
  'gaps.open': { label: 'Open the newest conversation of the gap', group: 'Gaps', shortcut: 'Enter', isKeyOnly: true },
  'gaps.draft': { label: 'Draft an article for the gap', group: 'Gaps', shortcut: 'a' },
  'gaps.answered': { label: 'Mark the gap as answered', group: 'Gaps', shortcut: 'e' },
  'gaps.dismiss': { label: 'Dismiss the gap', group: 'Gaps', shortcut: 'd' },
  'gaps.reopen': { label: 'Open the gap again', group: 'Gaps', shortcut: 'o' },
  'gaps.search': { label: 'Search gaps', group: 'Gaps', shortcut: '/' },
  'bookings.new': { label: 'New booking', group: 'Bookings', shortcut: 'n' },
  'bookings.list': { label: 'Bookings as a list', group: 'Bookings', shortcut: 'l' },
  'bookings.calendar': { label: 'Bookings as a calendar', group: 'Bookings', shortcut: 'c' },
  'bookings.next': { label: 'Next booking', group: 'Bookings', shortcut: 'j', isKeyOnly: true },
  'bookings.previous': { label: 'Previous booking', group: 'Bookings', shortcut: 'k', isKeyOnly: true },
  'bookings.search': { label: 'Search bookings', group: 'Bookings', shortcut: '/' },
  'bookings.today': { label: 'Calendar: today', group: 'Bookings', shortcut: 't' },
  'bookings.later': { label: 'Calendar: a week later', group: 'Bookings', shortcut: 'ArrowRight' },
  'bookings.earlier': { label: 'Calendar: a week earlier', group: 'Bookings', shortcut: 'ArrowLeft' },
  'article.save': { label: 'Save the article', group: 'Article', shortcut: 'Mod+S', whileTyping: true },
} satisfies Record<string, CommandEntry>;

export type CommandId = keyof typeof CATALOGUE;

export const COMMAND_IDS = Object.keys(CATALOGUE) as CommandId[];

export function entryOf(id: CommandId): CommandEntry {
  return CATALOGUE[id];
}

/** Another command that the same keys would mean on the same screen. */
export function conflictOf(id: CommandId, shortcutOf: (id: CommandId) => string | undefined): CommandId | undefined {
  const shortcut = shortcutOf(id);
  if (shortcut === undefined) return undefined;
  const screen = SCREEN_OF_GROUP[entryOf(id).group];
  return COMMAND_IDS.find((other) => {
    const otherScreen = SCREEN_OF_GROUP[entryOf(other).group];
    const meet = screen === otherScreen || screen === 'everywhere' || otherScreen === 'everywhere';
    return other !== id && meet && shortcutOf(other) === shortcut;
  });
}

/** The keys that a command has unless a person changed them. */
export function defaultShortcut(id: CommandId): string | undefined {
  const { shortcut } = entryOf(id);
  return shortcut === undefined ? undefined : normalizeShortcut(shortcut);
}
