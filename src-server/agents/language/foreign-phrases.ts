import type { SpokenLanguage } from '../../core/languages.ts';
import type { Courtesy } from '../route-message.ts';

/** What must be understood in another language without any model, and what is said to courtesies. */
export interface ForeignPhrases {
  courtesies: Record<Courtesy, RegExp>;
  replies: Record<Courtesy, (businessName: string) => string>;
  /** Asks for a person. */
  person: RegExp;
  /** Illness, injury, legal and press matters. */
  safety: RegExp;
  /** Takes up an offer. */
  yes: RegExp;
}

export const FOREIGN_PHRASES: Record<Exclude<SpokenLanguage, 'en'>, ForeignPhrases> = {
  es: {
    courtesies: {
      greeting: /^(?:(?:hola|buen[oa]s(?: d[ií]as| tardes| noches)?|qu[eé] tal|c[oó]mo est[aá]s?) ?)+$/,
      thanks: /^(?:muchas |mil )?gracias(?: por todo)?$|^perfecto$|^vale$/,
      goodbye: /^(?:adi[oó]s|hasta (?:luego|pronto)|que tenga buen d[ií]a)$/,
      identity: /^(?:eres|es usted) (?:un )?(?:robot|bot|humano|persona)(?: real)?$/,
    },
    replies: {
      greeting: (name) => `¡Hola! Soy el asistente de ${name}. ¿Qué le gustaría saber?`,
      thanks: () => '¡De nada! ¿Le puedo ayudar con algo más?',
      goodbye: (name) => `Gracias por escribir a ${name}. ¡Que tenga un buen día!`,
      identity: (name) =>
        `Soy el asistente de inteligencia artificial de ${name}. Si lo desea, le paso con una persona.`,
    },
    person:
      /\b(?:hablar|comunicarme|contactar)\b.*\b(?:persona|humano|alguien|agente|gerente|encargad[oa])\b|^(?:un )?(?:agente|humano)$/,
    safety:
      /reacci[oó]n al[eé]rgica|intoxica|hospital|ambulancia|emergencia|se quem[oó]|herid[oa]|abogad[oa]|demanda(?:r|remos)|periodista/,
    yes: /^(?:s[ií]|claro|por favor|dale|vale)(?: por favor| claro| gracias)?$/,
  },
  fr: {
    courtesies: {
      greeting: /^(?:(?:bonjour|bonsoir|salut|coucou|comment allez vous|[cç]a va) ?)+$/,
      thanks: /^merci(?: beaucoup| bien)?$|^parfait$|^d'accord$/,
      goodbye: /^(?:au revoir|[aà] bient[oô]t|bonne (?:journ[eé]e|soir[eé]e))$/,
      identity: /^(?:es[- ]tu|[eê]tes[- ]vous) (?:un |une )?(?:robot|bot|humain|personne)$/,
    },
    replies: {
      greeting: (name) => `Bonjour ! Je suis l'assistant de ${name}. Que souhaitez-vous savoir ?`,
      thanks: () => 'Je vous en prie ! Puis-je vous aider pour autre chose ?',
      goodbye: (name) => `Merci d'avoir écrit à ${name}. Bonne journée !`,
      identity: (name) =>
        `Je suis l'assistant automatique de ${name}. Une personne peut prendre le relais si vous le souhaitez.`,
    },
    person:
      /\b(?:parler|discuter|contacter)\b.*\b(?:quelqu['’]un|personne|humain|agent|conseill[eè]re?|responsable)|^(?:un )?(?:agent|humain)$/,
    safety:
      /r[eé]action allergique|intoxication|h[oô]pital|ambulance|urgences|br[uû]l[eé]|bless[eé]|avocat|poursuivre en justice|journaliste/,
    yes: /^(?:oui|volontiers|s'il vous pla[iî]t)(?: merci| volontiers| s'il vous pla[iî]t)?$/,
  },
  de: {
    courtesies: {
      greeting: /^(?:(?:hallo|hi|guten (?:tag|morgen|abend)|moin|wie geht es (?:ihnen|dir)) ?)+$/,
      thanks: /^(?:danke(?: sch[oö]n| sehr)?|vielen dank|perfekt|super)$/,
      goodbye: /^(?:tsch[uü]ss|auf wiedersehen|bis bald|sch[oö]nen tag(?: noch)?)$/,
      identity: /^(?:bist du|sind sie) (?:ein )?(?:e )?(?:roboter|bot|mensch)$/,
    },
    replies: {
      greeting: (name) => `Guten Tag! Ich bin der Assistent von ${name}. Was möchten Sie wissen?`,
      thanks: () => 'Gern geschehen! Kann ich sonst noch etwas für Sie tun?',
      goodbye: (name) => `Danke, dass Sie ${name} geschrieben haben. Einen schönen Tag!`,
      identity: (name) => `Ich bin der KI-Assistent von ${name}. Auf Wunsch übernimmt jemand aus dem Team.`,
    },
    person:
      /\b(?:mit|an)\b.*\b(?:jemandem|menschen|person|mitarbeiter(?:in)?|berater(?:in)?)\b|^(?:ein )?(?:mensch|mitarbeiter)$/,
    safety:
      /allergische reaktion|lebensmittelvergiftung|krankenhaus|krankenwagen|notaufnahme|verbrannt|verletzt|anwalt|anw[aä]ltin|verklagen|journalist/,
    yes: /^(?:ja|gerne?|bitte)(?: bitte| gerne?| danke)?$/,
  },
  pt: {
    courtesies: {
      greeting: /^(?:(?:ol[aá]|oi|bom dia|boa (?:tarde|noite)|tudo bem) ?)+$/,
      thanks: /^(?:muito )?obrigad[oa]$|^perfeito$|^valeu$/,
      goodbye: /^(?:tchau|at[eé] (?:logo|mais)|tenha um bom dia)$/,
      identity: /^(?:voc[eê] [eé]|[eé]s) (?:um )?(?:rob[oô]|bot|humano)$/,
    },
    replies: {
      greeting: (name) => `Olá! Sou o assistente de ${name}. O que você gostaria de saber?`,
      thanks: () => 'De nada! Posso ajudar com mais alguma coisa?',
      goodbye: (name) => `Obrigado por escrever para ${name}. Tenha um bom dia!`,
      identity: (name) => `Sou o assistente de inteligência artificial de ${name}. Se quiser, chamo uma pessoa.`,
    },
    person: /\b(?:falar|conversar)\b.*\b(?:pessoa|humano|algu[eé]m|atendente|gerente)\b|^(?:um )?(?:atendente|humano)$/,
    safety:
      /rea[cç][aã]o al[eé]rgica|intoxica[cç]|hospital|ambul[aâ]ncia|emerg[eê]ncia|queimad|ferid[oa]|machucad|advogad[oa]|processar|jornalista/,
    yes: /^(?:sim|claro|por favor|quero)(?: por favor| claro| obrigad[oa])?$/,
  },
  zh: {
    courtesies: {
      greeting: /^(?:(?:你好|您好|嗨|早上好|晚上好|在吗) ?)+$/,
      thanks: /^(?:非常|多)?(?:谢谢|感谢)(?:你|您)?$|^好的?$/,
      goodbye: /^(?:再见|拜拜)$/,
      identity: /^你是(?:机器人|真人|人)吗?$/,
    },
    replies: {
      greeting: (name) => `您好！我是 ${name} 的智能助手。您想了解什么？`,
      thanks: () => '不客气！还有什么可以帮您的吗？',
      goodbye: (name) => `感谢您联系 ${name}，祝您愉快！`,
      identity: (name) => `我是 ${name} 的人工智能助手。需要的话，我可以为您转接工作人员。`,
    },
    person: /人工|真人|客服|(?:找|和|跟).*(?:人|经理)(?:聊|谈|说|$)/,
    safety: /过敏|食物中毒|医院|急诊|救护车|烧伤|烫伤|受伤|律师|起诉|记者/,
    yes: /^(?:好的?|是的?|可以|要|请)$/,
  },
};

/** A message as the patterns read it: small letters, without marks and doubled blanks. */
export function plainPhrase(message: string): string {
  return message
    .toLowerCase()
    .replace(/[^\p{L}'’ ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
