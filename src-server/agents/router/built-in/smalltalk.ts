/** Greetings, thanks, goodbyes, chat. */
export const SMALLTALK_EXAMPLES = `
Hello
Hi there
Hey, good morning
Good evening
How are you?
How is it going?
Nice to meet you
Thank you
Thanks a lot for your help
Many thanks
That was helpful
Great, thanks
Perfect
Awesome
Okay
Sounds good
Got it
Bye
Goodbye
See you later
Have a nice day
Have a great weekend
Are you a bot?
What is your name?
Who made you?
You are funny
Tell me a joke
Cool
Alright then
No, that is all
Nothing else, thank you
Yes
No
Never mind
lol
Good night
Talk to you soon
I appreciate it
you're the best
what's up
`;
