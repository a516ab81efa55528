import type { PhraseBook } from './phrase-book.ts';

export const ENGLISH: PhraseBook = {
  openings: {
    customer_request: 'Of course. I have asked a person on our team to join you.',
    low_confidence: "I don't know this for certain and would rather not guess, so I have asked a person on our team.",
    repeated_failure: "I'm sorry that I could not answer this. I have asked a person on our team to help you.",
    complaint: 'A person on our team will look at this with you.',
    safety: 'Thank you for telling us. This matters, so a person on our team will take care of it right away.',
    tool_failure: 'Something did not work on our side. I have asked a person on our team to help you.',
    booking: 'I have asked a person on our team to go on with your party; they see all that you told me.',
    not_approved: 'Thank you for your patience. A person on our team will answer you.',
    always_person: 'A person on our team answers this. I have asked one to join you.',
    staff_takeover: 'A person on our team is joining you.',
    other: 'Thank you for your message. A person on our team will answer you.',
  },
  aboutAMinute: 'This usually takes about a minute.',
  minutes: (count) => `This usually takes about ${count} minutes.`,
  hours: (count) => `This usually takes about ${count} hours.`,
  closedUntil: (when) => `Our team is away just now; we are open again ${when}.`,
  tomorrow: 'tomorrow',
  at: (day, time) => (day === '' ? `at ${time}` : `${day} at ${time}`),
  keepWriting: 'You can keep writing here; nothing gets lost.',
  joined: (name) => `${name} has joined the conversation.`,
  handedBack: 'You are talking to the assistant again. You can ask for a person at any time.',
  closed: 'This conversation has been closed. Write again whenever you like.',
  offer: "I'm sorry that my answers did not help. Would you like me to ask a person on the team?",
};
