import type { ComplaintSeverity } from '../../contract/complaints.ts';

/** What went wrong, for the words in which it is named. */
export const TOPICS = [
  ...['no_show', 'threat', 'damage', 'theft', 'discrimination', 'raw_food', 'dispute', 'ruined'],
  ...[
    'late',
    'rude',
    'charged',
    'bad_food',
    'missing',
    'mess',
    'cancelled_on',
    'cold_food',
    'portions',
    'slow',
    'taste',
  ],
] as const;
export type Topic =
  | 'no_show'
  | 'threat'
  | 'damage'
  | 'theft'
  | 'discrimination'
  | 'raw_food'
  | 'dispute'
  | 'ruined'
  | 'late'
  | 'rude'
  | 'charged'
  | 'bad_food'
  | 'missing'
  | 'mess'
  | 'cancelled_on'
  | 'cold_food'
  | 'portions'
  | 'slow'
  | 'taste';

interface TopicRule {
  topic: Topic;
  severity: ComplaintSeverity;
  /** For the trace. */
  why: string;
  pattern: RegExp;
}

/** The gravest first. */
const RULES: readonly TopicRule[] = [
  rule(
    'no_show',
    'serious',
    'nobody came',
    /\bno[- ]?show|\b(?:never|didn'?t|did not|nobody|no one) (?:even |ever )?(?:show\w*|c[ao]me|arrived?|turn\w*)\b/i,
  ),
  rule(
    'threat',
    'serious',
    'threats, harassment or drink',
    /\b(?:threaten\w*|harass\w*|assault\w*|groped?|drunk|intoxicated|high on|creepy)\b/i,
  ),
  rule(
    'damage',
    'serious',
    'damage to property',
    /\b(?:damag\w*|destroy\w*|scorched|burn(?:ed|t) (?:my|our|the) (?:deck|patio|table|lawn|grass|floor|carpet|house|fence|awning)|broke (?:my|our|the) \w+)\b/i,
  ),
  rule('theft', 'serious', 'something was taken', /\b(?:stole|stolen|theft|robbed|scam\w*|fraud\w*)\b/i),
  rule('discrimination', 'serious', 'discrimination', /\b(?:racis\w*|sexis\w*|discriminat\w*|slurs?|homophobic)\b/i),
  rule(
    'raw_food',
    'serious',
    'food that was not safe',
    /\b(?:raw|undercooked|pink inside|spoiled|rotten|mou?ldy|hair in|bugs? in|cockroach|expired)\b/i,
  ),
  rule(
    'dispute',
    'serious',
    'a payment dispute',
    /\b(?:charge ?back|dispute (?:the|this|my)|my bank|(?:full|all my|whole) (?:refund|money)|money back)\b/i,
  ),
  rule(
    'ruined',
    'serious',
    'the party was ruined',
    /\b(?:ruin\w*|disaster|nightmare|worst (?:experience|party|service|night)|humiliat\w*)\b/i,
  ),
  rule(
    'cancelled_on',
    'serious',
    'we cancelled on them',
    /\byou (?:guys )?(?:cancell?ed|canceled) (?:on|my|our|us)\b/i,
  ),
  rule(
    'late',
    'moderate',
    'a long wait',
    /\b(?:[3-9]\d|\d{3}) ?min\w* late|\b(?:an?|one|two|three|half an?|\d+(?:\.5)?) hours?(?: and a half)? late|\bwaited (?:\w+ )?(?:an?|one|two|three|\d+) hours?|\b(?:very|really|so|extremely) late\b/i,
  ),
  rule(
    'rude',
    'moderate',
    'rude behaviour',
    /\b(?:rude\w*|disrespect\w*|yell\w*|shouted|swor[en]|insult\w*|unprofessional|attitude|arrogant)\b/i,
  ),
  rule(
    'charged',
    'moderate',
    'a wrong charge',
    /\b(?:over ?charg\w*|double charg\w*|charged (?:\w+ )*(?:twice|wrong|too much|extra|more)|wrong amount|hidden fees?)\b/i,
  ),
  rule(
    'bad_food',
    'moderate',
    'food that could not be enjoyed',
    /\b(?:inedible|disgusting|awful|terrible|horrible|burn(?:ed|t)|overcooked|gross)\b/i,
  ),
  rule(
    'missing',
    'moderate',
    'something that was ordered did not come',
    /\b(?:wrong (?:order|protein|food|meat|item)s?|forgot|missing|ran out of|not enough (?:food|chicken|steak|shrimp|rice|plates)|didn'?t bring|left out)\b/i,
  ),
  rule(
    'mess',
    'moderate',
    'a mess that was left',
    /\b(?:left (?:a |such a |a huge )?mess|grease (?:all|every)\w*|didn'?t clean|filthy|dirty)\b/i,
  ),
  rule(
    'late',
    'minor',
    'a short wait',
    /\b(?:[1-9]|1\d|2\d) ?min\w* late|\b(?:a bit|a little|slightly|bit) late|\blate\b/i,
  ),
  rule('cold_food', 'minor', 'food that was not hot', /\b(?:cold|lukewarm|not (?:very |that )?(?:hot|warm))\b/i),
  rule('portions', 'minor', 'small portions', /\b(?:portions?|small servings?|hungry after|not filling)\b/i),
  rule(
    'slow',
    'minor',
    'slow answers or service',
    /\b(?:slow\w*|no (?:reply|response|answer)|unanswered|took (?:so long|forever|ages)|nobody (?:answer\w*|repl\w*|call\w*))\b/i,
  ),
  rule(
    'taste',
    'minor',
    'the taste',
    /\b(?:bland|salty|dry|tough|chewy|soggy|greasy|oily|no (?:taste|flavou?r)|too spicy|stale)\b/i,
  ),
];

function rule(topic: Topic, severity: ComplaintSeverity, why: string, pattern: RegExp): TopicRule {
  return { topic, severity, why, pattern };
}

const RANK: Record<ComplaintSeverity, number> = { minor: 0, moderate: 1, serious: 2 };
/** Words that make a small matter a larger one. */
const STRONG =
  /\b(?:unacceptable|furious|outrag\w*|appalling|never again|disgrace\w*|extremely (?:upset|disappointed)|livid)\b|!{3,}/i;
/** From here on a message that fits no rule is so surely a complaint that it is not taken for a small one. */
const SURE = 0.9;

export interface Assessment {
  severity: ComplaintSeverity;
  topics: Topic[];
  /** What decided, for the trace. */
  reasons: string[];
}

/**
 * How grave a complaint is: the gravest thing that it tells of, one step more where it is told in strong words. Matters
 * of safety never come this far. `score` is how sure the router is that it is a complaint, 0..1.
 */
export function assess(text: string, score: number): Assessment {
  const plain = text.replace(/[’‘]/g, "'");
  const found = RULES.filter(({ pattern }) => pattern.test(plain));
  const gravest = found.reduce<ComplaintSeverity>((worst, { severity }) => worse(worst, severity), 'minor');
  const reasons = [...new Set(found.filter(({ severity }) => severity === gravest).map(({ why }) => why))];
  const topics = [...new Set(found.map(({ topic }) => topic))];
  if (found.length > 0 && gravest === 'minor' && STRONG.test(plain))
    return { severity: 'moderate', topics, reasons: [...reasons, 'told in strong words'] };
  if (found.length > 0) return { severity: gravest, topics, reasons };
  if (STRONG.test(plain)) return { severity: 'moderate', topics, reasons: ['strong words'] };
  // A bare wish to complain says nothing of what happened yet.
  if (score >= SURE && !saysOnlyThatItComplains(plain))
    return { severity: 'moderate', topics, reasons: ['surely a complaint, of nothing that the rules know'] };
  return { severity: 'minor', topics, reasons: ['nothing grave is told'] };
}

export function worse(left: ComplaintSeverity, right: ComplaintSeverity): ComplaintSeverity {
  return RANK[left] >= RANK[right] ? left : right;
}

/** What is told in the past is told of something that was; a party that is being booked is still to come. */
const WAS =
  /\b(?:was|were|wasn'?t|weren'?t|had|hadn'?t|did|didn'?t|came|arrived|showed|served|left|got|took|burn(?:ed|t)|broke|spilled|forgot|ruined)\b/i;

/** Whether a text may tell of something that went wrong, or is told in strong words. */
export function tellsOfTrouble(text: string): boolean {
  const plain = text.replace(/[’‘]/g, "'");
  return WAS.test(plain) || STRONG.test(plain) || assess(plain, 0).topics.length > 0;
}

export function saysOnlyThatItComplains(text: string): boolean {
  return /^\W*(?:(?:hi|hello|hey)\W+)?(?:i(?:'d| would)? (?:want|like|need|have|wish)(?: to)?|can i|how do i|where (?:can|do) i) ?(?:to )?(?:make |file |submit |lodge )?(?:an? )?(?:formal )?(?:complain(?:t)?|complaint)(?: about (?:my|our|the|a) (?:last |recent )?(?:party|booking|event|order|chef|service|food|experience))?\W*$/i.test(
    text,
  );
}
