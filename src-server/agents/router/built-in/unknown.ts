/** Messages that have nothing to do with the business. */
export const UNKNOWN_EXAMPLES = `
What is the capital of France?
Who won the football match last night?
Who is the president of Brazil?
How tall is Mount Everest?
How far away is the moon?
What is the square root of 81?
What is the formula for the area of a triangle?
Who wrote Hamlet?
Who invented the telephone?
When did the second world war end?
When was the Eiffel tower built?
What is the largest city in Asia?
What is the population of Canada?
How many players are on a baseball team?
What's the score of the Lakers game?
Who coaches the national team?
When do the Yankees play next?
Which team has won the most titles?
What is the best selling video game of all time?
How do I reset my phone?
How do I change the oil in my car?
Where is the fuse box in a Honda Civic?
Which car has the best mileage?
When was Microsoft founded?
Who is the richest person in the world?
What is the stock price of Apple?
How do I invest in bonds?
What are ways to save on taxes?
How do I open a savings account?
What is the interest rate of my bank?
How do I write a resume?
How can I become a nurse?
What does a data engineer earn?
Which college is best for law?
When does school start?
What are the advantages of a degree?
How do I get into marketing?
What movies are out this week?
Who directed Jaws?
Which actor played Batman first?
What songs did Prince write?
Which guitar is good for beginners?
Play some jazz
Turn off the lights in the kitchen
Set an alarm for seven
What is the weather tomorrow?
Will it snow in Denver?
Remind me to call mom
Translate good morning into Spanish
What does the word serendipity mean?
How do you spell necessary?
What are the symptoms of the flu?
How do vaccines work?
Why is the sky blue?
How do birds fly?
What is the theory of evolution?
Who discovered gravity?
What is the speed of light?
How long do cats live?
What breed of dog is the smartest?
How do I train a puppy?
How do I grow tomatoes?
What should I wear to a job interview?
How do I tie a tie?
How do I lose weight?
What are good exercises for my back?
How do I fix a leaking tap?
What paint is best for a bathroom?
When does the museum in London open?
What time is it in Tokyo?
How do I get to the airport?
Which airline is the cheapest?
Do I need a visa for Japan?
What is the meaning of life?
What do you think about politics?
Write me a poem about the sea
Solve this equation for x
Write a python script that sorts a list
Who is your favourite singer?
What happened in the news today?
What is bitcoin worth?
How do I meet new people?
What is it called when someone cannot sleep?
What do you call a person from Poland?
How do magnets work?
Is there life on Mars?
asdf jkl
What were the causes of the civil war?
Which state has the lowest income tax?
Which phone has the best camera?
Are there new episodes of the show?
How many games are in a tennis set?
What is the origin of the word algebra?
What are the rules of chess?
Who holds the record in the marathon?
What makes a good leader?
`;
