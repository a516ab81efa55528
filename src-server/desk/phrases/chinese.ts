import type { PhraseBook } from './phrase-book.ts';

export const CHINESE: PhraseBook = {
  openings: {
    customer_request: '好的，我已请我们团队的同事来与您联系。',
    low_confidence: '这个问题我不能确定，也不想猜测，所以已请我们团队的同事来回答。',
    repeated_failure: '很抱歉我没能回答您的问题，已请我们团队的同事来帮助您。',
    complaint: '非常抱歉。我们团队的同事会和您一起处理这件事。',
    safety: '感谢您告诉我们。这很重要，我们团队的同事会马上处理。',
    tool_failure: '我们这边出了点问题，已请我们团队的同事来帮助您。',
    booking: '已请我们团队的同事继续处理您的派对预订，您说过的内容他们都能看到。',
    staff_takeover: '我们团队的同事正在加入对话。',
    other: '感谢您的留言，我们团队的同事会回复您。',
  },
  aboutAMinute: '通常大约需要一分钟。',
  minutes: (count) => `通常大约需要 ${count} 分钟。`,
  hours: (count) => `通常大约需要 ${count} 小时。`,
  closedUntil: (when) => `我们的同事现在不在，${when}恢复服务。`,
  tomorrow: '明天',
  at: (day, time) => `${day}${time}`,
  keepWriting: '您可以继续在这里留言，内容不会丢失。',
  joined: (name) => `${name} 已加入对话。`,
  handedBack: '现在由智能助手继续为您服务，您随时可以要求与真人对话。',
  closed: '本次对话已结束，欢迎随时再给我们留言。',
  offer: '很抱歉我的回答没有帮到您。需要我请团队的同事来帮您吗？',
};
