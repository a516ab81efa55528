/** What a message wants done with the booking, beside the facts that it gives. */
export type Wish = 'yes' | 'no' | 'cancel' | 'reschedule' | 'status' | 'start_over' | 'none';

const RULES: readonly { wish: Wish; pattern: RegExp }[] = [
  {
    wish: 'start_over',
    pattern: /\b(?:start (?:over|again|from scratch)|forget (?:it all|everything)|begin again)\b/i,
  },
  // "Don't cancel" and questions about the policy are no wish to cancel.
  {
    wish: 'none',
    pattern:
      /\b(?:don'?t|do not|not) (?:want to )?cancel\b|\bcancell?ation (?:policy|fee|terms)\b|\b(?:can|could) i (?:still )?cancel\b|\bwhat (?:happens )?if\b.*\bcancel\b|\bhow (?:do|can|late)\b.*\bcancel\b/i,
  },
  {
    wish: 'cancel',
    pattern:
      /\b(?:cancel(?: it| my| our| the| that)?|call (?:it|the party|everything) off|(?:don'?t|no longer) (?:want|need) the (?:party|booking|reservation))\b/i,
  },
  {
    wish: 'reschedule',
    pattern:
      /\b(?:reschedul\w*|postpone|(?:move|change|switch|shift) (?:it|the|my|our)(?: (?:party|booking|date|day|time|reservation|event))?\b.*\b(?:to|date|day|time|from)|(?:another|different|new) (?:date|day|time))\b/i,
  },
  {
    wish: 'status',
    pattern:
      /\b(?:when|what time) is (?:my|our|the) (?:party|booking|event|reservation)\b|\b(?:status|details|confirmation) of (?:my|our|the) (?:party|booking|event|reservation)\b|\b(?:is|are) (?:my|our|the|we) (?:party |booking |reservation )?(?:confirmed|booked)\b|\bdo i (?:still )?have a (?:booking|reservation)\b/i,
  },
  {
    wish: 'no',
    pattern:
      /^\W*(?:no+|nope|nah|not (?:yet|now|really|quite)|never ?mind|wait|hold on|stop)\b(?! (?:kids|children|allerg|problem))/i,
  },
  {
    wish: 'yes',
    pattern:
      /^\W*(?:yes+|yep|yeah|yup|sure|ok(?:ay)?|correct|right|perfect|great|sounds (?:good|great)|looks (?:good|great)|that works|works for me|please do|do it|go ahead|book it|confirm(?:ed)?|absolutely|definitely|let'?s (?:do it|book|go)|please book|i(?:'d| would) like to book it|i accept)\b|\b(?:book it|go ahead|let'?s do it|please confirm|cancel it)\b/i,
  },
];

/** Reads what is wanted; the first rule that fits decides. */
export function readWish(text: string): Wish {
  return RULES.find(({ pattern }) => pattern.test(text))?.wish ?? 'none';
}

const PLAIN_CANCEL =
  /\bcancel\W*(?:$|(?:it|this|that|them|everything|all|please|pls|now|then|and|because|as|since|for|on|thanks?|thank you|sorry)\b|(?:(?:my|our|the|this|that) )?(?:whole |entire |upcoming )?(?:party|booking|reservation|event|dinner|appointment|order|date|thing)\b|[.,;!?])|\bcall (?:it|the party|everything) off\b|\b(?:don'?t|no longer) (?:want|need) the\b/i;

/** Whether a wish to cancel is about this booking in plain words: "cancel it", and not "cancel every second one". */
export function cancelsPlainly(text: string): boolean {
  return readWish(text) === 'cancel' && PLAIN_CANCEL.test(text);
}

const ALLERGY =
  /\b(?:(?:is|are|am|'m|be) (?:severely |very |deathly )?allergic to|allerg(?:y|ies)(?: to|:)|can(?:'t|not) (?:eat|have)|intoleran(?:t|ce) (?:to|of))\s+([^.;!?]{2,120})|\b((?:[a-z]+ (?:and |or |, )?){1,4})allerg(?:y|ies)\b|\b(gluten[- ]free|celiac|coeliac|vegan|vegetarian|halal|kosher|dairy[- ]free)\b/i;

/** What guests must not or do not eat, in the customer's words; "none" when they say that there is nothing. */
export function readAllergies(text: string): string | undefined {
  if (
    /\b(?:no|without any|zero|don'?t have any|none with) (?:known |food )?(?:allerg(?:y|ies)|dietary)\b|\bnobody (?:is|has) (?:an )?allerg/i.test(
      text,
    )
  )
    return 'none';
  const found = ALLERGY.exec(text);
  if (found === null || /\?\s*$/.test(text)) return undefined;
  return found[0].trim();
}
