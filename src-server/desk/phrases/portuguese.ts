import type { PhraseBook } from './phrase-book.ts';

export const PORTUGUESE: PhraseBook = {
  openings: {
    customer_request: 'Claro. Pedi a uma pessoa da nossa equipe que fale com você.',
    low_confidence: 'Não sei isso com certeza e prefiro não adivinhar, então perguntei a uma pessoa da nossa equipe.',
    repeated_failure: 'Lamento não ter conseguido responder. Pedi a uma pessoa da nossa equipe que ajude você.',
    complaint: 'Sinto muito. Uma pessoa da nossa equipe vai ver isso com você.',
    safety: 'Obrigado por nos avisar. Isso é importante: uma pessoa da nossa equipe vai cuidar disso agora mesmo.',
    tool_failure: 'Algo não funcionou do nosso lado. Pedi a uma pessoa da nossa equipe que ajude você.',
    booking: 'Pedi a uma pessoa da nossa equipe que continue com a sua festa; ela vê tudo o que você me contou.',
    staff_takeover: 'Uma pessoa da nossa equipe está entrando na conversa.',
    other: 'Obrigado pela sua mensagem. Uma pessoa da nossa equipe vai responder.',
  },
  aboutAMinute: 'Isso costuma levar cerca de um minuto.',
  minutes: (count) => `Isso costuma levar cerca de ${count} minutos.`,
  hours: (count) => `Isso costuma levar cerca de ${count} horas.`,
  closedUntil: (when) => `Nossa equipe não está no momento; abrimos de novo ${when}.`,
  tomorrow: 'amanhã',
  at: (day, time) => (day === '' ? `às ${time}` : `${day} às ${time}`),
  keepWriting: 'Você pode continuar escrevendo aqui; nada se perde.',
  joined: (name) => `${name} entrou na conversa.`,
  handedBack: 'Você está falando com o assistente de novo. Pode pedir uma pessoa a qualquer momento.',
  closed: 'Esta conversa foi encerrada. Escreva de novo quando quiser.',
  offer: 'Lamento que minhas respostas não tenham ajudado. Quer que eu pergunte a uma pessoa da equipe?',
};
