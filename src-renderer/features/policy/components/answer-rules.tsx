import { CloseButton, NumberInput, Select } from '@mantine/core';
import { Channel } from '#contract/conversations.ts';
import { CHANNEL_WORDS } from '../../../lib/words.ts';
import classes from '../policy.module.css';
import { type PolicyPartProps, percent } from '../policy-part.ts';
import { ShareRule } from './share-rule.tsx';

const INTENTS = ['pricing', 'booking', 'menu', 'policy', 'faq', 'unknown'];

/** When the AI answers by itself. */
export function AnswerRules({ policy, canEdit, onChange }: PolicyPartProps) {
  const { answers, router } = policy;
  const set = (change: Partial<typeof answers>) => onChange({ ...policy, answers: { ...answers, ...change } });
  const setRouter = (change: Partial<typeof router>) => onChange({ ...policy, router: { ...router, ...change } });
  const without = <T extends object>(rules: T, key: string): T =>
    Object.fromEntries(Object.entries(rules).filter(([name]) => name !== key)) as T;
  const special = [
    ...Object.entries(answers.confidenceByIntent).map(([key, value]) => ({
      key,
      value,
      name: `questions about ${key}`,
      set: (next: number) => set({ confidenceByIntent: { ...answers.confidenceByIntent, [key]: next } }),
      drop: () => set({ confidenceByIntent: without(answers.confidenceByIntent, key) }),
    })),
    ...Channel.options.flatMap((key) => {
      const value = answers.confidenceByChannel[key];
      if (value === undefined) return [];
      return {
        key,
        value,
        name: CHANNEL_WORDS[key],
        set: (next: number) => set({ confidenceByChannel: { ...answers.confidenceByChannel, [key]: next } }),
        drop: () => set({ confidenceByChannel: without(answers.confidenceByChannel, key) }),
      };
    }),
  ];
  const addSpecial = (name: string | null) => {
    const channel = Channel.options.find((one) => one === name);
    if (channel !== undefined)
      set({ confidenceByChannel: { ...answers.confidenceByChannel, [channel]: answers.confidence } });
    else if (name !== null) set({ confidenceByIntent: { ...answers.confidenceByIntent, [name]: answers.confidence } });
  };
  return (
    <>
      <ShareRule
        label="Confidence needed"
        value={answers.confidence}
        canEdit={canEdit}
        onChange={(confidence) => set({ confidence })}
      >
        An answer is sent when the AI is at least <b>{percent(answers.confidence)}</b> sure of it.
      </ShareRule>
      {special.map(({ key, name, value, set: setOne, drop }) => (
        <div key={key} className={classes.special}>
          <ShareRule label={`Confidence needed for ${name}`} value={value} canEdit={canEdit} onChange={setOne}>
            For {name} it must be <b>{percent(value)}</b> sure.
          </ShareRule>
          {canEdit && <CloseButton aria-label={`Drop the rule for ${name}`} onClick={drop} />}
        </div>
      ))}
      {canEdit && (
        <Select
          placeholder="Add a rule for a topic or a channel"
          aria-label="Add a rule for a topic or a channel"
          w={280}
          value={null}
          data={[
            {
              group: 'Topics',
              items: INTENTS.filter((one) => !Object.hasOwn(answers.confidenceByIntent, one)),
            },
            {
              group: 'Channels',
              items: Channel.options
                .filter((one) => answers.confidenceByChannel[one] === undefined)
                .map((value) => ({ value, label: CHANNEL_WORDS[value] })),
            },
          ]}
          onChange={addSpecial}
        />
      )}
      <ShareRule
        label="Relatedness of a question about the business"
        value={answers.aboutTheBusiness}
        canEdit={canEdit}
        onChange={(aboutTheBusiness) => set({ aboutTheBusiness })}
      >
        A question without an answer goes to a person when it is <b>{percent(answers.aboutTheBusiness)}</b> or more
        about the business; of others the AI says that it does not know.
      </ShareRule>
      <div className={classes.rule}>
        <p className={classes.sentence}>
          After it has not known <b>{answers.declinesInARow === 1 ? 'once' : `${answers.declinesInARow} times`}</b> in a
          row, the next time calls a person.
        </p>
        <NumberInput
          aria-label="Times in a row that the AI may not know"
          value={answers.declinesInARow}
          min={1}
          max={5}
          allowDecimal={false}
          w={110}
          disabled={!canEdit}
          onChange={(next) => typeof next === 'number' && set({ declinesInARow: next })}
        />
      </div>
      <ShareRule
        label="How sure that a person is asked for"
        value={router.person}
        min={0.5}
        canEdit={canEdit}
        onChange={(person) => setRouter({ person })}
      >
        A message that only reads like asking for a person goes to one from <b>{percent(router.person)}</b> on.
      </ShareRule>
      <ShareRule
        label="How sure that it is a complaint"
        value={router.complaint}
        min={0.3}
        canEdit={canEdit}
        onChange={(complaint) => setRouter({ complaint })}
      >
        It counts as a complaint from <b>{percent(router.complaint)}</b> on.
      </ShareRule>
      <ShareRule
        label="How sure that it is a booking"
        value={router.booking}
        min={0.2}
        canEdit={canEdit}
        onChange={(booking) => setRouter({ booking })}
      >
        It begins a booking from <b>{percent(router.booking)}</b> on.
      </ShareRule>
      <ShareRule
        label="How sure that it is an intent that people answer"
        value={router.ownPerson}
        min={0.2}
        canEdit={canEdit}
        onChange={(ownPerson) => setRouter({ ownPerson })}
      >
        It goes to a person as one of your own intents that people answer from <b>{percent(router.ownPerson)}</b> on.
      </ShareRule>
    </>
  );
}
