import { marked, type Token, type Tokens } from 'marked';

/** A part of a Markdown text without its marks. */
export type Block = { kind: 'heading' | 'paragraph'; text: string } | { kind: 'list'; items: string[] };

/** Reads Markdown as plain blocks. Rows of a table become items: "Adults: $55; Children: $30". */
export function plainBlocks(markdown: string): Block[] {
  return marked.lexer(markdown).flatMap(toBlocks);
}

/** The readable text alone, blocks apart by an empty line. */
export function plainText(markdown: string): string {
  return plainBlocks(markdown)
    .map((block) => (block.kind === 'list' ? block.items.map((item) => `- ${item}`).join('\n') : block.text))
    .join('\n\n');
}

function toBlocks(token: Token): Block[] {
  switch (token.type) {
    case 'heading':
      return textBlock('heading', inline(token));
    case 'paragraph':
    case 'text':
      return textBlock('paragraph', inline(token));
    case 'code':
      return textBlock('paragraph', token.text);
    case 'blockquote':
      return (token.tokens ?? []).flatMap(toBlocks);
    case 'list': {
      const items = (token as Tokens.List).items.flatMap((item) => listItems(item));
      return items.length > 0 ? [{ kind: 'list', items }] : [];
    }
    case 'table':
      return [{ kind: 'list', items: tableRows(token as Tokens.Table) }];
    case 'html':
      return textBlock('paragraph', withoutTags(token.raw));
    default:
      return [];
  }
}

function textBlock(kind: 'heading' | 'paragraph', text: string): Block[] {
  const trimmed = text.replace(/[ \t]+/g, ' ').trim();
  return trimmed === '' ? [] : [{ kind, text: trimmed }];
}

/** An item, then the items of lists nested in it. */
function listItems(item: Tokens.ListItem): string[] {
  const blocks = item.tokens.flatMap(toBlocks);
  const own = blocks.flatMap((block) => (block.kind === 'list' ? [] : [block.text])).join(' ');
  const nested = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  return [own, ...nested].filter((text) => text !== '');
}

function tableRows(table: Tokens.Table): string[] {
  const names = table.header.map((cell) => inline(cell));
  return table.rows.map((row) =>
    row.map((cell, column) => (names[column] ? `${names[column]}: ${inline(cell)}` : inline(cell))).join('; '),
  );
}

function inline(token: { tokens?: Token[] | undefined; text?: string; raw?: string }): string {
  if (token.tokens === undefined) return withoutEntities(token.text ?? token.raw ?? '');
  return token.tokens.map(inlinePart).join('');
}

function inlinePart(token: Token): string {
  if (token.type === 'br') return ' ';
  if (token.type === 'html') return /^<br/i.test(token.raw) ? ' ' : '';
  return inline(token);
}

function withoutTags(html: string): string {
  return withoutEntities(html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' '));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

function withoutEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
