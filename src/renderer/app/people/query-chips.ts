import {
  formatPeopleQuery,
  parsePeopleQuery,
  type PeopleCondition,
  type PeopleQuery,
} from '../../../shared/people-query.ts';

/** A filter as a button: what it writes into the query. */
export interface QueryChip {
  readonly label: string;
  /** Conditions only, as they are typed. */
  readonly part: string;
}

/** Whether everything that a chip writes stands in the query. */
export function isOn(query: PeopleQuery, { part }: QueryChip): boolean {
  return conditionsOf(part).every((wanted) =>
    query.conditions.some((condition) => isSame(condition, wanted)),
  );
}

/** The text with a chip's conditions written into it, in place of its siblings', or taken out. */
export function pressed(text: string, chip: QueryChip, siblings: readonly QueryChip[]): string {
  const query = parsePeopleQuery(text);
  const others = siblings.flatMap(({ part }) => conditionsOf(part));
  const kept = query.conditions.filter(
    (condition) => !others.some((other) => isSame(condition, other)),
  );
  const added = isOn(query, chip) ? [] : conditionsOf(chip.part);
  return formatPeopleQuery({ ...query, conditions: [...kept, ...added] });
}

/** The text without what any of the chips writes: what their numbers are counted of. */
export function withoutChips(text: string, chips: readonly QueryChip[]): string {
  const query = parsePeopleQuery(text);
  const on = chips.find((chip) => isOn(query, chip));
  return on === undefined ? formatPeopleQuery(query) : pressed(text, on, chips);
}

/** The conditions that no chip stands for, each as the text that says it. */
export function extraConditions(
  query: PeopleQuery,
  chips: readonly QueryChip[],
): readonly string[] {
  const known = chips.filter((chip) => isOn(query, chip)).flatMap(({ part }) => conditionsOf(part));
  return query.conditions
    .filter((condition) => !known.some((other) => isSame(condition, other)))
    .map((condition) => textOf(condition));
}

/** The text without one condition, given as `extraConditions` gives it. */
export function withoutCondition(text: string, said: string): string {
  const query = parsePeopleQuery(text);
  const conditions = query.conditions.filter((condition) => textOf(condition) !== said);
  return formatPeopleQuery({ ...query, conditions });
}

/** The words of a query alone, and its conditions alone: each is what the other leaves. */
export function wordsOf(text: string): string {
  return formatPeopleQuery({ ...parsePeopleQuery(text), conditions: [], problems: [] });
}

export function filtersOf(text: string): string {
  return formatPeopleQuery({ ...parsePeopleQuery(text), words: [], problems: [] });
}

function conditionsOf(part: string): readonly PeopleCondition[] {
  return parsePeopleQuery(part).conditions;
}

function textOf(condition: PeopleCondition): string {
  return formatPeopleQuery({ words: [], conditions: [condition], problems: [] });
}

function isSame(one: PeopleCondition, other: PeopleCondition): boolean {
  return textOf(one) === textOf(other);
}
