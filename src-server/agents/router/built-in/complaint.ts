/** Being unhappy with what happened: with food, service, waiting, staff, charges; wanting to complain. */
export const COMPLAINT_EXAMPLES = `
I want to complain about my last order
I'd like to file a complaint
How do I make a complaint?
Where can I lodge a complaint against your company?
I need to submit a claim against you
Who handles customer complaints?
help me file a formal grievance
I have to make a claim about the service
I want to report a problem with your company
where do i send a claim
assistance with a customer complaint
The food was cold when it came
Our chef arrived two hours late
The steak was tough and overcooked
The chicken was raw in the middle
My shrimp tasted off
The waiter was rude to us
Service was painfully slow
We waited an hour for our food
They got our order wrong twice
Nobody refilled our drinks
The portions were tiny for that price
It was way overpriced for what you get
I was charged twice
You charged my card the wrong amount
My order never arrived
The package came damaged
I received the wrong item
This is unacceptable
I am very disappointed with the evening
Worst meal I have had in years
I will never come back
We won't be ordering from here again
The place was dirty and loud
The table was sticky and the floor was filthy
The rice was dry and had no taste
The noodles were soggy and bland
The soup was far too salty
Everything was greasy
The dessert tasted stale
The staff ignored us all night
The hostess had an attitude and rolled her eyes
The manager did nothing about it
They sat us next to the toilets even though we had booked
We had a reservation and still had to stand around for forty minutes
We were rushed out before we had finished eating
It is too noisy and crowded to have a conversation
The wine list is overpriced and boring
Not worth the money
I expected much more after all the praise
The quality has gone downhill since last year
My friend's fish was burnt and mine was still frozen
The salad had wilted leaves and hardly any dressing
The bread came after we had asked three times
The server forgot our starters and never apologised
The bill had things on it that we never ordered
They added a tip without telling us
The chef left a mess on our patio
Half of the food that we paid for was missing
The guests left hungry
He was unfriendly and in a hurry the whole time
The delivery was late and everything had spilled
I asked for no onions and it was full of onions
There was a hair in my noodles
The meat was fatty and I could not chew it
The sushi was not fresh
The pizza was burnt on the bottom
My drink was watered down
The room was freezing and they refused to turn up the heat
You promised to call and nobody did
I have been waiting for an answer for a week
I want my money back, it was that bad
The atmosphere was dull and the decor is tired
Don't bother with the desserts
Avoid this place
The food is mediocre at best
Average food, bad service and high prices
I would not recommend it to anyone
Terrible experience from start to finish
The only thing worse than the food was the service
It took forever to get the check
The waitress looked annoyed when we asked a question
They were out of half the menu
What we got looked nothing like the pictures
The tables are so close together that you bump elbows
Very limited choice and nothing tasted good
They refused to seat us until everybody had arrived
I sent my plate back and it returned just as cold
The grill smoked up the whole yard and nobody cared
I've been a regular for years but the last visits were a letdown
The lettuce was brown and the burger was dripping with grease
The host told us fifteen minutes and it took an hour
Your app lost my order and your people blame me
The whole evening was ruined
You guys messed up my party
Not happy with the cook that you sent
The cocktail was weak and cost a fortune
The spring rolls were oily and the dumplings were doughy
Hardly any meat in the dish, mostly filler
I've had better food from a vending machine
the service could not have been worse
They do not care about their customers
The portion was so small that I was still hungry afterwards
I want help with a claim against your business
how could I lodge a consumer complaint
I need to make a reclamation
submit a grievance about my purchase
how do people here complain officially
your firm treated me badly, where do I file that
`;
