import { type RawBuilder, sql } from 'kysely';

import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { ParsedSearch, SearchTerm, WordField } from './parse-search.ts';
import { foldTag, searchText } from './search-text.ts';

const COLUMNS: Readonly<Record<WordField, string>> = {
  any: '',
  sender: 'sender : ',
  recipients: 'recipients : ',
  subject: 'subject : ',
};

type WordsTerm = Extract<SearchTerm, { kind: 'words' }>;
type OtherTerm = Exclude<SearchTerm, { kind: 'words' }>;

/** SQL that is true for the rows of `gatehouse_captured_mail` that match every term. */
export function matchesSearch({ terms }: Pick<ParsedSearch, 'terms'>): RawBuilder<boolean> {
  const words = terms.filter((term) => term.kind === 'words');
  const wanted = words.filter(({ negated }) => !negated).map(phrase);
  const unwanted = words.filter(({ negated }) => negated).map(phrase);
  const tests = terms.flatMap((term) => (term.kind === 'words' ? [] : [otherTest(term)]));
  if (wanted.length > 0) tests.push(sql`id IN ${withWords(wanted.join(' AND '))}`);
  if (unwanted.length > 0) tests.push(sql`id NOT IN ${withWords(unwanted.join(' OR '))}`);
  return tests.length === 0 ? sql<boolean>`1` : sql<boolean>`(${sql.join(tests, sql` AND `)})`;
}

function withWords(expression: string) {
  return sql`(SELECT rowid FROM gatehouse_captured_words
    WHERE gatehouse_captured_words MATCH ${expression})`;
}

/** A phrase of FTS5, which reads nothing in quotes but words; the star finds beginnings. */
function phrase({ field, text, exact }: WordsTerm): string {
  const quoted = `"${searchText(text).replaceAll('"', '""')}"`;
  return `(${COLUMNS[field]}${quoted}${exact ? '' : ' *'})`;
}

function otherTest(term: OtherTerm): RawBuilder<unknown> {
  const test = positiveTest(term);
  return term.negated ? sql`NOT (${test})` : test;
}

function positiveTest(term: OtherTerm): RawBuilder<unknown> {
  switch (term.kind) {
    case 'is':
      return flagTest(term.flag);
    case 'tag':
      return sql`id IN (SELECT mail_id FROM gatehouse_captured_tag
        WHERE tag = ${foldTag(term.label)})`;
    case 'before':
      return sql`received_at < ${toDjangoDatetime(term.instant)}`;
    case 'after':
      return sql`received_at >= ${toDjangoDatetime(term.instant)}`;
    case 'larger':
      return sql`size > ${term.bytes}`;
    case 'smaller':
      return sql`size < ${term.bytes}`;
  }
}

function flagTest(flag: Extract<OtherTerm, { kind: 'is' }>['flag']): RawBuilder<unknown> {
  switch (flag) {
    case 'attachment':
      return sql`has_attachments = 1`;
    case 'unread':
      return sql`read_at IS NULL`;
    case 'read':
      return sql`read_at IS NOT NULL`;
    case 'starred':
      return sql`starred = 1`;
  }
}
