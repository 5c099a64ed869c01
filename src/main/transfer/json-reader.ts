import { writeList } from '../csv/list-cell.ts';

type JsonRecord = Readonly<Record<string, unknown>>;

/** The text is no list of records; the message says so in words. */
export class NoRecordsError extends Error {
  override readonly name = 'NoRecordsError';
}

export interface JsonReader {
  /** Takes the next piece of the text. @returns The records that have ended in it. */
  feed(text: string): JsonRecord[];
  /** @throws NoRecordsError when a record is not whole. */
  end(): JsonRecord[];
}

/** A record that is larger than any person, in characters; a realm of Keycloak is one record. */
const MAX_RECORD = 50_000_000;

/** How a group is written that a dump tells by its number alone. */
export const NAMELESS_GROUP = 'auth.group ';

/**
 * Reads records piece by piece: an array of objects, one object a line (NDJSON), Django's dumpdata
 * (the fields of `auth.user`), or an object with a list named `users`, as Keycloak exports a realm.
 *
 * @param groups Names of a dump's groups by their numbers there, which its people tell: gets those
 * that come by, so that a second reading knows all.
 */
export function createJsonReader(groups = new Map<unknown, string>()): JsonReader {
  let depth = 0;
  /** Whether the list around the records is open; null before anything has come. */
  let inList: boolean | null = null;
  let inString = false;
  let isEscaped = false;
  /** The part of the record under way that came with earlier pieces. */
  let begun = '';
  return {
    feed(text) {
      const records: JsonRecord[] = [];
      let start = depth > 0 ? 0 : -1;
      for (let at = 0; at < text.length; at += 1) {
        const sign = text[at];
        if (inString) {
          if (isEscaped) isEscaped = false;
          else if (sign === '\\') isEscaped = true;
          else if (sign === '"') inString = false;
        } else if (depth === 0 && sign !== '{') {
          inList = between(sign ?? '', inList);
        } else if (sign === '"') {
          inString = true;
        } else if (sign === '{' || sign === '[') {
          if (depth === 0) {
            start = at;
            inList ??= false;
          }
          depth += 1;
        } else if (sign === '}' || sign === ']') {
          depth -= 1;
          if (depth === 0) {
            records.push(...unwrap(begun + text.slice(start, at + 1), groups));
            begun = '';
            start = -1;
          }
        }
      }
      if (start !== -1) begun += text.slice(start);
      if (begun.length > MAX_RECORD) {
        throw new NoRecordsError(
          'One record has more than 50 million characters. A realm of Keycloak is one record: have its users exported to several files.',
        );
      }
      return records;
    },
    end() {
      if (depth > 0)
        throw new NoRecordsError('The last record is not whole: the file was cut off.');
      if (inList === true)
        throw new NoRecordsError('The list of records has no end: the file was cut off.');
      return [];
    },
  };
}

/** What may stand between records. @returns Whether the list around them is open then. */
function between(sign: string, inList: boolean | null): boolean | null {
  if (/[\s,]/.test(sign)) return inList;
  if (sign === '[' && inList === null) return true;
  if (sign === ']' && inList === true) return false;
  throw new NoRecordsError('Between two records stands something that is no record.');
}

function unwrap(text: string, groups: Map<unknown, string>): JsonRecord[] {
  let value: JsonRecord;
  try {
    value = JSON.parse(text) as JsonRecord;
  } catch (error) {
    throw new NoRecordsError('A record is not written in JSON.', { cause: error });
  }
  const { users, model, pk, fields } = value;
  if (Array.isArray(users)) {
    if (!users.every(isRecord)) throw new NoRecordsError('One of its users is no record.');
    return users;
  }
  if (typeof model !== 'string' || !isRecord(fields)) return [value];
  if (model === 'auth.group') groups.set(pk, String(fields['name']));
  if (model !== 'auth.user') return [];
  const { groups: joined } = fields;
  if (!Array.isArray(joined)) return [fields];
  return [{ ...fields, groups: joined.map((group) => nameOf(group, groups)) }];
}

/** A group is told by its number, or with `--natural-foreign` by its name in a list. */
function nameOf(group: unknown, groups: ReadonlyMap<unknown, string>): unknown {
  return typeof group === 'number' ? (groups.get(group) ?? `${NAMELESS_GROUP}${group}`) : group;
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a record as the text of a cell: lists as `writeList` does, nothing for null. */
export function jsonCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return writeList(value.flat(Infinity).map(jsonCell));
  return typeof value === 'string' ? value : JSON.stringify(value);
}
