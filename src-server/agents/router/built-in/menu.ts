/** Food and drink: dishes, ingredients, diets, allergens, what can be had. */
export const MENU_EXAMPLES = `
What is on the menu?
What proteins can we choose from?
Do you have vegetarian options?
Is there anything vegan?
Is the sauce gluten free?
What ingredients are in the fried rice?
What goes into the yum yum sauce?
What do I need to make fried rice?
How many calories are in a serving of noodles?
What are the nutrition facts of the chicken plate?
Is there peanut in anything?
My son has a nut allergy, what can he eat?
Can you cook for somebody with celiac disease?
Do you use dairy?
What comes with the steak?
Which sides are included?
Can we have two proteins each?
Do you serve sushi?
Do you bring sake or other drinks?
Can I swap the rice for vegetables?
Is the meat halal?
Do you have kosher meals?
What is in the kids meal?
What kinds of fish do you have?
How spicy is it?
Are the shrimp fresh or frozen?
How big are the portions?
Which dish do you recommend?
What is good here?
Can you suggest something for dinner?
How much protein is in the tofu?
How many carbs does the salad have?
Is the soup made with meat stock?
What desserts do you offer?
Do you have non-alcoholic drinks?
Can I see the list of dishes?
Is there MSG in the food?
What oil do you cook with?
Can you make it without onions?
Do you do scallops?
What's the difference between filet and New York strip?
How much sugar is in the sauce?
tell me the calories of an apple
what is in a chicken casserole
is white rice healthy
How is the teriyaki chicken prepared?
What is tonight's special?
Do you have a lunch menu?
which products do you carry
what sizes does it come in
I am making lasagna, which ingredients do I need
list the ingredients of a Greek salad
is a cheeseburger unhealthy
how many calories does a bowl of cereal have
nutritional info for pancakes
which spices go into curry
what can I cook with chicken and rice
`;
