/** What a matter for people is about. */
export type SafetyKind = 'illness' | 'injury' | 'allergy' | 'legal' | 'press';

export interface SafetyRule {
  kind: SafetyKind;
  pattern: RegExp;
  /** What makes the same sentence harmless. */
  unless?: RegExp;
}

const FOOD =
  '(?:food|steaks?|rice|noodles?|chicken|shrimps?|meat|beef|scallops?|salmon|fish|lobster|vegetables?|veggies|onions?|garlic|sauce|eggs?|tofu|it|everything|edges?|bottom|filet|mignon)';
const BODY =
  '(?:hands?|arms?|fingers?|thumb|face|faces|legs?|foot|feet|eyes?|head|hair|skin|neck|chest|wrist|ankle|knee|shoulder|back|cheek|lips?|tongue|throat|ear|eyebrows?|eyelashes|beard|toes?|belly|ribs?|elbow|nose|tooth|teeth)';
const LAWYER = '(?:lawyers?|attorneys?|solicitors?|legal (?:team|counsel|representative))';
/** Says that what was served or done is the cause; then an illness is no reason of one's own to move a party. */
const CAUSE = String.raw`\b(?:after|since|from (?:the|your|that)|ate|eaten|eating|your (?:food|chef|meal|shrimp|chicken)|made|served|undercooked|raw)\b`;
const OWN_ILLNESS = new RegExp(
  String.raw`^(?!.*${CAUSE}).*\b(?:cancel\w*|reschedul\w*|postpone|change|move|flu|covid|cold|fever|virus|home sick|bug)\b|\bsick (?:of|and tired)\b`,
  'i',
);

const OWN_INJURY = new RegExp(
  String.raw`^(?!.*(?:${CAUSE}|\b(?:chef|grill|flame|oil|knife|fire)\b)).*\b(?:cancel\w*|reschedul\w*|postpone|another day|move (?:it|the|our|my))\b`,
  'i',
);

