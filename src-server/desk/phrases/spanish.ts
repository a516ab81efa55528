import type { PhraseBook } from './phrase-book.ts';

export const SPANISH: PhraseBook = {
  openings: {
    customer_request: 'Por supuesto. Le he pedido a una persona de nuestro equipo que hable con usted.',
    low_confidence:
      'No lo sé con certeza y prefiero no adivinar, así que le he preguntado a una persona de nuestro equipo.',
    repeated_failure: 'Lamento no haber podido responder. Le he pedido a una persona de nuestro equipo que le ayude.',
    complaint: 'Lo lamento. Una persona de nuestro equipo lo revisará con usted.',
    safety: 'Gracias por avisarnos. Es importante: una persona de nuestro equipo se ocupará de inmediato.',
    tool_failure: 'Algo ha fallado de nuestro lado. Le he pedido a una persona de nuestro equipo que le ayude.',
    booking: 'Le he pedido a una persona de nuestro equipo que siga con su fiesta; verá todo lo que me ha contado.',
    staff_takeover: 'Una persona de nuestro equipo se une a la conversación.',
    other: 'Gracias por su mensaje. Una persona de nuestro equipo le responderá.',
  },
  aboutAMinute: 'Suele tardar alrededor de un minuto.',
  minutes: (count) => `Suele tardar unos ${count} minutos.`,
  hours: (count) => `Suele tardar unas ${count} horas.`,
  closedUntil: (when) => `Nuestro equipo no está en este momento; volvemos a abrir ${when}.`,
  tomorrow: 'mañana',
  at: (day, time) => (day === '' ? `a las ${time}` : `${day} a las ${time}`),
  keepWriting: 'Puede seguir escribiendo aquí; no se pierde nada.',
  joined: (name) => `${name} se ha unido a la conversación.`,
  handedBack: 'Vuelve a hablar con el asistente. Puede pedir hablar con una persona en cualquier momento.',
  closed: 'Esta conversación se ha cerrado. Escriba de nuevo cuando quiera.',
  offer: 'Lamento que mis respuestas no le hayan ayudado. ¿Quiere que le pregunte a una persona del equipo?',
};
