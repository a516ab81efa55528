import { type MarkedToken, marked, type Token, type Tokens } from 'marked';
import { createElement, Fragment, type ReactNode } from 'react';
import classes from './markdown.module.css';

/**
 * Shows Markdown as React elements. Raw HTML in the text is shown as the text that it is, and only links to the
 * web, to mail and to telephones become links: nothing that a customer or an article writes can run.
 */
export function Markdown({ text }: { text: string }) {
  return <div className={classes.markdown}>{blocks(marked.lexer(text))}</div>;
}

/** Parts that never move need no keys: they are given as arguments instead of as a list. */
function positional(tag: string | typeof Fragment, parts: readonly ReactNode[]): ReactNode {
  return createElement(tag, null, ...parts);
}

function blocks(tokens: readonly Token[]): ReactNode {
  return positional(
    Fragment,
    tokens.map((token) => element(token as MarkedToken)),
  );
}

function children(token: { tokens?: Token[]; text: string }): ReactNode {
  return token.tokens === undefined ? plain(token.text) : blocks(token.tokens);
}

/** The lexer leaves entities as they were written; these five are what it escapes itself. */
function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** A heading inside a text stands below the headings of the screen. */
const HEADINGS = ['h3', 'h4', 'h5', 'h6', 'h6', 'h6'] as const;

function element(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'heading': {
      const Heading = HEADINGS[token.depth - 1] ?? 'h6';
      return <Heading>{children(token)}</Heading>;
    }
    case 'paragraph':
      return <p>{children(token)}</p>;
    case 'strong':
      return <strong>{children(token)}</strong>;
    case 'em':
      return <em>{children(token)}</em>;
    case 'del':
      return <del>{children(token)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{blocks(token.tokens)}</blockquote>;
    case 'list':
      return list(token);
    case 'table':
      return table(token);
    case 'link':
      return isSafeLink(token.href) ? (
        <a href={token.href} target="_blank" rel="noreferrer noopener">
          {children(token)}
        </a>
      ) : (
        children(token)
      );
    case 'image':
      return token.text;
    case 'text':
    case 'escape':
      return children(token);
    default:
      return token.raw;
  }
}

function list(token: Tokens.List): ReactNode {
  const items = positional(
    Fragment,
    token.items.map((item) => positional('li', [blocks(item.tokens)])),
  );
  return token.ordered ? <ol start={token.start === '' ? 1 : token.start}>{items}</ol> : <ul>{items}</ul>;
}

function table(token: Tokens.Table): ReactNode {
  const header = token.header.map((cell) => positional('th', [children(cell)]));
  const rows = token.rows.map((row) =>
    positional(
      'tr',
      row.map((cell) => positional('td', [children(cell)])),
    ),
  );
  return (
    <table>
      <thead>{positional('tr', header)}</thead>
      {positional('tbody', rows)}
    </table>
  );
}

/** Only what opens in a browser, a mail program or a telephone. */
export function isSafeLink(href: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)/i.test(href.trim());
}
