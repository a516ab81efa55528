/** Words that tell something about the word beside them when names are looked for. All in lower case, without a dot. */

const words = (list: string) => new Set(list.trim().split(/\s+/));

/** "Mr. Ford", "a girl named Iris". */
export const INTRODUCES = words(
  'named called dear mr mrs ms miss mister dr prof sir madam madame mx signed attn aka officer',
);
/** What letters end with; a name follows behind a comma or on the next line. */
export const CLOSES = words('regards sincerely cheers love best xoxo');
export const GREETS = words('hi hello hey hiya thanks thank thx ty greetings morning afternoon evening welcome');
export const SPEAKS = words(
  'said says asked asks told wrote writes replied answered called emailed texted shouted yelled explained added',
);
/** What people do: a word right before these is likely who does it. */
export const ACTS = words(
  `is was has had will would can could did does lives lived works worked gave gives wants wanted moved booked ordered
  likes loves needs says wants paid and or please here`,
);
/** "my husband Will", "our chef Kenji". */
export const RELATED = words(
  `wife husband partner mom mother dad father son daughter brother sister friend boss manager chef colleague cousin
  fiance fiancee girlfriend boyfriend assistant guardian director singer author host hostess client customer spouse
  aunt uncle nephew niece coordinator planner neighbor neighbour roommate driver server bride groom grandma grandpa`,
);
/** "reserved under Jack", "a table for Jack". */
export const BOOKED = words('reservation reservations reserved booked booking table party event order it listed filed');
/** Words that lead to a name as well as to other things. */
export const TOWARDS = words(
  'by with for from contact ask meet told tell call about under not and or than like knows know love met to',
);
/** A place follows. */
export const LEADS_TO_PLACE = words(
  'serve serves serving cover covers covering within service in at near around visit visiting via toward towards outside downtown across',
);
/** Before "from" or "to": a place follows. */
export const TRAVELS = words(
  'moved is are am originally moving travel traveling going go trip back move flight fly flying drive driving come coming here',
);
export const POINTS_TO_THING = words('the a an this that our your their these some any no');
/** Given names that messages use as words first, even with a capital: a dish, a bank, a feeling. */
export const WORDS_FIRST = words(
  `angel aria beryl blaze blossom buck buddy buster chase chuck clay dahlia emerald evens flora foster garland garnet
  genesis grant harmony heath hyacinth jasper julienne lacy lance lea mads malen margarita marina marlin marquis marshal
  myrtle peg pierce prudence rainer rosemary savanna serge sierra skip spike stew tanner tiara tunar val valentine willow`,
);
/** Given names that the dictionary lists for a sense that no message uses, such as a lavatory for "john". */
export const NAMES_FIRST = words(
  `barney billy bobby bob hank harry jenny jimmy joey john johnny josh ken maria martin mike milly nelson nick pascal
  peter phoebe sally sheila ted terry timothy tony trey veronica wally`,
);
/** Behind a given name these are surnames, also where they are written small: "I'm Sarah brown". */
export const SURNAME_WORDS = words(
  `baker bell bishop black brown bush carpenter carter cook cooper cross day fields fisher fox gardner green hill hunter
  king knight lane long love mason miller moore park parks porter price reed rice rose stone taylor turner walker ward
  waters west white wood woods wright young`,
);
/** What organisations and places end with. */
export const ORGANIZATION_ENDINGS = words(
  `inc llc ltd corp corporation co company group bank university college school church club hotel department office
  restaurant services solutions foundation institute agency association center centre hospital airport park street st
  avenue ave road rd drive lane county city beach lake valley hills country island resort winery vineyard museum
  theater theatre stadium kitchen bar grill cafe market mall news weekly records band festival times`,
);
/** Small words inside surnames: "van der Voet". */
export const PARTICLES = words(
  'de da di del della der den van von la le el al bin ibn dos du st san santa mc mac ter ten af av y',
);
