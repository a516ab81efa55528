/** How it works, opening hours, places, contact, accounts, reviews, waiting times, everything else about the business. */
export const FAQ_EXAMPLES = `
What are your opening hours?
When are you open?
Are you open on Sundays?
Where are you located?
What is your phone number?
How can I contact customer service?
What hours is customer support available?
How do I reach you?
What is your address?
How does it work?
How does a hibachi party work?
What do I have to provide?
Do you bring tables and chairs?
Do you bring plates and cutlery?
How long does the show last?
How long does a dinner take?
When does the chef arrive?
Who cleans up afterwards?
Do I need to help with the setup?
What should I prepare before you come?
Do you do weddings?
Do you cater for offices?
Do you have good reviews?
How good are the ratings of your place?
How many stars do you have?
Is it any good?
What do people say about the steak house downtown?
How busy are you on Friday nights?
How crowded does it get around six?
How long is the wait for a table?
How long do you have to wait at the noodle bar?
Can you recommend a good restaurant nearby?
What is the best place for tacos in town?
Where can I find good Thai food around here?
Is there parking?
Do you have a newsletter?
How do I create an account?
How do I change my password?
I forgot my password
How do I track my order?
Where is my order?
How do I place an order?
How do I change my shipping address?
Where can I see my invoices?
Can I delete my account?
Do you have a shop nearby?
Are you hiring?
Who owns the company?
How long have you been in business?
Is there wheelchair access?
Do you have an app?
What areas do you serve?
tell me about your company
what services do you offer
what can you help me with
How do I leave a review?
when will my order get here
I need help with my order
Do you sell gift cards?
How many chefs come for fifty guests?
I want to know how busy the pizza place is around 7
check how long people wait at the brunch place right now
what is the wait like at the barbecue house
is it packed at the burger bar at noon
I would like a recommendation for good noodles in Seattle
suggest some nice Italian restaurants in Portland
find me a top rated place for pancakes
are the reviews of the bistro good
look up the rating of the taco stand
how do people like the seafood grill
I need to reach customer support, what is the number
how can I get in touch with customer assistance
at what time can I call customer service
help me to contact your support team
I want to check when customer service is there
how do I order from you
help me to see when my article comes
I need assistance to follow my parcel
`;
