import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import type { Citation } from '#contract/conversations.ts';
import type { KeyValueStorage } from '../lib/storage.ts';
import classes from './chat-page.module.css';
import { Composer, type ComposerHandle } from './components/composer.tsx';
import { Header } from './components/header.tsx';
import { SourceDialog } from './components/source-dialog.tsx';
import { StatusLines } from './components/status-lines.tsx';
import { Thread } from './components/thread.tsx';
import type { ChatStore } from './model/chat-store.ts';
import { usePageTitle } from './use-page-title.ts';

/** The whole page: who answers, what was said, and the field to write in. */
export function ChatPage({ store, drafts }: { store: ChatStore; drafts: KeyValueStorage }) {
  const view = useSyncExternalStore(store.subscribe, store.getView);
  const [source, setSource] = useState<Citation>();
  const composer = useRef<ComposerHandle>(null);
  const closeSource = useCallback(() => setSource(undefined), []);
  usePageTitle(view);

  const focusComposer = () => composer.current?.focus();
  return (
    <div className={classes.page}>
      <div className={classes.panel}>
        <Header
          view={view}
          onAskForPerson={() => void store.askForPerson()}
          onNewConversation={() => {
            store.newConversation();
            focusComposer();
          }}
        />
        <main className={classes.main}>
          <Thread
            view={view}
            store={store}
            onOpenSource={setSource}
            onSuggest={(text) => {
              store.send(text);
              focusComposer();
            }}
          />
          <div className={classes.foot}>
            <StatusLines view={view} onDismiss={store.dismissNotice} onGoBack={store.goBack} />
            <Composer ref={composer} drafts={drafts} onSend={store.send} />
            <p className={classes.smallPrint}>The assistant is an AI and can be wrong; see its sources.</p>
          </div>
        </main>
      </div>
      {source !== undefined && (
        <SourceDialog key={source.chunkId} citation={source} read={store.readSource} onClose={closeSource} />
      )}
    </div>
  );
}
