import type { PhraseBook } from './phrase-book.ts';

export const FRENCH: PhraseBook = {
  openings: {
    customer_request: "Bien sûr. J'ai demandé à une personne de notre équipe de vous rejoindre.",
    low_confidence:
      "Je n'en suis pas certain et je préfère ne pas deviner : j'ai donc demandé à une personne de notre équipe.",
    repeated_failure:
      "Je suis désolé de ne pas avoir pu répondre. J'ai demandé à une personne de notre équipe de vous aider.",
    complaint: "Je suis désolé. Une personne de notre équipe va s'en occuper avec vous.",
    safety: "Merci de nous l'avoir dit. C'est important : une personne de notre équipe s'en occupe tout de suite.",
    tool_failure:
      "Quelque chose n'a pas fonctionné de notre côté. J'ai demandé à une personne de notre équipe de vous aider.",
    booking:
      "J'ai demandé à une personne de notre équipe de poursuivre votre réservation ; elle voit tout ce que vous m'avez dit.",
    staff_takeover: 'Une personne de notre équipe vous rejoint.',
    other: 'Merci pour votre message. Une personne de notre équipe vous répondra.',
  },
  aboutAMinute: 'Cela prend en général une minute environ.',
  minutes: (count) => `Cela prend en général environ ${count} minutes.`,
  hours: (count) => `Cela prend en général environ ${count} heures.`,
  closedUntil: (when) => `Notre équipe est absente pour le moment ; nous rouvrons ${when}.`,
  tomorrow: 'demain',
  at: (day, time) => (day === '' ? `à ${time}` : `${day} à ${time}`),
  keepWriting: "Vous pouvez continuer d'écrire ici ; rien ne se perd.",
  joined: (name) => `${name} a rejoint la conversation.`,
  handedBack: "Vous parlez de nouveau à l'assistant. Vous pouvez demander une personne à tout moment.",
  closed: 'Cette conversation est terminée. Écrivez-nous de nouveau quand vous voulez.',
  offer:
    "Je suis désolé que mes réponses ne vous aient pas aidé. Voulez-vous que je demande à une personne de l'équipe ?",
};
