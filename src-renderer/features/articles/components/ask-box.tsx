import { TextInput } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

/** Takes a question to the lab. */
export function AskBox() {
  const navigate = useNavigate();
  const [question, setQuestion] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ to: '/articles/lab', search: { q: question.trim() === '' ? undefined : question.trim() } });
      }}
    >
      <TextInput
        aria-label="Try a question in the lab"
        placeholder="Try a question…"
        leftSection={<IconFlask size={14} aria-hidden />}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
    </form>
  );
}
