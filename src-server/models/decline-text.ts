import { type SpokenLanguage, spokenLanguage } from '../core/languages.ts';
import type { GroundedRequest } from './language-model.ts';

const DECLINES: Record<SpokenLanguage, (businessName: string) => string> = {
  en: (name) =>
    `I'm sorry, I don't know that: I found nothing about it in what ${name} has told me. Would you like me to ask a person on the team?`,
  es: (name) =>
    `Lo siento, no lo sé: no he encontrado nada al respecto en lo que ${name} me ha contado. ¿Quiere que le pregunte a una persona del equipo?`,
  fr: (name) =>
    `Je suis désolé, je ne le sais pas : je n'ai rien trouvé à ce sujet dans ce que ${name} m'a dit. Voulez-vous que je demande à une personne de l'équipe ?`,
  de: (name) =>
    `Es tut mir leid, das weiß ich nicht: Ich habe nichts dazu in dem gefunden, was ${name} mir mitgeteilt hat. Soll ich jemanden aus dem Team fragen?`,
  pt: (name) =>
    `Sinto muito, não sei: não encontrei nada sobre isso no que ${name} me contou. Quer que eu pergunte a uma pessoa da equipe?`,
  zh: (name) => `抱歉，这个我不知道：在 ${name} 提供的资料里没有找到相关内容。需要我请团队的同事来回答吗？`,
};

/** What is said instead of a guess. The same for every model: it is a promise of the desk, not a matter of style. */
export function declineText({ businessName, language }: Pick<GroundedRequest, 'businessName' | 'language'>): string {
  return DECLINES[spokenLanguage(language)](businessName);
}
