/** Asking for a person. */
export const HUMAN_EXAMPLES = `
I want to talk to a human
Can I speak to a real person?
Let me talk to someone
Connect me to an agent
Transfer me to customer service
Get me a manager
I'd rather speak with a person
Is there a human I can chat with?
Please call me back
Give me a call at this number
Can someone from your team phone me?
I don't want to talk to a machine
Put me through to support
I need to speak to the owner
live agent please
representative
operator
Can a member of staff help me?
May I talk to your supervisor?
hand me over to a colleague
stop the bot and get me a person
I need a real person to look into this
is anybody there that I can talk to
Who can I speak with about this?
let me chat with an employee
`;
