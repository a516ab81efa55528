/** An article as a desk has it, and ways in which customers ask for what it says. */
export interface VenueArticle {
  title: string;
  body: string;
  questions: readonly [string, string];
}

const NAMES = `Maple Hall, the Old Mill, Harbour House, Cedar Lodge, the Glass Barn, Willow Terrace, the Boat Shed,
  Juniper Court, the Rose Garden, Lantern House, Quarry Hall, the Tin Factory, Meadow Farm, Birch Pavilion,
  the Captain's Loft, Orchard House, Granite Hall, the Tea Room, Falcon Lodge, Sunset Terrace`.split(/,\s+/);

type Topic = (venue: string, number: number) => VenueArticle;

/** What customers want to know of a place; the figures differ from place to place, so that no two articles say the same. */
const TOPICS: readonly Topic[] = [
  (venue, number) => ({
    title: `Parking at ${venue}`,
    body: `There are ${30 + number} parking spaces behind ${venue}. Parking costs $${5 + number} an evening for each car, and the gate of the car park closes at 11 PM.`,
    questions: [`Is there parking at ${venue}?`, `What does parking cost at ${venue}?`],
  }),
  (venue, number) => ({
    title: `How many guests fit into ${venue}`,
    body: `${venue} has room for ${40 + 2 * number} guests at tables, or ${70 + 3 * number} guests standing. Larger parties can have the garden beside it.`,
    questions: [`How many guests fit into ${venue}?`, `How many guests has ${venue} room for at tables?`],
  }),
  (venue, number) => ({
    title: `Music at ${venue}`,
    body: `Live music is allowed at ${venue} until ${8 + (number % 4)} PM. Loudspeakers are turned down to the volume of a talk after that.`,
    questions: [`Is live music allowed at ${venue}?`, `Until when is music allowed at ${venue}?`],
  }),
  (venue, number) => ({
    title: `The kitchen of ${venue}`,
    body: `The kitchen of ${venue} has ${2 + (number % 3)} ovens and a cold room. It can be rented for $${20 + number} an hour; the caretaker has the key.`,
    questions: [`What does the kitchen of ${venue} cost?`, `How many ovens has the kitchen of ${venue}?`],
  }),
  (venue, number) => ({
    title: `Decorations at ${venue}`,
    body: `Balloons, flowers and candles in glasses are welcome at ${venue}. Confetti is not allowed; cleaning it up costs $${60 + number}.`,
    questions: [`Are balloons allowed at ${venue}?`, `Is confetti allowed at ${venue}?`],
  }),
];

/** Every topic of every place. */
export function venueArticles(): VenueArticle[] {
  return NAMES.flatMap((venue, at) => TOPICS.map((topic) => topic(venue, at + 1)));
}