/** Sentences are tested one by one, so that a harmless one hides nothing that stands beside it. Accents are taken off before. */
export const SAFETY_RULES: readonly SafetyRule[] = [
  {
    kind: 'illness',
    pattern:
      /\bfood[- ]?(?:poison\w*|borne)|\bpoisoned\b|\b(?:salmonella|e\.? ?coli|listeria|norovirus|botulism)\b|\b(?:vomit(?!-induc|\w*-induc)\w*|throw(?:ing|n)? up|threw up|puk(?:ed?|ing)|barf\w*)\b|\bdiarrh?o?e?as?\b|\b(?:stomach|tummy|abdominal|belly) (?:cramps?|ache|pain|bug|flu|issues|problems)|\b(?:bad |terrible |awful |severe )?cramps\b|\b(?:has|have|had|got|with) the runs\b|\bupset stomachs?\b/i,
    unless: OWN_ILLNESS,
  },
  {
    kind: 'illness',
    pattern:
      /\b(?:made|making|makes|got|gotten|getting|gets|fell|felt|feels?|feeling|became|were|was|are|is|am|been|'m|'re|'s|im) (?:(?:all|both|me|us|him|her|them|everyone|everybody|people|half|so|very|really|violently|badly|seriously|quite|super|my \w+|our \w+|the \w+|a few) ){0,4}(?:sick|ill|nauseous|nauseated|unwell|poisoned)\b(?! of\b)/i,
    unless: new RegExp(
      String.raw`${OWN_ILLNESS.source}|\b(?:chef|show|that|it|this|food|flips?|tricks?|he) (?:was|is|were) (?:so |really )?sick\b`,
      'i',
    ),
  },
  { kind: 'illness', pattern: /\b(?:sick|ill) (?:all night|all day|since|after|from (?:your|the|eating))\b/i },
  {
    kind: 'illness',
    pattern:
      /\b(?:went|go|going|gone|taken|took|rushed|drove|ended up|landed|is|was|are|were|be|been|still|brought|sent|visit\w*)(?: \w+){0,3} (?:in|to|at) (?:the |an? )?(?:\w+ )?(?:hospital|er|emergency(?: room)?|urgent care|icu)\b|\b(?:in|to) the (?:er|emergency room|icu)\b|\bhospitali[sz]ed\b|\b(?:call\w*|need\w*|came in|took|get|send) (?:for )?(?:an? |the )?(?:ambulance|paramedics?|911|9-1-1)\b|\b(?:ambulance|paramedics?) (?:had|came|come|took|arriv\w*|was|were)\b|\b(?:unconscious|passed out|fainted|collapsed|seizure|heart attack)\b/i,
    unless: new RegExp(
      String.raw`${OWN_ILLNESS.source}|\b(?:event|party|cater\w*|deliver\w*|cook|work) (?:\w+ ){0,4}(?:at|in|to) (?:the |an? )?(?:\w+ )?hospital\b`,
      'i',
    ),
  },
  {
    kind: 'injury',
    pattern:
      /\b(?:got|gets|was|were|been|be|is|are|getting|being|badly|severely) (?:\w+ ){0,2}(?:burn(?:ed|t)|injured|hurt|scalded|stabbed|electrocuted|wounded|concussed|bleeding|bruised)\b/i,
    unless: new RegExp(
      String.raw`\b${FOOD} (?:\w+ ){0,2}(?:was|were|is|are|got|came|been) (?:\w+ ){0,3}burn(?:ed|t)\b|\bhurt (?:my|our|her|his) feelings\b`,
      'i',
    ),
  },
  {
    kind: 'injury',
    pattern: new RegExp(
      String.raw`\b(?:burn(?:ed|t)?|cut|hurt|injured|hit|broke|broken|sprained|scalded|singed|slashed|stabbed|fractured|scarred) (?:(?:\w+|\w+['’]s) ){0,4}${BODY}\b|\b${BODY} (?:\w+ ){0,3}(?:burn(?:ed|t|s)?|bleeding|bleeds|bruised|scarred|broken|blister\w*)\b`,
      'i',
    ),
    unless: new RegExp(
      String.raw`${OWN_INJURY.source}|\bburn (?:my|your|our) (?:mouth|tongue)\b|\bwill (?:you|it|the chef)\b`,
      'i',
    ),
  },
  {
    kind: 'injury',
    pattern:
      /\b(?:burns?|burn(?:ed|t)) (?:him|her|my)?(?:self)?\b.*\b(?:chef|oil|grill|flame|fire)\b.*\b(?:guest|kid|son|daughter|hand|arm)|\b(?:first|second|third|1st|2nd|3rd)[- ]degree\b|\b(?:drop\w*|threw|throw\w*|spill\w*|splash\w*|splatter\w*|land\w*|flew) (?:\w+ ){0,6}(?:on|onto|in|into|at) (?:my|his|her|our|a|one|the) (?:\w+ ){0,2}(?:eyes?|face|hands?|arms?|legs?|foot|feet|head|hair|neck|chest|skin|lap)\b|\b(?:stitches|concussion|blisters?|blistered)\b|\b(?:oil|grease|sparks?|embers?|shells?|spatula|knife|flame|sauce|egg)\b.{0,25}\b(?:in|into|on|onto|at|hit) (?:my|his|her|our|a|one|the) (?:\w+ ){0,2}(?:eyes?|face|hands?|arms?|legs?|head|hair|neck|chest|skin)\b|\bbleed(?:ing|s)?\b|\bblood (?:everywhere|all over)\b|\bcut (?:him|her|my|them)sel(?:f|ves)\b|\b(?:slipped|tripped) (?:\w+ ){0,5}(?:and|on|over|off|down|hard)\b|\bfell (?:\w+ )?(?:and|on|over|off|down|hard)\b|\bcaught (?:on )?fire\b|\bgas leak\b|\bcarbon monoxide\b|\bsinged\b|\b(?:call\w*|came|had) (?:\w+ ){0,2}fire (?:department|dept|brigade|fighters)\b|\bchok(?:ed|ing)\b|\b(?:can'?t|cannot|cant|couldn'?t|couldnt|trouble|hard to|difficulty|struggl\w*) (?:to )?breath(?:e|ing)\b/i,
  },
  {
    kind: 'allergy',
    pattern: new RegExp(
      String.raw`\ballerg(?:y|ic) (?:reactions?|attack|shock|response|episode)\b|\banaphyla\w*|\b(?:us(?:ed?|ing)|need\w*|gave|inject\w*|stab\w*) (?:\w+ ){0,3}epi[- ]?pens?\b|\b(?:broke|breaking|broken) out\b|\b(?:have|has|had|got|covered|full of) (?:\w+ ){0,3}(?:hives|rash)\b|\b${BODY} (?:\w+ ){0,3}(?:swell\w*|swollen|swelled|closing|closed up|itch\w*|numb)\b|\bswell(?:ing|ed)? up\b|\bswollen ${BODY}\b|\b(?:had|having|has|gave|caused?|got) (?:\w+ ){0,4}reactions? (?:to|from|after|when|last|yesterday)\b|\b(?:is|was|am|are|'s|started) having (?:an? |some )?(?:\w+ )?reaction\b|\bgave (?:\w+ ){1,3}a reaction\b|\breacted (?:badly |really )?to\b|\bwent into (?:\w+ )?shock\b|\ballerg(?:y|ic)\b.{0,40}\b(?:flare|flared|acting up|went off|triggered)\b`,
      'i',
    ),
  },
  {
    // Served in spite of the allergy that was told: nobody waits to see what comes of it.
    kind: 'allergy',
    pattern:
      /\b(?:told|warned|said|mentioned|informed|wrote|despite|even though|although|knowing)\b.{0,100}\ballerg\w*.{0,100}\b(?:still )?(?:served|gave|given|put|fed|cooked|got|ate|had|was in|were in)\b|\b(?:served|gave|fed|put)\b.{0,80}\b(?:despite|even though|although|and|who|but)\b.{0,60}\ballerg/i,
    unless: /\b(?:will|would|should) be (?:served|given)\b|\bcan you\b/i,
  },
  {
    kind: 'legal',
    pattern: new RegExp(
      String.raw`\b(?:my|our|a|an|the|his|her) ${LAWYER} (?:will|is|are|has|have|told|tells|says?|said|wants?|advis\w*|contact\w*|gonna)\b(?! (?:a|an|here|guests?|coming|celebrating))|\b(?:hear|heard|contact\w*|call\w*|talk\w*|speak\w*|spoke|spoken|letter|get\w*|got|hir\w*|consult\w*|involv\w*|retain\w*|see|seeing|forward\w*|send\w*) (?:\w+ ){0,3}(?:my|our|a|an|the) ${LAWYER}\b|\blawsuits?\b|\bsu(?:e|ed|ing) (?:you|your|u|them|the|this|over|ya)\b|(?<!who do |should )\b(?:i|we)(?:'ll| will|'m going to| am going to| are going to|'re going to| can| could)? sue\b|\b(?:i'?m|i am|we'?re|we are) suing\b|\b${LAWYER}\b.{0,40}\b(?:case|claim|damages|lawsuit)\b|\bnegligen\w*|\b(?:held|hold\w*) (?:\w+ )?(?:liable|legally responsible)\b|\bseek\w* damages\b|\b(?:take|taking|see|haul|drag) (?:\w+ ){1,3}(?:to|in) (?:small claims )?court\b|\bsmall claims\b|\blegal (?:action|proceedings|steps|matter|claim|threat|consequences|route|options)\b|\b(?:press|pressing|file|filing) (?:criminal )?charges\b|\bcease and desist\b|\bsubpoena\b`,
      'i',
    ),
    unless: /\b(?:birthday|book a|reserve|guests? (?:is|are)|party for)\b/i,
  },
  {
    kind: 'legal',
    pattern:
      /\b(?:report\w*|call\w*|contact\w*|complain\w*|complaint|go\w*|notif\w*|tell\w*|file\w*|filing|send\w*)\b.{0,40}\b(?:health (?:dept|department|inspector|board|authorit\w*)|fda|osha|usda|better business bureau|bbb|attorney general|consumer (?:affairs|protection)|authorities|licensing board|police|cops)\b/i,
  },
  {
    kind: 'press',
    pattern:
      /\b(?:i am|i'm|im|we are|we're|this is|here is)\b.{0,30}\b(?:reporter|journalist|news editor|news producer|news desk|newsroom)\b|\b(?:go|going|goes|talk\w*|speak\w*|call\w*|contact\w*|tell\w*|told|tip|tipping|writ\w*|email\w*|alert\w*|send\w*|take|taking)\b(?: \w+){0,3} (?:to )?(?:the |a |local )*(?:media|press|newspapers?|news(?:room| station| channel)?|tv station|channel \d+|tv|reporters?|journalists?)\b|\b(?:news|media|newspapers?|press|reporters?)\b.{0,20}\b(?:will|would|should|gonna|is going to|are going to)\b.{0,12}\b(?:hear|know|love|see|cover|be)\b|\bas an? (?:journalist|reporter)\b|\b(?:writ\w*|working on|work on|doing|do|run\w*) (?:an?|the) (?:\w+ )?(?:story|article|piece|segment)\b|\b(?:news|reporter|journalist|media|press)\b.{0,30}\b(?:wants?|asks?|asking|request\w*|need\w*) (?:an? |your )?(?:statement|comment|interview)\b|\b(?:media|press) (?:request|inquir\w*|enquir\w*|statement)\b|\bcomment (?:on|for|about) (?:the|an?|our|my) (?:incident|story|article|piece|report)\b/i,
    unless: /\b(?:birthday|to book|book a|reserve|read about you|saw you|heard about you|how much)\b/i,
  },
  {
    kind: 'illness',
    pattern:
      /\bvomit(?:ando|o|aron|e|amos)\b|\b(?:se|nos|me|te) enferm(?:o|aron|amos|e|an)\b|\b(?:esta|estan|estamos|estoy) enferm[oa]s?\b|\bintoxica\w*|\bdiarreas?\b|\b(?:al|en el) hospital\b|\burgencias\b|\b(?:llam\w*) (?:a )?(?:una |la )?ambulancia\b|\btombee?s? malades?\b|\brendue?s? malades?\b|\b(?:sommes|est|suis|sont|ete) (?:\w+ )?malades?\b|\b(?:a|ai|ont|avons) vomi\b|\bvomi(?:ssements?|ssent)\b|\bdiarrhees?\b|\ba l'?hos?pital\b|\baux urgences\b/i,
  },
  {
    kind: 'injury',
    pattern:
      /\b(?:se|me|nos) (?:quemo|queme|quemaron|lastimo|lastime|corto|hirio|rompio|cayo)\b|\bsangr(?:ando|a|o)\b|\bherid[oa]s?\b|\bs['’]?est (?:brule|blesse|coupe|casse)e?\b|\b(?:est|sont|a ete|ete) (?:\w+ )?(?:blesse|brule)e?s?\b|\bsaigne\b/i,
    unless: /\b(?:carne|arroz|pollo|comida|viande|riz|poulet|nourriture|repas)\b/i,
  },
  {
    kind: 'allergy',
    pattern: /\brea\w*ion(?:es)? alergica|\breactions? allergiques?\b|\bchoc anaphylactique\b|\bchoque anafilactico\b/i,
  },
  {
    kind: 'legal',
    pattern:
      /\b(?:mi|nuestro|un) abogad[oa]\b|\b(?:los|les|te|voy a|vamos a) demand\w*|\bdenunciar\w*|\b(?:mon|notre|un) avocat (?:va|vous|a|prend)\b|\bporter plainte\b|\bpoursui(?:vre|tes)\b.{0,20}\bjustice\b|\bau tribunal\b/i,
  },
  {
    kind: 'press',
    pattern:
      /\b(?:soy|somos) periodistas?\b|\b(?:a )?la prensa\b|\bje suis (?:une? )?journalist\w*|\b(?:a )?la presse\b|\bau journal\b/i,
  },
];

/** Asks what would be, or whether it ever was; says nothing that happened. */
export const HYPOTHETICAL =
  /\b(?:what if|what happens (?:if|when)|in case|has any(?:one|body) (?:\w+ )?(?:ever|been)|have you ever|how do (?:you|i|we)|what do you do|prevent|avoid|without|keep\b.*\bfrom|trained for|is there a (?:risk|danger|chance))\b|\b(?:if|when|should|in case) (?:an?|some|any|i|we|one|my|our|somebody|someone|anybody|anyone)(?: of honor)?\b.*\b(?:gets?|is|were|has|had|falls?|cuts?|goes|reports?)\b.*\?|^\W*(?:hi |hello |hey )?(?:do|does|are|is|can|could|would|will|has|have) (?:you|your|the|there|it|anyone|anybody|any|i|we)\b[^.!]*\?/i;

/** Tells of somebody to whom it happened, so that a question around it is none of what could be. */
export const HAPPENED =
  /\b(?:my|our|his|her|their|your|one of (?:our|my)|a) (?:\w+ ){1,2}(?:had|has|got|was|were|is|are|ended|went|needs?|needed|broke|fell|slipped|threw|cut|burn(?:ed|t))\b|\b(?:he|she|we|i|they|everyone|someone|somebody) (?:\w+ )?(?:had|got|was|were|is having|ended|went|needed|threw|broke|felt|feel|am having)\b|\b(?:last night|yesterday|right now|after your|after the|last (?:week|weekend|saturday|sunday))\b/i;
