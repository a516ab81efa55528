/** Rules: cancellation, refunds, payment, delivery terms, privacy, warranties, conditions. */
export const POLICY_EXAMPLES = `
What is your cancellation policy?
Can I get a refund if I cancel?
When can I ask for my money back?
In which cases do you give refunds?
How long do refunds take?
How late can I cancel for free?
Is the deposit refundable?
What happens if it rains?
What payment methods do you accept?
Can I pay in cash?
Do you take credit cards?
Can I pay with PayPal?
Do I have to pay in advance?
What ways are there to pay?
What is your return policy?
Can I return something that I have opened?
What are your delivery options?
Which shipping methods do you offer?
How long does delivery take?
How soon will my package get here?
Do you ship abroad?
Do you deliver to Texas?
Can I order from Germany?
Is it possible to place an order from another country?
Do you travel to my area?
How far do you travel?
What is your privacy policy?
What do you do with my data?
Do you have insurance?
Are your chefs certified?
What is the minimum number of guests?
How much notice do you need?
Is there an age limit?
Can we bring our own alcohol?
Do you allow pets?
How much space do you need to cook?
Can you cook indoors?
What are your terms and conditions?
Do you offer a warranty?
Is there a contract to sign?
What is the fine print on gift cards?
How do I get an invoice?
Do you take reservations?
Can people reserve a table at your place or is it walk-in only?
Does the grill on Main Street accept reservations?
Is there a dress code?
Do you have a late fee?
Until when can I change the number of guests?
what do i have to do to check the delivery methods
how long until I get my refund
Does that restaurant take reservations or do you just walk in?
Do they let people book ahead at the seafood place in Boston?
Are reservations accepted for dinner?
Can one reserve at your place?
delivery to Madrid
shipping to Chicago
do you send things to Canada
can I have something delivered to Australia
I want to check your refund terms
help me see which payment options there are
I need help to find out when I would be reimbursed
show me your money back rules
I would like to know how long a parcel needs
can you tell me until when a return is free
I do not know how to see the delivery choices
where can I read about reimbursements
which cards do you take
`;
