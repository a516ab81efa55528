import type { PhraseBook } from './phrase-book.ts';

export const GERMAN: PhraseBook = {
  openings: {
    customer_request: 'Gern. Ich habe jemanden aus unserem Team gebeten, mit Ihnen zu sprechen.',
    low_confidence:
      'Das weiß ich nicht sicher und möchte nicht raten, deshalb habe ich jemanden aus unserem Team gefragt.',
    repeated_failure:
      'Es tut mir leid, dass ich das nicht beantworten konnte. Ich habe jemanden aus unserem Team um Hilfe gebeten.',
    complaint: 'Das tut mir leid. Jemand aus unserem Team sieht es sich mit Ihnen an.',
    safety: 'Danke, dass Sie uns das sagen. Das ist wichtig: Jemand aus unserem Team kümmert sich sofort darum.',
    tool_failure: 'Bei uns hat etwas nicht funktioniert. Ich habe jemanden aus unserem Team um Hilfe gebeten.',
    booking: 'Ich habe jemanden aus unserem Team gebeten, mit Ihrer Feier weiterzumachen; alle Angaben liegen vor.',
    staff_takeover: 'Jemand aus unserem Team kommt dazu.',
    other: 'Danke für Ihre Nachricht. Jemand aus unserem Team antwortet Ihnen.',
  },
  aboutAMinute: 'Das dauert meist etwa eine Minute.',
  minutes: (count) => `Das dauert meist etwa ${count} Minuten.`,
  hours: (count) => `Das dauert meist etwa ${count} Stunden.`,
  closedUntil: (when) => `Unser Team ist gerade nicht da; wir sind ${when} wieder erreichbar.`,
  tomorrow: 'morgen',
  at: (day, time) => (day === '' ? `um ${time}` : `${day} um ${time}`),
  keepWriting: 'Sie können hier weiterschreiben; es geht nichts verloren.',
  joined: (name) => `${name} ist jetzt im Gespräch.`,
  handedBack: 'Sie sprechen wieder mit dem Assistenten. Sie können jederzeit nach einem Menschen fragen.',
  closed: 'Dieses Gespräch ist beendet. Schreiben Sie uns gern jederzeit wieder.',
  offer: 'Es tut mir leid, dass meine Antworten nicht geholfen haben. Soll ich jemanden aus dem Team fragen?',
};
