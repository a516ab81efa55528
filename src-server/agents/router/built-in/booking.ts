/** Making, checking, changing and cancelling reservations and appointments. */
export const BOOKING_EXAMPLES = `
I want to book a chef for Saturday
I would like to make a reservation
Book a table for two tonight
Can I reserve a table for six at 7 pm?
Please put me down for a party of eight on Friday
I need a reservation for four at noon
Reserve us a spot for next Sunday under the name Miller
Get me a table for five tomorrow evening
Could you schedule us for June 12th at 6:30?
We'd like to have you cook at our house on the 5th
Are you available next Saturday evening?
Do you have an opening on March 3rd?
Is the 20th of August still free?
Any slots left for New Year's Eve?
I want to hire you for my daughter's birthday
Sign me up for Thursday at 8
Set up a dinner for 15 guests on May 9
book an appointment
I'd like to place a booking for my anniversary
Make a dinner reservation for my parents and me
cancel my reservation
Please cancel our booking for tonight
I have to call off the party on Saturday
We no longer need the table for Friday
Get rid of the reservation under Thompson
Drop my booking for next week please
I can't make it, take my name off the list for tomorrow
My dinner booking needs to be cancelled
Nix the reservation for ten at the steak house
confirm my reservation
Can you confirm that our booking is still set for 6?
Is my table for Sunday confirmed?
I want to double check my reservation for seven people
Do you have my reservation under Alex?
Did my booking go through?
Check whether I have a reservation at the grill for 8 pm
Please verify the booking that I made for Carla
Can I move my reservation to another day?
Change our booking from 5 to 7 pm
I need to reschedule the party
Add two more guests to our booking
We will be 14 instead of 12 on Saturday
Switch my appointment to the week after
Could we start an hour later than booked?
Update the address of my booking
Let's go ahead and book it
Yes, please reserve that date
I'd like to pay the deposit for my booking
12 people, Saturday the 4th, at my house
We are 8 adults and 3 kids on July 4
Hold a date in October for us
Can we get in at 7:30 for four people at the diner?
I need you to find us a table for nine on Christmas Eve
Reserve the private room for a team lunch
Make me a reservation at the sushi bar downtown for 3 people at 1 pm
When is my booking?
What time is my reservation tonight?
Look up my reservation
Please make sure that we still have our table
put off our reservation until next month
tell the restaurant that we can't come tonight
let them know that our party of six will not show up
call the bistro and cancel for me
`;
