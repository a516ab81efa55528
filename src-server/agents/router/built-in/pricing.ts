/** What things cost: prices, fees, deposits as sums, discounts, quotes. */
export const PRICING_EXAMPLES = `
How much does it cost?
How much is it per person?
What are your prices?
What would a party of 15 run us?
Can I get a quote for 20 people?
I need a quote for a birthday dinner
What is the price for kids?
Do children cost less than adults?
How much do you charge for ten guests?
What is your minimum spend?
Is there a minimum charge?
How much is the deposit?
Is there a travel fee to my town?
How much extra is lobster?
What does the filet upgrade cost?
Do you have any discounts?
Any deals or specials this month?
Is there a coupon code for first time customers?
Is gratuity included in the price?
How much should we tip the chef?
Are there any hidden fees?
What is the total for 8 adults and 4 kids?
Does the price include tax?
How much for a plate of chicken?
What do you charge for delivery?
How much is shipping?
Is there a fee for paying by card?
What is the fee if I cancel?
Is it cheaper on weekdays?
Do you give a group discount?
How expensive is a private dinner?
price list please
rates for a wedding
cost for 12 people
How much money would I need for thirty guests?
Can you send me an estimate?
What is the hourly rate?
Do you match the prices of others?
How much would it be without shrimp?
What do adults pay and what do kids pay?
Do you charge for extra sauces?
What's the average price of a meal?
Is there a service charge?
How much is the set menu?
Ballpark figure for fifty people?
Are there extra costs for holidays?
Do seniors or students get a reduced price?
what is the cheapest package
how much is a gift card
Is the first consultation free of charge?
`;
